import type { TimedBox } from '../../domain/frame-box.js';
import type { Track } from './link-detections.js';

/** Weights of the box before, the box itself and the box after. */
const weights = [1, 2, 1] as const;
/** Farther apart than this, boxes say nothing of each other. */
const neighbourSeconds = 0.3;

/** The track's boxes with the trembling taken out: each edge is a weighted mean over three frames; the ends stay. */
export function smoothTrack({ steps }: Track): TimedBox[] {
  return steps.map(({ timeSeconds, detection }, index) => {
    const [before, after] = [steps[index - 1], steps[index + 1]];
    const near = [before, after].every(
      (step) => step !== undefined && Math.abs(step.timeSeconds - timeSeconds) <= neighbourSeconds,
    );
    if (!before || !after || !near) return { timeSeconds, box: detection.box };
    const boxes = [before, { detection }, after].map((step) => step.detection.box);
    const mean = (edge: 'left' | 'top' | 'right' | 'bottom'): number =>
      boxes.reduce((sum, box, place) => sum + box[edge] * (weights[place] ?? 0), 0) / 4;
    return { timeSeconds, box: { left: mean('left'), top: mean('top'), right: mean('right'), bottom: mean('bottom') } };
  });
}
