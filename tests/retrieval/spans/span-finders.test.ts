import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporalIou } from '../../../src/domain/time-span.js';
import type { EncoderSet } from '../../../src/encoders/contracts.js';
import { loadModelPack } from '../../../src/encoders/load-model-pack.js';
import { openEncoders } from '../../../src/encoders/open-encoders.js';
import { CurveSpanFinder } from '../../../src/retrieval/spans/curve-span-finder.js';
import { LearnedSpanFinder } from '../../../src/retrieval/spans/learned-span-finder.js';
import { readSpanQuery } from '../../../src/retrieval/spans/library-span-search.js';
import { rerankSpans } from '../../../src/retrieval/spans/rerank-spans.js';
import type { SpanReading } from '../../../src/retrieval/spans/span-finder.js';
import { stepSeconds } from '../../../src/retrieval/spans/step-features.js';
import type { VideoEvidence } from '../../../src/retrieval/spans/video-evidence.js';
import { playedEvidence, playedShots } from './played-evidence.js';

const folder = fileURLToPath(new URL('../../../data/models/starter', import.meta.url));
let encoders: EncoderSet;

describe.skipIf(!existsSync(`${folder}/moments/model.onnx`))('span finders', () => {
  beforeAll(async () => {
    encoders = await openEncoders(await loadModelPack(folder), { threads: 1 });
  });
  afterAll(() => encoders.close());

  const methods = ['learned', 'training-free'] as const;

  async function find(
    method: (typeof methods)[number],
    description: string,
    change: (evidence: VideoEvidence) => VideoEvidence = (evidence) => evidence,
  ): Promise<SpanReading> {
    const evidence = change(await playedEvidence(encoders.text));
    const finder =
      method === 'learned' && encoders.moments ? new LearnedSpanFinder(encoders.moments) : new CurveSpanFinder();
    expect(finder.method).toBe(method);
    return finder.find(evidence, await readSpanQuery(description, encoders));
  }

  describe.each(methods)('%s', (method) => {
    it.each(playedShots)('gives the action, not the shot: $caption', async ({ caption, acts: [start, end] }) => {
      const { spans } = await find(method, caption);
      const [best] = spans;
      expect(best).toBeDefined();
      expect(temporalIou(best!, { startSeconds: start, endSeconds: end })).toBeGreaterThan(0.5);
      expect(spans.map(({ score }) => score)).toEqual(spans.map(({ score }) => score).sort((a, b) => b - a));
    });

    it('puts saliency where the description happens', async () => {
      const { saliency } = await find(method, 'a blue cat jumps in the snow');
      expect(saliency).toHaveLength(15 / stepSeconds);
      const meanOf = (from: number, to: number): number => {
        const inside = saliency.subarray(from / stepSeconds, to / stepSeconds);
        return inside.reduce((sum, value) => sum + value, 0) / inside.length;
      };
      expect(meanOf(6.5, 8.5)).toBeGreaterThan(2 * meanOf(1.5, 3.5));
      expect(meanOf(6.5, 8.5)).toBeGreaterThan(meanOf(5, 5.75));
    });

    it('manages without motion, captions or clips, and keeps to the video', async () => {
      const bare = (evidence: VideoEvidence): VideoEvidence => ({
        ...evidence,
        durationSeconds: 14.9,
        motion: undefined,
        clips: [],
        shots: evidence.shots.map(({ span }) => ({ span })),
      });
      const { spans, saliency } = await find(method, 'a white robot waves on the beach', bare);
      expect(spans[0]!.startSeconds).toBeGreaterThan(7);
      for (const { startSeconds, endSeconds } of spans) {
        expect(startSeconds).toBeGreaterThanOrEqual(0);
        expect(endSeconds).toBeGreaterThan(startSeconds);
        expect(endSeconds).toBeLessThanOrEqual(14.9);
      }
      expect([...saliency].every((value) => value >= 0 && value <= 1)).toBe(true);
    });
  });

  it('reads long videos in windows: what happens late is found as well', async () => {
    const long = Array.from({ length: 24 }, (_, index) => ({
      from: index * 5,
      to: index * 5 + 5,
      acts: [index * 5 + 1, index * 5 + 3] as const,
      caption: index === 22 ? 'a pink kite flies up on the beach' : 'a red dog moves left in the park',
    }));
    const evidence = await playedEvidence(encoders.text, long);
    expect(evidence.durationSeconds / stepSeconds).toBeGreaterThan(2 * encoders.moments!.longestSteps);
    const query = await readSpanQuery('a pink kite flies up on the beach', encoders);
    const { spans } = await new LearnedSpanFinder(encoders.moments!).find(evidence, query);
    expect(temporalIou(spans[0]!, { startSeconds: 111, endSeconds: 113 })).toBeGreaterThan(0.5);
  });

  it('lets the match head turn a close race', async () => {
    const evidence = await playedEvidence(encoders.text);
    const tokens = { patches: new Float32Array() };
    const clips = evidence.clips.map((clip) => ({ ...clip, tokens }));
    const qformer = { match: () => Promise.resolve(Float32Array.of(0.01, 0.99)) } as unknown as NonNullable<
      EncoderSet['qformer']
    >;
    const spans = [
      { startSeconds: 1, endSeconds: 3, score: 0.6 },
      { startSeconds: 6, endSeconds: 9, score: 0.5 },
    ];
    const ranked = await rerankSpans(spans, 'anything', { ...evidence, clips }, qformer);
    expect(ranked.map(({ startSeconds }) => startSeconds)).toEqual([6, 1]);
    expect(await rerankSpans(spans, 'anything', evidence, qformer)).toEqual(spans);
  });
});
