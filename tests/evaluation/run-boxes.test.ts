import { describe, expect, it } from 'vitest';
import type { EvaluationDependencies } from '../../src/evaluation/contracts.js';
import { findHeldVideos } from '../../src/evaluation/held-videos.js';
import { runBoxes } from '../../src/evaluation/run-boxes.js';
import type { TruthSet } from '../../src/evaluation/truth-set.js';
import type { Tube } from '../../src/retrieval/contracts.js';
import { scriptedLibrary, timeFrames, timeReader } from './scripted-world.js';

const box = (left: number) => ({ left, top: 0.4, right: left + 0.2, bottom: 0.8 });
const boxes = (from: number, left: number) =>
  Array.from({ length: 40 }, (_, index) => ({ timeSeconds: from + index / 10, box: box(left) }));
const shot = (from: number, action: string, left: number) => ({
  span: { startSeconds: from, endSeconds: from + 4 },
  actionSpan: { startSeconds: from + 0.5, endSeconds: from + 3.5 },
  action,
  boxes: boxes(from, left),
});
const truth: TruthSet = {
  videos: [
    { id: 'a', path: '/a.mp4', shots: [shot(0, 'jumps', 0.1), shot(4, 'sits', 0.7)], queries: [], questions: [] },
  ],
  directionPairs: [],
};
const library = scriptedLibrary({
  a: [
    { from: 0, to: 4, caption: '', label: 'jumps' },
    { from: 4, to: 8, caption: '', label: 'sits' },
  ],
});
const tube = (from: number, label: string | undefined, left: number): Tube => ({
  videoId: 'a',
  span: { startSeconds: from, endSeconds: from + 4 },
  description: 'dog',
  boxes: boxes(from, left),
  ...(label !== undefined && { action: { label, probability: 0.9 } }),
  score: 0.9,
});

async function score(tubes: readonly Tube[] | undefined) {
  const dependencies: Partial<EvaluationDependencies> = {
    library,
    readFrames: timeFrames,
    frameAction: timeReader(1, ['jumps', 'sits'], () => [0.9, 0.1]),
    ...(tubes && { spatialLocator: { whereIs: () => Promise.resolve([...tubes]) } }),
  };
  const run = runBoxes(findHeldVideos(truth, library), dependencies as EvaluationDependencies, {});
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
    expect(step.value).toMatchObject({ type: 'progress', stage: 'boxes' });
  }
}

describe('runBoxes', () => {
  it('counts a box a second while the action lasts', async () => {
    const right = await score([tube(0, 'jumps', 0.12), tube(4, 'sits', 0.7), tube(4, undefined, 0.1)]);
    expect(right).toMatchObject({ frameMap: 1, boxes: 6, fixedBox: 0, byAction: { jumps: 1, sits: 1 } });
    // The baseline says "jumps" everywhere, more surely than the rest: half of the boxes have the wrong action first.
    expect(right.frameOnly).toBeLessThan(1);
  });

  it('gives nothing for the right box with the wrong action, or the right action in another place', async () => {
    expect((await score([tube(0, 'sits', 0.1), tube(4, 'jumps', 0.7)])).frameMap).toBe(0);
    expect((await score([tube(0, 'jumps', 0.7), tube(4, 'sits', 0.1)])).frameMap).toBe(0);
    expect((await score([tube(0, 'jumps', 0.1)])).byAction).toEqual({ jumps: 1, sits: 0 });
  });

  it('scores nothing without a locator', async () => {
    expect(await score(undefined)).toMatchObject({ frameMap: null, frameOnly: null, fixedBox: null, boxes: 0 });
  });
});
