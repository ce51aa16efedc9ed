import { Writable } from 'node:stream';
import type ffmpeg from 'fluent-ffmpeg';
import { runFfmpegCommand } from './ffmpeg-command.js';

/** Runs a prepared command whose output is small and gives that output's bytes. Throws `FFMPEG_FAILED` or `ABORTED`. */
export async function collectOutput(command: ffmpeg.FfmpegCommand, signal?: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    // fluent-ffmpeg takes the closing of its output for a failure: this stream finishes and stays open.
    autoDestroy: false,
    emitClose: false,
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const finished = new Promise<void>((resolve) => sink.once('finish', resolve));
  await runFfmpegCommand(command.output(sink), signal);
  await finished;
  return Buffer.concat(chunks);
}
