import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AskreelError } from '../../domain/coded-error.js';
import { chooseClipEncoder } from '../clip-output.js';
import type { MediaTools } from '../contracts.js';
import type { RecordedSegment, RecordStreamOptions, StreamEnd } from './contracts.js';
import { hideAddresses } from './stream-address.js';

const usualStallMs = 30_000;
/** How long ffmpeg may take to close its last segment. */
const closingMs = 5000;
/** A playlist that names files of this machine gets nothing. */
const protocols = 'http,https,httpproxy,tcp,tls,crypto,rtp,rtsp,srtp,udp';

/**
 * Records one connection to a live stream into Matroska files of some seconds each, and gives each file as it is closed;
 * ffmpeg goes on while the caller works. When the signal fires, or nothing has come for a while, the last file is closed
 * and given as well. Returns how the connection ended; throws `ABORTED` never, and the system's error when ffmpeg cannot be started.
 */
export async function* recordStream(
  tools: MediaTools,
  address: string,
  options: RecordStreamOptions,
): AsyncGenerator<RecordedSegment, StreamEnd> {
  const { folder, prefix, signal } = options;
  if (signal?.aborted) return { finite: false, reason: undefined };
  const child = spawn(tools.ffmpeg.path, await ffmpegArguments(tools, address, options), {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // Ctrl-C in a terminal goes to the whole group; this child is told by its parent.
    detached: true,
  });
  const log = new ConnectionLog(child, address, options.onlyLive === true);
  const stop = (): void => void stopGently(child);
  signal?.addEventListener('abort', stop, { once: true });
  const watchdog = watchForStalls(child, folder, prefix, options.stallMs ?? usualStallMs);
  const closed = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  closed.catch(() => undefined);
  const given = new Set<string>();
  let lastEndSeconds = 0;
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const [, name, start, end] = /^"?([^",]+)"?,([\d.]+),([\d.]+)$/.exec(line.trim()) ?? [];
      if (name === undefined) continue;
      given.add(name);
      lastEndSeconds = Number(end);
      yield { path: join(folder, name), startedAtMs: log.startedAtMs + Number(start) * 1000 };
    }
    await closed;
    for (const name of await leftovers(folder, prefix, given))
      yield { path: join(folder, name), startedAtMs: log.startedAtMs + lastEndSeconds * 1000 };
    return log.end();
  } finally {
    clearInterval(watchdog);
    signal?.removeEventListener('abort', stop);
    child.kill('SIGKILL');
  }
}

async function ffmpegArguments(tools: MediaTools, address: string, options: RecordStreamOptions): Promise<string[]> {
  const { folder, prefix, segmentSeconds, transcode = false, signal } = options;
  const codecs = transcode
    ? [
        ...(await chooseClipEncoder(tools, signal)),
        ...['-pix_fmt', 'yuv420p', '-force_key_frames', `expr:gte(t,n_forced*${segmentSeconds})`, '-c:a', 'aac'],
      ]
    : ['-c', 'copy'];
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'repeat+level+info'],
    ...['-protocol_whitelist', protocols],
    ...(address.toLowerCase().startsWith('rtsp') ? ['-rtsp_transport', 'tcp'] : []),
    ...['-i', address, '-map', '0:v:0', '-map', '0:a:0?', '-sn', '-dn', ...codecs],
    ...['-f', 'segment', '-segment_format', 'matroska', '-segment_time', String(segmentSeconds)],
    ...['-reset_timestamps', '1', '-segment_list', 'pipe:1', '-segment_list_type', 'csv'],
    join(folder.replaceAll('%', '%%'), `${prefix}-%05d.mkv`),
  ];
}

/** What ffmpeg says about a connection. */
class ConnectionLog {
  /** When the recording began; until it does, when the connection was made. */
  startedAtMs = Date.now();
  readonly #address: string;
  readonly #errors: string[] = [];
  #finite = false;

  constructor(child: ChildProcess, address: string, onlyLive: boolean) {
    this.#address = address;
    if (!child.stderr) return;
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (/^\s*(\[info\]\s*)?Duration: \d/.test(line)) {
        this.#finite = true;
        if (onlyLive) child.kill('SIGKILL');
      }
      if (/Output #0/.test(line)) this.startedAtMs = Date.now();
      if (/\[(error|fatal|panic)\]/.test(line)) this.#errors.splice(0, Math.max(0, this.#errors.push(line) - 20));
    });
  }

  end(): StreamEnd {
    const last = this.#errors
      .at(-1)
      ?.replace(/\[[^\]]*\]\s*/g, '')
      .trim();
    const refused = this.#errors.some((line) =>
      /Could not write header|not currently supported in container/.test(line),
    );
    return {
      finite: this.#finite,
      reason: last === undefined ? undefined : hideAddresses(last, this.#address),
      ...(refused && { cannotCopy: true }),
    };
  }
}

function stopGently(child: ChildProcess): void {
  child.kill('SIGINT');
  setTimeout(() => child.kill('SIGKILL'), closingMs).unref();
}

/** Ends a connection from which nothing comes any more. */
function watchForStalls(child: ChildProcess, folder: string, prefix: string, stallMs: number): NodeJS.Timeout {
  let [size, sinceMs] = [-1, Date.now()];
  return setInterval(() => {
    void sizeOf(folder, prefix).then((now) => {
      if (now !== size) [size, sinceMs] = [now, Date.now()];
      else if (Date.now() - sinceMs >= stallMs) stopGently(child);
    });
  }, stallMs / 5).unref();
}

async function sizeOf(folder: string, prefix: string): Promise<number> {
  let bytes = 0;
  for (const name of await leftovers(folder, prefix, new Set())) {
    bytes += await stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return bytes;
}

/** Files of a connection that were not given yet. */
async function leftovers(folder: string, prefix: string, given: ReadonlySet<string>): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.startsWith(`${prefix}-`) && name.endsWith('.mkv') && !given.has(name)).sort();
}

/** What a stream that gives nothing is reported as. */
export function unreachableStream(shownAddress: string, reason: string | undefined): AskreelError {
  const why = reason === undefined ? '' : ` (${reason})`;
  return new AskreelError('DOWNLOAD_FAILED', `${shownAddress} gives no video${why}.`, {
    hint: 'Try the address in a player.',
  });
}
