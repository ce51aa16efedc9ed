import { throwIfAborted } from '../domain/coded-error.js';
import type { ActionQuery, ActionLocator, WindowCount } from '../retrieval/contracts.js';
import type {
  EvaluationDependencies,
  EvaluationEvent,
  EvaluationOptions,
  LocalisationMap,
  LocalisationScore,
} from './contracts.js';
import type { HeldVideo } from './held-videos.js';
import { actionDetectionMap, thumosProtocol, type DetectedAction } from './metrics/action-detection-map.js';
import { rateOf } from './rate.js';

/** Detections below this add nothing to an average precision but time. */
const leastScore = 0.02;

/** One way of finding actions in time. */
interface Rival {
  readonly locator: ActionLocator | undefined;
  readonly motion: NonNullable<ActionQuery['motion']>;
  readonly detections: DetectedAction[];
  readonly windows: { -readonly [Part in keyof WindowCount]: number };
}

/**
 * Locates all actions in each video whose truth knows when they happen, with the motion gate and without it, and by two
 * baselines: single frames with the same grouping and the same ends, and the windows that indexing judged, as they are.
 */
export async function* runLocalisation(
  held: readonly HeldVideo[],
  { library, locators }: Pick<EvaluationDependencies, 'library' | 'locators'>,
  { signal }: EvaluationOptions,
): AsyncGenerator<EvaluationEvent, LocalisationScore> {
  const timed = locators ? held.filter(({ truth }) => truth.shots.some(({ actionSpan }) => actionSpan)) : [];
  const gated = rivalOf(locators?.clips, 'gate');
  const dense = rivalOf(locators?.clips, 'refine');
  const frames = rivalOf(locators?.frames, 'refine');
  const fixed = rivalOf(undefined, 'off');
  for (const [index, { video }] of timed.entries()) {
    for (const { locator, motion, detections, windows } of [gated, dense, frames]) {
      throwIfAborted(signal);
      const found = await locator?.locate({ videoId: video.id, motion, leastScore, ...(signal && { signal }) });
      detections.push(...(found?.actions ?? []));
      windows.judged += found?.windows.judged ?? 0;
      windows.gated += found?.windows.gated ?? 0;
    }
    for (const { span, actions } of library.clips(video.id)) {
      for (const { label, probability } of actions) {
        if (probability >= leastScore) fixed.detections.push({ videoId: video.id, span, label, score: probability });
      }
    }
    yield { type: 'progress', stage: 'localisation', done: index + 1, total: timed.length };
  }
  return {
    located: mapOf(timed, gated),
    withoutGate: mapOf(timed, dense),
    singleFrames: mapOf(timed, frames),
    fixedWindows: mapOf(timed, { ...fixed, locator: locators?.clips }),
    windows: gated.windows.judged,
    windowsWithoutGate: dense.windows.judged,
    saved: rateOf(dense.windows.judged - gated.windows.judged, dense.windows.judged),
    truths: timed.flatMap(({ truth }) => truth.shots.filter(({ action, actionSpan }) => action && actionSpan)).length,
  };
}

function rivalOf(locator: ActionLocator | undefined, motion: Rival['motion']): Rival {
  return { locator, motion, detections: [], windows: { judged: 0, gated: 0, leftOut: 0 } };
}

function mapOf(held: readonly HeldVideo[], { locator, detections }: Rival): LocalisationMap {
  const { subset } = thumosProtocol;
  const videos = held.map(({ video, truth }) => ({
    videoId: video.id,
    subset,
    actions: truth.shots.flatMap(({ action, actionSpan }) =>
      action !== undefined && actionSpan ? [{ label: action, span: actionSpan }] : [],
    ),
  }));
  const { averageMap, byThreshold } = actionDetectionMap(videos, detections, thumosProtocol);
  return {
    average: locator ? averageMap : null,
    byThreshold: byThreshold.map(({ tiou, map }) => ({ tiou, map: locator ? map : null })),
  };
}
