import { describe, expect, it } from 'vitest';
import type { Shot, Video } from '../../../src/domain/video.js';
import type { FrameVector } from '../../../src/library/contracts.js';
import type { TimeSpan } from '../../../src/domain/time-span.js';
import { findChapters } from '../../../src/retrieval/chapters/find-chapters.js';
import { event } from '../../domain/summary/example-summary.js';

const dimensions = 8;

/** A video in which each scene looks its own way, give or take, and may have actors of its own. */
function makeVideo(scenes: readonly { readonly shots: number; readonly look: number; readonly actor?: string }[]) {
  const shotSeconds = 5;
  const each = scenes.flatMap(({ shots, ...scene }) => Array.from({ length: shots }, () => scene));
  const shots = each.map((_, index): Shot => ({
    videoId: 'v',
    index,
    span: { startSeconds: index * shotSeconds, endSeconds: (index + 1) * shotSeconds },
    motion: 0,
  }));
  const reads: number[] = [];
  const library = {
    space: { packId: 'p', revision: '1', dimensions },
    frames: (_id: string, span?: TimeSpan): FrameVector[] => {
      const from = Math.floor((span?.startSeconds ?? 0) / shotSeconds);
      const to = Math.ceil((span?.endSeconds ?? 0) / shotSeconds);
      reads.push(to - from);
      return each.slice(from, to).map(({ look }, at) => {
        const embedding = Float32Array.from({ length: dimensions }, (_, k) => 0.1 * Math.sin(91 * (from + at) + 7 * k));
        embedding[look] = 1;
        return { timeSeconds: (from + at) * shotSeconds + 2, embedding };
      });
    },
  };
  const durationSeconds = each.length * shotSeconds;
  const video = { id: 'v', durationSeconds } as Video;
  const events = each.flatMap(({ actor }, index) =>
    actor === undefined
      ? []
      : [event(index * shotSeconds, (index + 1) * shotSeconds, actor, 'jumps', '', { shotIndex: index })],
  );
  return { library, reads, known: { video, shots, events } };
}

const startsOf = (chapters: readonly TimeSpan[]): number[] => chapters.map(({ startSeconds }) => startSeconds);

describe('findChapters', () => {
  it('parts a video where it begins to look different, and covers all of it', async () => {
    const { library, known } = makeVideo([
      { shots: 20, look: 0 },
      { shots: 14, look: 1 },
      { shots: 26, look: 2 },
    ]);
    const chapters = await findChapters(library, known);
    expect(startsOf(chapters)).toEqual([0, 100, 170]);
    expect(chapters.map(({ endSeconds }) => endSeconds)).toEqual([100, 170, 300]);
  });

  it('parts it where other actors come, though it looks the same', async () => {
    const { library, known } = makeVideo([
      { shots: 15, look: 0, actor: 'red dog' },
      { shots: 15, look: 0, actor: 'blue cat' },
    ]);
    expect(startsOf(await findChapters(library, known))).toEqual([0, 75]);
  });

  it('makes as many as are asked for', async () => {
    const { library, known } = makeVideo([{ shots: 40, look: 0 }]);
    for (const count of [1, 2, 7, 40]) expect(await findChapters(library, known, { count })).toHaveLength(count);
    // A chapter is at least a shot.
    expect(await findChapters(library, known, { count: 200 })).toHaveLength(40);
    for (const count of [0, 1.5, 201, Number.NaN])
      await expect(findChapters(library, known, { count })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  });

  it.each([
    ['one shot', makeVideo([{ shots: 1, look: 0 }])],
    ['no shot', makeVideo([])],
    ['nothing that changes', makeVideo([{ shots: 2, look: 0 }])],
  ])('leaves %s whole', async (_, { library, known }) => {
    const { durationSeconds } = known.video;
    expect(await findChapters(library, known)).toEqual([{ startSeconds: 0, endSeconds: durationSeconds }]);
  });

  it('works without any frame', async () => {
    const { library, known } = makeVideo([
      { shots: 20, look: 0, actor: 'red dog' },
      { shots: 20, look: 0, actor: 'blue cat' },
    ]);
    const blind = { ...library, frames: () => [] };
    expect(startsOf(await findChapters(blind, known))).toEqual([0, 100]);
    expect(await findChapters(blind, { ...known, events: [] })).toHaveLength(1);
  });

  it('reads hours a few shots at a time, and still finds where scenes change', async () => {
    const scenes = Array.from({ length: 12 }, (_, at) => ({ shots: 250, look: at % dimensions }));
    const { library, reads, known } = makeVideo(scenes);
    const starts = startsOf(await findChapters(library, known));
    expect(Math.max(...reads)).toBeLessThanOrEqual(51);
    const joints = scenes.map((_, at) => at * 1250);
    expect(starts).toEqual(expect.arrayContaining(joints));
  });

  it('finds chapters in hours of short scenes, each unlike the next, and begins them where scenes do', async () => {
    const scenes = Array.from({ length: 210 }, (_, at) => ({
      shots: 6,
      look: (at * 5 + Math.floor(at / 3)) % dimensions,
      actor: `actor${at % 40}`,
    }));
    const { library, known } = makeVideo(scenes);
    const starts = startsOf(await findChapters(library, known));
    expect(starts.length).toBeGreaterThan(15);
    expect(starts.filter((seconds) => seconds % 30 === 0).length / starts.length).toBeGreaterThan(0.9);
  });

  it('can be stopped', async () => {
    const { library, known } = makeVideo([{ shots: 200, look: 0 }]);
    const stop = new AbortController();
    const work = findChapters(library, known, { signal: stop.signal });
    stop.abort();
    await expect(work).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
