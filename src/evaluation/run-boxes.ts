import { boxAtTime, type FrameBox } from '../domain/frame-box.js';
import { throwIfAborted } from '../domain/coded-error.js';
import { spanContains } from '../domain/time-span.js';
import { classifyShots } from './classify-shots.js';
import type { BoxScore, EvaluationDependencies, EvaluationEvent, EvaluationOptions } from './contracts.js';
import type { HeldVideo } from './held-videos.js';
import type { ActionBox, DetectedActionBox } from './metrics/action-box.js';
import { frameMap, type ActionCategory } from './metrics/frame-map.js';
import type { ShotTruth } from './truth-set.js';

/** What the fixed-box baseline always says: the middle of the picture, where most actors are. */
const middleBox: FrameBox = { left: 0.375, top: 0.45, right: 0.625, bottom: 0.9 };
/** A tube speaks for a moment at most this far from its boxes. */
const reachSeconds = 0.15;

interface Detected {
  readonly tubes: DetectedActionBox[];
  readonly frameOnly: DetectedActionBox[];
  readonly fixedBox: DetectedActionBox[];
}

/**
 * Spatio-temporal detection, AVA style: at each whole second at which an action happens, is the actor's box found with
 * the action? Beside it what the same boxes give with the single-frame baseline's actions, and what one fixed box gives
 * with the library's action of the shot.
 */
export async function* runBoxes(
  held: readonly HeldVideo[],
  dependencies: EvaluationDependencies,
  options: EvaluationOptions,
): AsyncGenerator<EvaluationEvent, BoxScore> {
  const categories = categoriesOf(held);
  const ids = new Map(categories.map(({ id, name }) => [name, id]));
  const truths: ActionBox[] = [];
  const detected: Detected = { tubes: [], frameOnly: [], fixedBox: [] };
  for (const [index, item] of held.entries()) {
    throwIfAborted(options.signal);
    const own = truthBoxes(item, ids);
    if (own.length > 0 && dependencies.spatialLocator) {
      truths.push(...own);
      await detect(item, new Set(own.map((box) => box.timestampSeconds)), ids, detected, dependencies, options);
    }
    yield { type: 'progress', stage: 'boxes', done: index + 1, total: held.length };
  }
  const score = (boxes: readonly DetectedActionBox[]): BoxScore['frameMap'] =>
    frameMap(truths, boxes, categories).overall;
  const found = frameMap(truths, detected.tubes, categories);
  return {
    frameMap: found.overall,
    byAction: Object.fromEntries(
      found.byCategory.map(({ category, averagePrecision }) => [category.name, averagePrecision]),
    ),
    frameOnly: dependencies.frameAction ? score(detected.frameOnly) : null,
    fixedBox: score(detected.fixedBox),
    boxes: truths.length,
  };
}

function categoriesOf(held: readonly HeldVideo[]): ActionCategory[] {
  const shots = held.flatMap(({ truth }) => truth.shots);
  const names = shots.flatMap(({ action, boxes }) => (action !== undefined && boxes ? [action] : []));
  return [...new Set(names)].sort().map((name, index) => ({ id: index + 1, name }));
}

/** True boxes at the whole seconds inside the actions' spans. */
function truthBoxes({ truth }: HeldVideo, ids: ReadonlyMap<string, number>): ActionBox[] {
  return truth.shots.flatMap((shot) => {
    const actionId = ids.get(shot.action ?? '');
    if (!shot.boxes || actionId === undefined) return [];
    return wholeSeconds(shot).flatMap((timestampSeconds) => {
      const box = shot.boxes?.findLast(({ timeSeconds }) => timeSeconds <= timestampSeconds + 1e-6)?.box;
      return box ? [toActionBox(truth.id, timestampSeconds, box, actionId)] : [];
    });
  });
}

function wholeSeconds({ span, actionSpan = span }: ShotTruth): number[] {
  const first = Math.ceil(actionSpan.startSeconds);
  const count = Math.max(0, Math.ceil(actionSpan.endSeconds) - first);
  return Array.from({ length: count }, (_, index) => first + index);
}

async function detect(
  { video, truth }: HeldVideo,
  seconds: ReadonlySet<number>,
  ids: ReadonlyMap<string, number>,
  detected: Detected,
  dependencies: EvaluationDependencies,
  options: EvaluationOptions,
): Promise<void> {
  const { library, spatialLocator } = dependencies;
  const spans = truth.shots.map(({ span }) => span);
  const readings = await classifyShots(truth.path, truth.id, spans, { ...dependencies, clip: undefined }, options);
  const tubes = (await spatialLocator?.whereIs({ videoId: video.id, ...options })) ?? [];
  const shown = library.actions(video.id);
  for (const second of seconds) {
    const inShot = shown.find(({ span }) => spanContains(span, second));
    if (inShot) add(detected.fixedBox, second, middleBox, inShot.label, inShot.probability);
    const frameOnly = readings[spans.findIndex((span) => spanContains(span, second))]?.frameOnly;
    for (const tube of tubes) {
      const box = boxAtTime(tube.boxes, second, reachSeconds);
      if (!box || !tube.action) continue;
      add(detected.tubes, second, box, tube.action.label, tube.score * tube.action.probability);
      for (const [label, probability] of frameOnly ?? [])
        add(detected.frameOnly, second, box, label, tube.score * probability);
    }
  }

  function add(to: DetectedActionBox[], second: number, box: FrameBox, label: string, score: number): void {
    const actionId = ids.get(label);
    if (actionId !== undefined) to.push({ ...toActionBox(truth.id, second, box, actionId), score });
  }
}

function toActionBox(videoId: string, timestampSeconds: number, box: FrameBox, actionId: number): ActionBox {
  return { videoId, timestampSeconds, x1: box.left, y1: box.top, x2: box.right, y2: box.bottom, actionId };
}
