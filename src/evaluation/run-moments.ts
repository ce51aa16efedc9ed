import { throwIfAborted } from '../domain/coded-error.js';
import type { TimeSpan } from '../domain/time-span.js';
import { CurveSpanFinder } from '../retrieval/spans/curve-span-finder.js';
import { LearnedSpanFinder } from '../retrieval/spans/learned-span-finder.js';
import { readSpanQuery } from '../retrieval/spans/library-span-search.js';
import { rerankSpans } from '../retrieval/spans/rerank-spans.js';
import { describeSteps } from '../retrieval/spans/step-features.js';
import { readEvidence } from '../retrieval/spans/video-evidence.js';
import type { EvaluationDependencies, EvaluationEvent, EvaluationOptions, MomentScores } from './contracts.js';
import type { HeldVideo } from './held-videos.js';
import { momentRetrievalMetrics, type MomentRetrievalItem } from './metrics/moment-retrieval-metrics.js';
import { fixedWindows, frameRuns } from './moment-baselines.js';
import type { VideoTruth } from './truth-set.js';

/** Finds the action of every described shot inside its own video, in each way there is. `null` without `encoders`. */
export async function* runMoments(
  held: readonly HeldVideo[],
  { library, encoders }: Pick<EvaluationDependencies, 'library' | 'encoders'>,
  { signal }: EvaluationOptions,
): AsyncGenerator<EvaluationEvent, MomentScores | null> {
  if (!encoders) return null;
  const learned = encoders.moments && new LearnedSpanFinder(encoders.moments);
  const trainingFree = new CurveSpanFinder();
  const ways = { learned: [], trainingFree: [], fixedWindows: [], frameOnly: [] } as Record<
    'learned' | 'trainingFree' | 'fixedWindows' | 'frameOnly',
    MomentRetrievalItem[]
  >;
  const total = held.reduce((sum, { truth }) => sum + describedActions(truth).size, 0);
  let done = 0;
  for (const { video, truth } of held) {
    const evidence = readEvidence(video, library);
    for (const [description, relevant] of describedActions(truth)) {
      throwIfAborted(signal);
      const { text, ...query } = await readSpanQuery(description, encoders);
      for (const finder of [learned, trainingFree]) {
        if (!finder) continue;
        const { spans } = await finder.find(evidence, query);
        const predicted = encoders.qformer ? await rerankSpans(spans, text, evidence, encoders.qformer) : spans;
        ways[finder === trainingFree ? 'trainingFree' : 'learned'].push({ relevant, predicted });
      }
      const features = describeSteps(evidence, query);
      ways.fixedWindows.push({ relevant, predicted: fixedWindows(features, video.durationSeconds) });
      ways.frameOnly.push({ relevant, predicted: frameRuns(features, video.durationSeconds) });
      done += 1;
      yield { type: 'progress', stage: 'moments', done, total };
    }
  }
  const score = (items: readonly MomentRetrievalItem[]): MomentScores['trainingFree'] => {
    const { r1, map } = momentRetrievalMetrics(items).full;
    return { r1At05: r1['0.5'], r1At07: r1['0.7'], map: map.average };
  };
  return {
    learned: score(ways.learned),
    trainingFree: score(ways.trainingFree),
    fixedWindows: score(ways.fixedWindows),
    frameOnly: score(ways.frameOnly),
    queries: total,
  };
}

/** Descriptions of a video with the actions they mean: one that occurs twice means both. */
export function describedActions(truth: VideoTruth): ReadonlyMap<string, readonly TimeSpan[]> {
  const meant = new Map<string, TimeSpan[]>();
  for (const { description, span } of truth.queries) {
    const shot = truth.shots.find(({ span: own }) => own.startSeconds === span.startSeconds);
    if (shot?.actionSpan) meant.set(description, [...(meant.get(description) ?? []), shot.actionSpan]);
  }
  return meant;
}
