import type { MediaTools } from './contracts.js';

/** libavcodec of ffmpeg 5.1, where `-fps_mode` replaced `-vsync`. */
const fpsModeSince = [59, 37] as const;

/**
 * Output options that keep frames at their times instead of filling a steady rate: `passthrough` gives each frame as it is,
 * `vfr` leaves out a frame that has the time of the one before it, which files cannot hold.
 */
export function keepFrameTimes({ ffmpeg }: Pick<MediaTools, 'ffmpeg'>, mode: 'passthrough' | 'vfr'): string[] {
  const [major, minor] = ffmpeg.codecLibrary;
  const hasFpsMode = major > fpsModeSince[0] || (major === fpsModeSince[0] && minor >= fpsModeSince[1]);
  return [hasFpsMode ? '-fps_mode' : '-vsync', mode];
}
