/** A stretch of a video in source time: seconds from the container's first presented frame. */
export interface TimeSpan {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** Length in seconds, never negative. */
export function spanSeconds(span: TimeSpan): number {
  return Math.max(0, span.endSeconds - span.startSeconds);
}

/** Seconds that two spans share. */
export function overlapSeconds(a: TimeSpan, b: TimeSpan): number {
  return Math.max(0, Math.min(a.endSeconds, b.endSeconds) - Math.max(a.startSeconds, b.startSeconds));
}

/** Temporal intersection over union, 0 to 1; two empty spans give 0. */
export function temporalIou(a: TimeSpan, b: TimeSpan): number {
  const shared = overlapSeconds(a, b);
  const union = spanSeconds(a) + spanSeconds(b) - shared;
  return union > 0 ? shared / union : 0;
}

/** Whether a moment lies in the span (start included, end excluded). */
export function spanContains(span: TimeSpan, seconds: number): boolean {
  return seconds >= span.startSeconds && seconds < span.endSeconds;
}

/** The middle of a span, in seconds. */
export function spanMiddle(span: TimeSpan): number {
  return (span.startSeconds + span.endSeconds) / 2;
}
