import { pathToFileURL } from 'node:url';
import type { Cut, CutSource } from '../../../src/domain/cut-lists/cut-list.js';

/** A cut of a video that lies in `/films`. */
export function cut(video: string, startSeconds: number, endSeconds: number, rest: Partial<Cut> = {}): Cut {
  return {
    videoId: video,
    videoTitle: video,
    videoPath: `/films/${video}.mp4`,
    span: { startSeconds, endSeconds },
    label: 'a red dog jumps',
    ...rest,
  };
}

/** What is known of such a video: ten minutes with sound. */
export function source(video: string, averageFrameRate: number | undefined, rest: Partial<CutSource> = {}): CutSource {
  const path = `/films/${video}.mp4`;
  return {
    path,
    url: pathToFileURL(path).href,
    ...{ durationSeconds: 600, width: 1920, height: 1080, sound: { channels: 2, sampleRate: 48_000 } },
    ...(averageFrameRate !== undefined && { averageFrameRate }),
    ...rest,
  };
}
