import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MediaTools } from '../../../src/media/contracts.js';
import { createFfmpegCommand, runFfmpegCommand } from '../../../src/media/ffmpeg-command.js';
import { locateMediaTools } from '../../../src/media/locate-media-tools.js';
import type { VideoFrame } from '../../../src/domain/rgb-image.js';

/** A temporary folder with the packaged tools (everywhere the same), and a way to make little videos in it. */
export interface MediaFixture {
  readonly tools: MediaTools;
  readonly folder: string;
  path(name: string): string;
  /** Makes a video from lavfi sources and output options; gives its path. */
  make(name: string, sources: readonly string[], ...options: string[]): Promise<string>;
  close(): Promise<void>;
}

export async function openMediaFixture(): Promise<MediaFixture> {
  const tools = await locateMediaTools({ packagedOnly: true });
  const folder = await mkdtemp(join(tmpdir(), 'askreel-media-'));
  const path = (name: string): string => join(folder, name);
  return {
    tools,
    folder,
    path,
    async make(name, sources, ...options) {
      const command = createFfmpegCommand(tools);
      for (const source of sources) {
        command.input(source);
        if (!existsSync(source)) command.inputOptions('-f', 'lavfi');
      }
      await runFfmpegCommand(command.outputOptions(options).output(path(name)));
      return path(name);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

export async function collectFrames(frames: AsyncIterable<VideoFrame>): Promise<VideoFrame[]> {
  const all: VideoFrame[] = [];
  for await (const frame of frames) all.push(frame);
  return all;
}

/** What is known about one real video. */
export interface RealVideo {
  readonly file: string;
  readonly duration: number;
  readonly frames_decoded: number;
  readonly shot_cuts_s: readonly number[];
}

const realFolder = new URL('../../../../shared/real-videos/', import.meta.url);

/** Real footage with its manifest, where it is at hand; `undefined` elsewhere. */
export const realVideos: readonly RealVideo[] | undefined = existsSync(new URL('manifest.json', realFolder))
  ? (JSON.parse(readFileSync(new URL('manifest.json', realFolder), 'utf8')) as RealVideo[])
  : undefined;

export function realVideoPath(video: RealVideo): string {
  return fileURLToPath(new URL(video.file, realFolder));
}
