import { meanPercent, type Percent } from './percent.js';

/** One query about one video, cut into clips of equal length. */
export interface HighlightItem {
  /** For each clip of the video the saliency that each annotator gave it, 0 (very bad) to 4 (very good). */
  readonly saliency: readonly (readonly number[])[];
  /** The system's score for each clip, of any scale. */
  readonly predicted: readonly number[];
}

/** Saliency from which a clip is a highlight. */
const levels = { fair: 2, good: 3, veryGood: 4 } as const;

/** Scores at one level. */
export interface HighlightScore {
  /** Mean average precision over queries and annotators. */
  readonly map: Percent;
  /** Share of queries whose best clip is a highlight to any annotator. */
  readonly hit1: Percent;
}

/** Scores at each level of saliency. */
export type HighlightMetrics = Readonly<Record<keyof typeof levels, HighlightScore>>;

/**
 * Highlight detection as QVHighlights scores it (Lei et al., arXiv 2107.09609; github.com/jayleicn/moment_detr,
 * standalone_eval/eval.py). Each annotator is a labelling of its own. For mAP, scores beyond the last clip are cut and
 * missing ones are 0; a labelling without highlights gives 0, one of highlights alone gives 1. For Hit@1 the list is
 * taken as it is, the first of equal scores; a clip beyond the last is a miss.
 *
 * Where the reference crashes: a query without scores is wrong (AP and hit 0), a video without clips or annotators is left out.
 */
export function highlightMetrics(items: readonly HighlightItem[]): HighlightMetrics {
  const scorable = items.filter(({ saliency: [first] }) => first !== undefined && first.length > 0);
  const score = (level: keyof typeof levels): HighlightScore => ({
    map: meanPercent(scorable.flatMap((item) => averagePrecisions(item, levels[level]))),
    hit1: meanPercent(scorable.map((item) => (isHit(item, levels[level]) ? 1 : 0))),
  });
  return { fair: score('fair'), good: score('good'), veryGood: score('veryGood') };
}

function isHit({ saliency, predicted }: HighlightItem, least: number): boolean {
  let best = 0;
  for (const [clip, score] of predicted.entries()) if (score > (predicted[best] ?? score)) best = clip;
  return predicted.length > 0 && (saliency[best]?.some((value) => value >= least) ?? false);
}

/** One for each annotator. */
function averagePrecisions({ saliency, predicted }: HighlightItem, least: number): number[] {
  const annotators = saliency[0]?.map((_, annotator) => annotator) ?? [];
  return annotators.map((annotator) => {
    const clips = saliency.map((values, clip) => ({
      right: (values[annotator] ?? 0) >= least,
      score: predicted[clip] ?? 0,
    }));
    return predicted.length === 0 ? 0 : averagePrecision(clips);
  });
}

interface JudgedClip {
  readonly right: boolean;
  readonly score: number;
}

/**
 * The mean of the interpolated precisions at those distinct scores which, as a cut-off, find more than the one above:
 * several right clips with the same score count once. Not an area under the curve.
 */
function averagePrecision(clips: readonly JudgedClip[]): number {
  if (clips.every(({ right }) => right)) return 1;
  const ranked = clips.toSorted((a, b) => b.score - a.score);
  const cutOffs: { readonly grows: boolean; readonly precision: number }[] = [];
  let [found, foundAbove] = [0, 0];
  for (const [index, { right, score }] of ranked.entries()) {
    if (right) found += 1;
    if (ranked[index + 1]?.score === score) continue;
    cutOffs.push({ grows: found > foundAbove, precision: found / (index + 1) });
    foundAbove = found;
  }
  let best = 0;
  const precisions: number[] = [];
  for (const { grows, precision } of cutOffs.reverse()) {
    best = Math.max(best, precision);
    if (grows) precisions.push(best);
  }
  return precisions.length === 0 ? 0 : precisions.reduce((sum, precision) => sum + precision, 0) / precisions.length;
}
