import { describe, expect, it } from 'vitest';
import { writeAbsentDescriptions } from '../../src/evaluation/absent-descriptions.js';
import type { ShotTruth, VideoTruth } from '../../src/evaluation/truth-set.js';

type Who = readonly [colour: string, actor: string, action: string, place: string];

function videoOf(shown: readonly Who[], more: Partial<ShotTruth> = {}): VideoTruth {
  const shots = shown.map(([colour, actor, action, place], index) => {
    const span = { startSeconds: index * 5, endSeconds: index * 5 + 5 };
    return { span, colour, actor, action, place, ...more };
  });
  const queries = shots.map(({ span, colour, actor, action, place }) => {
    return { description: `a ${colour} ${actor} ${action} in the ${place}`, span, unseen: false };
  });
  return { id: 'v', path: '/v.mp4', shots, queries, questions: [] };
}

const film: readonly Who[] = [
  ['red', 'dog', 'jumps', 'park'],
  ['blue', 'cat', 'sits down', 'snow'],
  ['green', 'bus', 'moves left', 'room'],
  ['pink', 'kite', 'flies up', 'street'],
];

describe('writeAbsentDescriptions', () => {
  it('changes colour, actor, action and place by turns, into what no shot shows', () => {
    const video = videoOf(film);
    const absent = writeAbsentDescriptions([video]);
    const changed = absent.filter(({ kind }) => kind === 'one-changed').map(({ description }) => description);
    expect(changed).toHaveLength(4);
    expect(changed[0]).toMatch(/^a (blue|green|pink) dog jumps in the park$/);
    expect(changed[1]).toMatch(/^a blue (dog|bus|kite) sits down in the snow$/);
    expect(changed[2]).toMatch(/^a green bus (jumps|sits down|flies up) in the room$/);
    expect(changed[3]).toMatch(/^a pink kite flies up in the (park|snow|room)$/);
    const shown = video.queries.map(({ description }) => description);
    expect(absent.filter(({ description }) => shown.includes(description))).toEqual([]);
    expect(writeAbsentDescriptions([video])).toEqual(absent);
  });

  it('mixes scenes in which nothing is left as it was, and brings in strangers', () => {
    const absent = writeAbsentDescriptions([videoOf(film)]);
    const [mixed] = absent.filter(({ kind }) => kind === 'all-changed');
    expect(mixed?.description).not.toMatch(/red|dog|jumps|park/);
    expect(absent.filter(({ kind }) => kind === 'outside')[0]?.description).toBe('a red giraffe jumps in the park');
  });

  it('leaves out what a viewer may say of some shot all the same', () => {
    const two: readonly Who[] = [
      ['red', 'car', 'speeds up', 'park'],
      ['blue', 'car', 'moves left', 'park'],
      ['blue', 'car', 'moves left', 'park'],
    ];
    const changes = (more: Partial<ShotTruth>): string[] =>
      writeAbsentDescriptions([videoOf(two, more)])
        .filter(({ kind }) => kind === 'one-changed')
        .map(({ description }) => description);
    expect(changes({})).toEqual(['a blue car speeds up in the park']);
    expect(changes({ alsoCalled: ['speeds up'] })).toEqual([]);
    expect(changes({ beside: [{ actor: 'car', colour: 'blue', does: ['speeds up'] }] })).toEqual([]);
  });

  it('has nothing to change where the truth does not tell who does what', () => {
    const { shots, ...rest } = videoOf(film);
    expect(writeAbsentDescriptions([{ ...rest, shots: shots.map(({ span }) => ({ span })) }])).toEqual([]);
  });
});
