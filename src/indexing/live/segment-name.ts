/** `door 2030-01-31T08-15-00Z.mkv`: the stream's name and when the segment begins (ISO 8601, with `-` for `:`). */
export function segmentName(streamName: string, startedAtMs: number): string {
  const time = new Date(startedAtMs).toISOString().replace(/\.\d+Z$/, 'Z');
  return `${streamName} ${time.replaceAll(':', '-')}.mkv`;
}

/** When a segment begins, by its name; `undefined` for other files. */
export function segmentStartMs(fileName: string): number | undefined {
  const [, date, hours, minutes, seconds] =
    / (\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z(?: \d+)?\.mkv$/.exec(fileName) ?? [];
  const time = Date.parse(`${date}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(time) ? undefined : time;
}
