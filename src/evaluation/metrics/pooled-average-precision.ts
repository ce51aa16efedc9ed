/** A scored detection that was held against the truth. */
export interface JudgedDetection {
  /** Any finite number; more is surer. */
  readonly score: number;
  /** Whether it found a true thing that no surer detection had found. */
  readonly hit: boolean;
}

/**
 * All-point interpolated average precision of one class, 0 to 1: over detections in falling score, the sum of each step
 * in recall times the best precision reached at that recall or beyond (Everingham et al., "The Pascal Visual Object
 * Classes Challenge", VOC 2010 and later). Equal scores keep the order they are given in. `truths` is how many true
 * things there are, found or not; with none of them the value is not defined and 0 is given.
 */
export function pooledAveragePrecision(detections: readonly JudgedDetection[], truths: number): number {
  if (truths === 0) return 0;
  const hits = detections.toSorted((a, b) => b.score - a.score).flatMap(({ hit }, index) => (hit ? [index] : []));
  let [bestPrecision, sum] = [0, 0];
  // Precision has its peaks at hits; from the last one back, the running maximum is the interpolated curve.
  for (let found = hits.length; found > 0; found -= 1) {
    bestPrecision = Math.max(bestPrecision, found / ((hits[found - 1] ?? 0) + 1));
    sum += bestPrecision;
  }
  return sum / truths;
}
