import { realpath, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import type { MediaTools } from './contracts.js';
import { runProcess } from './run-process.js';

/** What a clip is written as, whatever the source is: plays everywhere. */
const clipExtensions = new Set(['.mp4', '.m4v', '.mov']);

/** Throws `BAD_ARGUMENT` for an output that is no .mp4/.m4v/.mov, is the source itself, or lies in no folder. */
export async function checkClipOutput(path: string, outputPath: string): Promise<void> {
  if (!clipExtensions.has(extname(outputPath).toLowerCase())) {
    throw new AskreelError('BAD_ARGUMENT', `A clip cannot be written as ${outputPath}.`, {
      hint: 'Give the clip a name that ends in .mp4.',
    });
  }
  const existing = await realpath(outputPath).catch(() => undefined);
  if (existing !== undefined && existing === (await realpath(path))) {
    throw new AskreelError('BAD_ARGUMENT', 'A clip cannot overwrite the video that it is cut from.', {
      hint: 'Give the clip another name.',
    });
  }
  const folder = await stat(resolve(outputPath, '..')).catch(() => undefined);
  if (!folder?.isDirectory()) {
    throw new AskreelError('BAD_ARGUMENT', `The folder of ${outputPath} does not exist.`, { hint: 'Make it first.' });
  }
}

/** Output options for the picture: H.264 where ffmpeg has libx264, else MPEG-4. */
export async function chooseClipEncoder(tools: MediaTools, signal: AbortSignal | undefined): Promise<string[]> {
  const { stdout } = await runProcess(tools.ffmpeg.path, ['-hide_banner', '-encoders'], signal);
  return /\blibx264\b/.test(stdout)
    ? ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20']
    : ['-c:v', 'mpeg4', '-q:v', '3'];
}
