import { describe, expect, it } from 'vitest';
import type { Moment } from '../../src/domain/moment.js';
import type { Shot, Video } from '../../src/domain/video.js';
import { describeBackground, deviationsAbove } from '../../src/retrieval/calibrate-scores.js';
import { deduplicateMoments } from '../../src/retrieval/deduplicate-moments.js';
import { defaultFusionWeights } from '../../src/retrieval/fusion-weights.js';
import { fuseSignals, type ShotSignals } from '../../src/retrieval/shot-signals.js';

const video = { id: 'v', familiarity: 'familiar' } as Video;
const shot: Shot = { videoId: 'v', index: 0, span: { startSeconds: 0, endSeconds: 4 }, motion: 0, caption: 'a dog' };
const fuse = (signals: Partial<ShotSignals>): number => fuseSignals({ video, shot, ...signals }, defaultFusionWeights);

describe('fuseSignals', () => {
  it('rises with every signal and stays a probability, whatever a vector says', () => {
    const nothing = fuse({});
    const frame = (deviations: number): Partial<ShotSignals> => ({
      frame: { timeSeconds: 1, cosine: 0.3, deviations },
    });
    expect(fuse(frame(2))).toBeGreaterThan(nothing);
    expect(fuse({ caption: 1 })).toBeGreaterThan(fuse({ caption: 0.5 }));
    expect(fuse({ match: 0.9 })).toBeGreaterThan(fuse({ match: 0.1 }));
    expect(fuse({ match: 1 })).toBeLessThan(1);
    expect(fuse(frame(1e9))).toBe(fuse(frame(100)));
  });

  it('is worth less the more shots there are to mistake it for', () => {
    const calibration = { slope: 1, offset: 0, nearMisses: 0.01 };
    const among = (shots: number): number =>
      fuseSignals({ video, shot, caption: 1 }, { ...defaultFusionWeights, calibration }, { shots });
    const odds = (probability: number): number => probability / (1 - probability);
    expect(odds(among(100)) / odds(among(0))).toBeCloseTo(1 / 2, 6);
    expect(odds(among(1000)) / odds(among(0))).toBeCloseTo(1 / 11, 6);
  });
});

describe('describeBackground', () => {
  it('measures by how much a score stands out in the narrow band of its query', () => {
    const band = (middle: number): Float32Array =>
      Float32Array.from({ length: 101 }, (_, index) => middle + (index - 50) / 1000);
    const low = deviationsAbove(0.3, describeBackground(band(0.2)));
    const high = deviationsAbove(0.4, describeBackground(band(0.3)));
    expect(low).toBeCloseTo(high, 3);
    expect(low).toBeGreaterThan(2);
  });

  it('is not moved by the wanted moments themselves', () => {
    const sample = Float32Array.from({ length: 20 }, (_, index) => (index < 4 ? 0.9 : 0.2 + index / 1000));
    expect(describeBackground(sample).median).toBeCloseTo(0.21, 1);
    expect(describeBackground(new Float32Array()).spread).toBeGreaterThan(0);
  });
});

describe('deduplicateMoments', () => {
  it('joins moments that overlap by more than half, the better one winning, and leaves neighbours apart', () => {
    const moment = (startSeconds: number, endSeconds: number, score: number, videoId = 'v'): Moment => ({
      videoId,
      videoTitle: '',
      videoPath: '',
      span: { startSeconds, endSeconds },
      score,
      evidence: [{ kind: 'action', label: String(score), score }],
    });
    const kept = deduplicateMoments([
      moment(0, 4, 0.5),
      moment(4, 8, 0.5),
      moment(0.5, 4, 0.9),
      moment(0, 4, 0.4, 'w'),
    ]);
    expect(kept.map(({ span, videoId }) => [videoId, span.startSeconds])).toEqual([
      ['v', 0.5],
      ['v', 4],
      ['w', 0],
    ]);
    expect(kept[0]?.evidence).toHaveLength(2);
  });
});
