/** A box around somebody in a frame, with an action he does; x to the right, y down, in shares of width and height. */
export interface ActionBox {
  readonly videoId: string;
  /** The frame: whole seconds of the video's own time, as AVA writes it. */
  readonly timestampSeconds: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly actionId: number;
}

/** A box that a detector reports. */
export interface DetectedActionBox extends ActionBox {
  /** Any finite number; more is surer. */
  readonly score: number;
}

/** Intersection over union of two boxes, 0 to 1; a box without area has none. */
export function boxIou(a: ActionBox, b: ActionBox): number {
  const width = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const height = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (boxArea(a) + boxArea(b) - shared);
}

/** Area in shares of the frame's; 0 for a box whose corners do not lie left to right and top to bottom. */
export function boxArea({ x1, y1, x2, y2 }: ActionBox): number {
  return Math.max(0, x2 - x1) * Math.max(0, y2 - y1);
}
