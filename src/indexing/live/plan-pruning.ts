/** A segment of a stream on the disk. */
export interface StoredSegment {
  readonly path: string;
  readonly sizeBytes: number;
  readonly startedAtMs: number;
}

/** How much of a stream is kept. */
export interface StreamLimits {
  readonly keepMs?: number;
  readonly keepBytes?: number;
}

/** The segments that must go, the oldest first; the newest one always stays. */
export function planPruning(
  segments: readonly StoredSegment[],
  { keepMs = Infinity, keepBytes = Infinity }: StreamLimits,
  nowMs: number,
): StoredSegment[] {
  const oldestFirst = [...segments].sort((one, other) => one.startedAtMs - other.startedAtMs);
  let bytes = oldestFirst.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const gone: StoredSegment[] = [];
  for (const segment of oldestFirst.slice(0, -1)) {
    if (nowMs - segment.startedAtMs <= keepMs && bytes <= keepBytes) break;
    gone.push(segment);
    bytes -= segment.sizeBytes;
  }
  return gone;
}
