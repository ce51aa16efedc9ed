import { frameBoxArea, type TimedBox } from '../../domain/frame-box.js';
import { spanSeconds, type TimeSpan } from '../../domain/time-span.js';

/** Changes below this part of a box's own size are the camera's, or the detector's trembling. */
const stillChange = 0.3;

/**
 * Which of several tubes of a shot does what happens in it: the one whose box moves or changes most for its size, or
 * is not there all the time; where all stand still, the largest (what acts without moving is what the shot is about).
 * `undefined` without tubes.
 */
export function pickDoer<Tube extends { readonly boxes: readonly TimedBox[] }>(
  tubes: readonly Tube[],
  shot: TimeSpan,
): Tube | undefined {
  const rated = tubes.map((tube) => ({ tube, change: changeOf(tube.boxes, shot), size: meanArea(tube.boxes) }));
  const moving = rated.filter(({ change }) => change >= stillChange);
  const best =
    moving.length > 0 ? moving.toSorted((a, b) => b.change - a.change) : rated.toSorted((a, b) => b.size - a.size);
  return best[0]?.tube;
}

/** The largest way of an edge, in mean box sizes of its direction, plus the share of the shot in which there is no box. */
function changeOf(boxes: readonly TimedBox[], shot: TimeSpan): number {
  const range = (read: (item: TimedBox) => number): number => {
    const values = boxes.map(read);
    return Math.max(...values) - Math.min(...values);
  };
  const mean = (read: (item: TimedBox) => number): number =>
    Math.max(1e-6, boxes.reduce((sum, item) => sum + read(item), 0) / boxes.length);
  const wide = mean(({ box }) => box.right - box.left);
  const high = mean(({ box }) => box.bottom - box.top);
  const moved = Math.max(
    range(({ box }) => box.left) / wide,
    range(({ box }) => box.right) / wide,
    range(({ box }) => box.top) / high,
    range(({ box }) => box.bottom) / high,
  );
  const seen = (boxes.at(-1)?.timeSeconds ?? 0) - (boxes[0]?.timeSeconds ?? 0);
  const missing = Math.max(0, 1 - seen / Math.max(1e-6, spanSeconds(shot)));
  return moved + (missing > 0.2 ? missing : 0);
}

function meanArea(boxes: readonly TimedBox[]): number {
  return boxes.reduce((sum, { box }) => sum + frameBoxArea(box), 0) / Math.max(1, boxes.length);
}
