import { describe, expect, it } from 'vitest';
import type { MomentSearchResult } from '../../../src/retrieval/contracts.js';
import type { EventMatch, EventQuery } from '../../../src/retrieval/events/contracts.js';
import { queryEvents } from '../../../src/retrieval/events/query-events.js';
import { createMemoryLibrary, playhouse, type ScriptedVideo } from '../../tools/memory-library.js';

const beats = ['a red dog jumps in the snow', 'a blue cat sits down in the room', 'a red dog moves left in the park'];

/** Two hours of shots of five seconds: 1440 events, of which each seventh is a bird that flies up. */
const long: ScriptedVideo = {
  title: 'two-hours',
  shots: Array.from({ length: 1440 }, (_, at) => ({
    from: at * 5,
    to: at * 5 + 5,
    caption: at % 7 === 3 ? 'a green bird flies up on the beach' : (beats[at % 3] ?? ''),
  })),
};

function truth(says: string): number[] {
  return long.shots.flatMap((shot, at) => (shot.caption?.startsWith(says) ? [at * 5] : []));
}

const longLibrary = createMemoryLibrary([long]);
const both = createMemoryLibrary([long, ...playhouse]);
const short = createMemoryLibrary(playhouse);

function ask(query: EventQuery, context = longLibrary) {
  return queryEvents(query, context);
}

function starts(matches: readonly EventMatch[]): number[] {
  return matches.map(({ event }) => event.span.startSeconds);
}

describe('two hours of events', () => {
  it.each([
    ['a red dog jumps', 'a red dog jumps'],
    ['the dog hops', 'a red dog jumps'],
    ['red dog', 'a red dog'],
    ['birds taking off at the seaside', 'a green bird'],
    ['cat', 'a blue cat'],
  ])('counts "%s" without an error', async (about, says) => {
    const { count, perhaps, seconds, events, remembered } = await ask({ measure: 'count', about });
    expect({ count, perhaps, seconds }).toEqual({
      count: truth(says).length,
      perhaps: 0,
      seconds: truth(says).length * 5,
    });
    expect(starts(events)).toEqual(truth(says));
    expect(remembered).toBe(1440);
  });

  it('knows the first, the last and all between', async () => {
    const birds = truth('a green bird');
    expect(starts((await ask({ measure: 'first', about: 'a bird flies up' })).events)).toEqual(birds.slice(0, 1));
    expect(starts((await ask({ measure: 'last', about: 'a bird flies up' })).events)).toEqual(birds.slice(-1));
    expect(starts((await ask({ measure: 'last' })).events)).toEqual([7195]);
    const span = { startSeconds: 3600, endSeconds: 7200 };
    const half = await ask({ measure: 'count', about: 'a bird', span });
    expect(half.count).toBe(birds.filter((start) => start >= 3600).length);
  });

  it('knows what comes next to each, and how often something comes later', async () => {
    const birds = truth('a green bird');
    const next = await ask({ measure: 'after', anchor: 'a green bird flies up' });
    expect(starts(next.events)).toEqual(birds.map((start) => start + 5));
    expect(next.anchors).toHaveLength(birds.length);
    const before = await ask({ measure: 'before', anchor: 'a green bird flies up' });
    expect(starts(before.events)).toEqual(birds.map((start) => start - 5));
    const later = await ask({ measure: 'after', about: 'a cat sits down', anchor: 'a green bird flies up' });
    const cats = truth('a blue cat').filter((start) => start > (birds[0] ?? 0));
    expect(later.count).toBe(cats.length);
    expect(starts(later.events)[0]).toBe(cats[0]);
    const earlier = await ask({ measure: 'before', about: 'a bird', anchor: 'a bird' });
    expect(starts(earlier.events).length).toBe(birds.length - 1);
  });
});

describe('the memory of a library', () => {
  it('counts each video apart', async () => {
    const { count, tallies } = await ask({ measure: 'count', about: 'jumps' }, both);
    const jumps = truth('a red dog jumps').length;
    expect(count).toBe(jumps + 3);
    expect(tallies.map(({ video, count: here }) => [video.title, here])).toEqual([
      ['two-hours', jumps],
      ['park-day', 3],
    ]);
    const only = await ask({ measure: 'count', about: 'jumps', videoIds: ['2222222222222222'] }, both);
    expect(only.count).toBe(3);
  });

  it('finds what lies between two events', async () => {
    const anchors = { anchor: 'the cat jumps in the park', until: 'the dog sits down' };
    const { events } = await ask({ measure: 'between', ...anchors }, short);
    expect(starts(events)).toEqual([9, 13.5]);
  });

  it('counts apart what is doubtful: dim captions, and what only the classifier or the search sees', async () => {
    const shots = [
      { from: 0, to: 5, caption: 'a red dog jumps', action: 'jumps' },
      { from: 5, to: 10, caption: 'a red dog jumps', action: 'jumps' },
      { from: 10, to: 15, caption: 'a red dog sits down', action: 'jumps' },
    ];
    const { count, perhaps, doubtful } = await ask(
      { measure: 'count', about: 'red dog jumps' },
      createMemoryLibrary([{ title: 'mixed', shots }]),
    );
    expect([count, perhaps]).toEqual([2, 1]);
    expect(doubtful[0]?.reason).toBe('classifier');
  });

  it('takes what is asked about for granted only where something is like it', async () => {
    const context = createMemoryLibrary(playhouse);
    const [video] = context.library.videos();
    const faint = (score: number): typeof context => ({
      ...context,
      search: {
        search: (): Promise<MomentSearchResult> =>
          Promise.resolve({
            moments: [],
            verdict: 'nothing-matches',
            confidence: score,
            unknownWords: [],
            nearest: [
              {
                videoId: video?.id ?? '',
                videoTitle: '',
                videoPath: '',
                span: { startSeconds: 9, endSeconds: 13.5 },
                score,
                evidence: [],
              },
            ],
          }),
      },
    });
    const anchor = 'a red cat jumps in the snow';
    const likely = await queryEvents({ measure: 'after', anchor }, faint(0.3));
    expect(starts(likely.events)).toEqual([13.5]);
    expect(likely.anchors.map(({ reason, likelihood }) => [reason, likelihood < 0.5])).toEqual([['search', true]]);
    expect((await queryEvents({ measure: 'after', anchor }, faint(0.05))).anchors).toEqual([]);
    expect((await queryEvents({ measure: 'after', anchor: 'a pink whale sings' }, faint(0.9))).anchors).toEqual([]);
    expect((await queryEvents({ measure: 'count', about: anchor }, faint(0.2))).perhaps).toBe(0);
  });

  it('refuses an order without anything to count from', async () => {
    await expect(ask({ measure: 'before', about: 'a dog' })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    await expect(ask({ measure: 'between', anchor: 'a dog' })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    await expect(ask({ measure: 'count', signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
