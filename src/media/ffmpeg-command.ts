import ffmpeg from 'fluent-ffmpeg';
import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import type { MediaTools } from './contracts.js';

/** Starts a command with the located program and with messages that can be read: no banner, no progress, levels marked. */
export function createFfmpegCommand(tools: MediaTools): ffmpeg.FfmpegCommand {
  return ffmpeg({ stdoutLines: 200 })
    .setFfmpegPath(tools.ffmpeg.path)
    .addOption('-hide_banner', '-nostdin', '-nostats', '-loglevel', 'repeat+level+info');
}

/**
 * Runs a prepared command to its end; gives what it wrote to stderr (its last 200 lines).
 *
 * Kills it at once when the signal fires. Throws `ABORTED` then, `DISK_FULL` where its output has no room, and
 * `FFMPEG_FAILED` with its last error line otherwise.
 */
export async function runFfmpegCommand(command: ffmpeg.FfmpegCommand, signal?: AbortSignal): Promise<string> {
  throwIfAborted(signal);
  const kill = (): void => void command.kill('SIGKILL');
  // Killing before the program has started does nothing, so the signal is looked at again when it has.
  command.once('start', () => {
    if (signal?.aborted) kill();
  });
  signal?.addEventListener('abort', kill, { once: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      command.once('end', (_stdout: string | null, stderr: string | null) => {
        // Some ffmpegs call it a success to have filled the disk.
        if (fullDisk.test(stderr ?? '')) reject(withoutSpace());
        else resolve(stderr ?? '');
      });
      command.on('error', (error: Error, _stdout: string | null, stderr: string | null) =>
        reject(describeFailure(error, stderr ?? '')),
      );
      command.run();
    });
  } catch (error) {
    throwIfAborted(signal);
    throw error;
  } finally {
    signal?.removeEventListener('abort', kill);
  }
}

/** Has a command tell, about twice a second, how many seconds of its output are written. */
export function reportWrittenSeconds(command: ffmpeg.FfmpegCommand, report: (seconds: number) => void): void {
  command.addOption('-stats').on('stderr', (line: string) => {
    const [, hours, minutes, seconds] = /\btime=(\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(line) ?? [];
    if (seconds !== undefined) report(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
  });
}

/** Turns what ffmpeg said into a one-line `FFMPEG_FAILED`, or `DISK_FULL`. */
function describeFailure(error: Error, stderr: string): AskreelError {
  if (fullDisk.test(stderr)) return withoutSpace(error);
  const lines = stderr.split('\n').filter((line) => /\[(error|fatal|panic)\]/.test(line));
  const reason = (lines.at(-1) ?? error.message.split('\n')[0] ?? '').replace(/\[[^\]]*\]\s*/g, '').trim();
  return new AskreelError('FFMPEG_FAILED', `ffmpeg failed: ${reason}`, {
    hint: 'Try whether the file plays; `askreel doctor` tells which ffmpeg is used.',
    cause: error,
  });
}

/** At the end of a line: a file may have such a name. */
const fullDisk = /(No space left on device|Disk quota exceeded)\s*$/m;

function withoutSpace(cause?: Error): AskreelError {
  return new AskreelError('DISK_FULL', 'The disk has no space left for what ffmpeg writes.', {
    hint: 'Free some space, or write to another disk.',
    cause,
  });
}
