/** A box in a picture, its edges in shares of the picture's width and height: 0 is left and top, 1 right and bottom. */
export interface FrameBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A box at one moment of a video, in source seconds. */
export interface TimedBox {
  readonly timeSeconds: number;
  readonly box: FrameBox;
}

/** Area as a share of the picture's; 0 for a box that is turned inside out. */
export function frameBoxArea({ left, top, right, bottom }: FrameBox): number {
  return Math.max(0, right - left) * Math.max(0, bottom - top);
}

/** Intersection over union, 0 to 1. */
export function frameBoxIou(a: FrameBox, b: FrameBox): number {
  const shared = frameBoxArea({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const union = frameBoxArea(a) + frameBoxArea(b) - shared;
  return union > 0 ? shared / union : 0;
}

/** The box on the way from `a` (share 0) to `b` (share 1). */
export function mixFrameBoxes(a: FrameBox, b: FrameBox, share: number): FrameBox {
  const mix = (edge: keyof FrameBox): number => a[edge] + share * (b[edge] - a[edge]);
  return { left: mix('left'), top: mix('top'), right: mix('right'), bottom: mix('bottom') };
}

/**
 * Where a box that is known at some moments (in time order) is at another one: between the two beside it, or the
 * nearest when the moment lies at most `reachSeconds` outside; `undefined` farther off.
 */
export function boxAtTime(boxes: readonly TimedBox[], timeSeconds: number, reachSeconds: number): FrameBox | undefined {
  const after = boxes.findIndex((item) => item.timeSeconds >= timeSeconds);
  const [before, next] = after < 0 ? [boxes.at(-1), undefined] : [boxes[after - 1], boxes[after]];
  if (before && next) {
    const share = (timeSeconds - before.timeSeconds) / (next.timeSeconds - before.timeSeconds);
    return mixFrameBoxes(before.box, next.box, share);
  }
  const nearest = before ?? next;
  return nearest && Math.abs(nearest.timeSeconds - timeSeconds) <= reachSeconds ? nearest.box : undefined;
}
