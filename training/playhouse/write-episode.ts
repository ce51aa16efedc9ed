import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { EpisodeRenderer } from './episode-renderer.js';
import type { Episode } from './episode.js';
import { toSubRip } from './narration.js';
import { stage } from './scene.js';
import { truthOf } from './truth.js';

/** Where an episode's three files lie. */
export interface EpisodeFiles {
  readonly video: string;
  readonly subtitles: string;
  readonly truth: string;
}

/** Writes `<id>.mp4` (H.264, 320 × 240), `<id>.srt` and `<id>.json` into a folder, which is made when missing; without the film where `picture` is false. */
export async function writeEpisode(
  episode: Episode,
  folder: string,
  { quality = 27, picture = true }: { readonly quality?: number; readonly picture?: boolean } = {},
): Promise<EpisodeFiles> {
  await mkdir(folder, { recursive: true });
  const files = {
    video: join(folder, `${episode.id}.mp4`),
    subtitles: join(folder, `${episode.id}.srt`),
    truth: join(folder, `${episode.id}.json`),
  };
  if (picture) await encode(episode, files.video, quality);
  await writeFile(files.subtitles, toSubRip(episode.narration));
  await writeFile(files.truth, `${JSON.stringify(truthOf(episode))}\n`);
  return files;
}

async function encode(episode: Episode, path: string, quality: number): Promise<void> {
  const { path: ffmpeg } = createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg') as { path: string };
  const input = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
    '-s',
    `${stage.width}x${stage.height}`,
    '-r',
    String(episode.framesPerSecond),
    '-i',
    '-',
  ];
  const output = [
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-threads',
    '1',
    '-crf',
    String(quality),
    '-pix_fmt',
    'yuv420p',
    '-g',
    '50',
    '-movflags',
    '+faststart',
    '-bitexact',
    '-y',
    path,
  ];
  const encoder = spawn(ffmpeg, ['-v', 'error', ...input, ...output], { stdio: ['pipe', 'inherit', 'inherit'] });
  const closed = once(encoder, 'close');
  const renderer = new EpisodeRenderer(episode, stage.width, stage.height);
  const frames = Math.round(episode.durationSeconds * episode.framesPerSecond);
  for (let frame = 0; frame < frames; frame += 1) {
    renderer.draw(frame / episode.framesPerSecond, frame);
    if (!encoder.stdin.write(renderer.rgb())) await Promise.race([once(encoder.stdin, 'drain'), closed]);
  }
  encoder.stdin.end();
  const [code] = (await closed) as [number | null];
  if (code !== 0) throw new Error(`ffmpeg could not write ${path} (exit ${String(code)})`);
}
