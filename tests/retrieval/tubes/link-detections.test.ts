import { describe, expect, it } from 'vitest';
import type { FrameBox } from '../../../src/domain/frame-box.js';
import type { Detection } from '../../../src/encoders/contracts.js';
import { labelFit, nameTrack } from '../../../src/retrieval/tubes/label-fit.js';
import { linkDetections, type FrameDetections } from '../../../src/retrieval/tubes/link-detections.js';
import { pickDoer } from '../../../src/retrieval/tubes/pick-doer.js';
import { smoothTrack } from '../../../src/retrieval/tubes/smooth-track.js';

const groups = [
  ['dog', 'cat'],
  ['red', 'blue'],
];
const at = (left: number, width = 0.2): FrameBox => ({ left, top: 0.5, right: left + width, bottom: 0.9 });
const see = (box: FrameBox, kind: 'red dog' | 'blue cat'): Detection => ({
  box,
  score: 0.9,
  probabilities: Float32Array.from(kind === 'red dog' ? [0.9, 0.1, 0.8, 0.2] : [0.1, 0.9, 0.2, 0.8]),
});
const film = (frames: number, detect: (frame: number) => Detection[]): FrameDetections[] =>
  Array.from({ length: frames }, (_, frame) => ({ timeSeconds: frame / 8, detections: detect(frame) }));

describe('linkDetections', () => {
  it('keeps two apart that pass each other', () => {
    const tracks = linkDetections(
      film(17, (frame) => [see(at(0.05 * frame), 'red dog'), see(at(0.8 - 0.05 * frame), 'blue cat')].reverse()),
    );
    expect(tracks.map(({ steps }) => steps.length)).toEqual([17, 17]);
    expect(tracks.map((track) => nameTrack(track, groups)).sort()).toEqual(['blue cat', 'red dog']);
  });

  it('tells two that meet and turn back from two that pass, by what they are', () => {
    const way = (frame: number): number => 0.05 * Math.min(frame, 16 - frame);
    const [first, second] = linkDetections(
      film(17, (frame) => [see(at(way(frame)), 'red dog'), see(at(0.8 - way(frame)), 'blue cat')]),
    );
    expect(first?.steps.map(({ detection }) => detection.box.left)).toEqual(
      Array.from({ length: 17 }, (_, frame) => way(frame)),
    );
    expect(second?.steps).toHaveLength(17);
  });

  it('follows one that is faster than its own width', () => {
    expect(linkDetections(film(6, (frame) => [see(at(0.15 * frame, 0.1), 'red dog')]))).toHaveLength(1);
  });

  it('bridges a short gap, but no long one', () => {
    const gap = (missing: number): number =>
      linkDetections(film(20, (frame) => (frame >= 5 && frame < 5 + missing ? [] : [see(at(0.3), 'red dog')]))).length;
    expect([gap(4), gap(10)]).toEqual([1, 2]);
  });
});

describe('what a track is and does', () => {
  it('takes trembling out and leaves the ends', () => {
    const [track] = linkDetections(film(5, (frame) => [see(at(frame % 2 === 0 ? 0.3 : 0.34), 'red dog')]));
    const lefts = smoothTrack(track!).map(({ box }) => box.left);
    expect([lefts[0], lefts[4]]).toEqual([0.3, 0.3]);
    for (const left of lefts.slice(1, 4)) expect(left).toBeCloseTo(0.32);
  });

  it('fits a description by the first word of each group', () => {
    const [track] = linkDetections(film(3, () => [see(at(0.3), 'red dog')]));
    expect(labelFit(track!, 'a red dog beside a blue cat', groups)).toBeCloseTo(0.72);
    expect(labelFit(track!, 'two cats', groups)).toBeCloseTo(0.1);
    expect(labelFit(track!, 'somebody who jumps', groups)).toBeUndefined();
  });

  it('says that the mover acts, and of two that stand the larger', () => {
    const shot = { startSeconds: 0, endSeconds: 2 };
    const tube = (box: (second: number) => FrameBox) => ({
      boxes: [0, 1, 2].map((timeSeconds) => ({ timeSeconds, box: box(timeSeconds) })),
    });
    const [small, large, mover] = [tube(() => at(0.1, 0.1)), tube(() => at(0.4, 0.3)), tube((s) => at(0.3 * s, 0.1))];
    expect(pickDoer([small, large, mover], shot)).toBe(mover);
    expect(pickDoer([small, large], shot)).toBe(large);
    expect(pickDoer([], shot)).toBeUndefined();
  });
});
