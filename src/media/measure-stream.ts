import type { MediaTools } from './contracts.js';
import { asFileInput } from './input-path.js';
import { runProcess } from './run-process.js';

/** What a stream's packets add up to. */
export interface StreamMeasure {
  readonly packets: number;
  /** Where the last packet ends, in seconds from the first one's start. */
  readonly endSeconds: number;
}

/** Reads all packets of one stream, without decoding: for files whose header does not say how long they are. */
export async function measureStream(
  tools: MediaTools,
  path: string,
  streamIndex: number,
  signal?: AbortSignal,
): Promise<StreamMeasure> {
  const fields = ['-show_entries', 'packet=pts_time,duration_time', '-of', 'compact=p=0:nk=0'];
  const { stdout } = await runProcess(
    tools.ffprobe.path,
    ['-v', 'error', '-select_streams', String(streamIndex), ...fields, asFileInput(path)],
    signal,
  );
  let packets = 0;
  let start = Infinity;
  let end = -Infinity;
  for (const line of stdout.split('\n')) {
    if (!line.includes('_time=')) continue;
    packets += 1;
    const time = Number(/pts_time=([-\d.]+)/.exec(line)?.[1]);
    const length = Number(/duration_time=([\d.]+)/.exec(line)?.[1] ?? 0);
    if (!Number.isFinite(time)) continue;
    start = Math.min(start, time);
    end = Math.max(end, time + length);
  }
  return { packets, endSeconds: end > start ? end - start : 0 };
}
