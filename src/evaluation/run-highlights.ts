import { throwIfAborted } from '../domain/coded-error.js';
import { overlapSeconds, type TimeSpan } from '../domain/time-span.js';
import { clipMeans, clipSeconds } from '../retrieval/highlights/clip-saliency.js';
import { LibraryHighlightFinder } from '../retrieval/highlights/library-highlight-finder.js';
import { CurveSpanFinder } from '../retrieval/spans/curve-span-finder.js';
import { readSpanQuery } from '../retrieval/spans/library-span-search.js';
import { describeSteps, stepSeconds } from '../retrieval/spans/step-features.js';
import { readEvidence } from '../retrieval/spans/video-evidence.js';
import type { EvaluationDependencies, EvaluationEvent, EvaluationOptions, HighlightScores } from './contracts.js';
import type { HeldVideo } from './held-videos.js';
import { highlightMetrics, type HighlightItem } from './metrics/highlight-metrics.js';
import { describedActions } from './run-moments.js';

/** The deed that nobody would stop to watch. */
const uneventful = 'stands still';
/** Saliency of a clip that is filled. */
const fullSaliency = 4;

/**
 * Saliency of each 2 s of every video. True saliency for a description is the share of the clip that its actions fill,
 * from 0 to 4 in whole numbers; without a description, the share that any action but standing still fills. A
 * description (or video) whose actions fill no clip well enough for a level is left out at that level. `null` without
 * `encoders`.
 */
export async function* runHighlights(
  held: readonly HeldVideo[],
  { library, encoders }: Pick<EvaluationDependencies, 'library' | 'encoders'>,
  { signal }: EvaluationOptions,
): AsyncGenerator<EvaluationEvent, HighlightScores | null> {
  if (!encoders) return null;
  const chosen = new LibraryHighlightFinder({ library, encoders });
  const curve = new LibraryHighlightFinder({ library, encoders, finder: new CurveSpanFinder() });
  const ways: Record<'learned' | 'trainingFree' | 'frameOnly' | 'queryFree', HighlightItem[]> = {
    learned: [],
    trainingFree: [],
    frameOnly: [],
    queryFree: [],
  };
  let done = 0;
  for (const { video, truth } of held) {
    const videoId = video.id;
    const evidence = readEvidence(video, library);
    const clips = Math.ceil(video.durationSeconds / clipSeconds);
    for (const [description, spans] of describedActions(truth)) {
      throwIfAborted(signal);
      const saliency = trueSaliency(spans, clips);
      if (encoders.moments) {
        ways.learned.push({ saliency, predicted: [...(await chosen.find({ videoId, description })).saliency] });
      }
      ways.trainingFree.push({ saliency, predicted: [...(await curve.find({ videoId, description })).saliency] });
      const { frameCosines } = describeSteps(evidence, await readSpanQuery(description, encoders));
      ways.frameOnly.push({ saliency, predicted: [...clipMeans(frameCosines, stepSeconds)] });
    }
    const eventful = truth.shots.flatMap(({ action, actionSpan }) =>
      actionSpan && action !== uneventful ? [actionSpan] : [],
    );
    if (eventful.length > 0) {
      const saliency = trueSaliency(eventful, clips);
      ways.queryFree.push({ saliency, predicted: [...(await chosen.find({ videoId })).saliency] });
    }
    done += 1;
    yield { type: 'progress', stage: 'highlights', done, total: held.length };
  }
  return {
    learned: score(ways.learned),
    trainingFree: score(ways.trainingFree),
    frameOnly: score(ways.frameOnly),
    queryFree: score(ways.queryFree),
    queries: ways.trainingFree.length,
  };
}

function score(items: readonly HighlightItem[]): HighlightScores['learned'] {
  const at = (least: number): readonly HighlightItem[] =>
    items.filter(({ saliency }) => saliency.some(([value = 0]) => value >= least));
  const { map: fair } = highlightMetrics(at(2)).fair;
  const { map: good } = highlightMetrics(at(3)).good;
  const { map: veryGood, hit1 } = highlightMetrics(at(fullSaliency)).veryGood;
  return { fair, good, veryGood, hit1, scoredAtVeryGood: at(fullSaliency).length };
}

/** One annotator: the share of each clip that the spans fill, as a whole number from 0 to 4. */
function trueSaliency(spans: readonly TimeSpan[], clips: number): number[][] {
  return Array.from({ length: clips }, (_, clip) => {
    const own = { startSeconds: clip * clipSeconds, endSeconds: (clip + 1) * clipSeconds };
    const filled = spans.reduce((sum, span) => sum + overlapSeconds(span, own), 0) / clipSeconds;
    return [Math.round(fullSaliency * Math.min(1, filled))];
  });
}
