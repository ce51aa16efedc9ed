import type { StreamKinds } from '../../../media/contracts.js';

/** What each kind of container may hold so that today's browsers play it. */
const playable = [
  {
    container: /(^|,)(mp4|mov)(,|$)/,
    video: new Set(['h264', 'av1', 'vp9']),
    audio: new Set(['aac', 'mp3', 'opus', 'flac']),
  },
  {
    container: /(^|,)webm(,|$)/,
    video: new Set(['vp8', 'vp9', 'av1']),
    audio: new Set(['opus', 'vorbis']),
  },
];

/** Colours with more than 8 bits, or at full resolution, are decoded by few browsers in H.264. */
const plainColours = /^yuvj?420p$/;

/**
 * Why browsers would not play a file; `undefined` when they do.
 *
 * @param extension the file's: Matroska and WebM have the same name in ffprobe.
 */
export function whyNotPlayable(streams: StreamKinds, extension: string): string | undefined {
  const { container, videoCodec, audioCodec, pixelFormat } = streams;
  const form = playable.find((one) => one.container.test(container));
  if (!form || (container.includes('matroska') && extension.toLowerCase() !== '.webm')) {
    return `Browsers do not open ${extension.replace(/^\./, '') || 'such'} files.`;
  }
  if (!form.video.has(videoCodec)) return `Browsers do not decode ${videoCodec}.`;
  if (videoCodec === 'h264' && pixelFormat !== undefined && !plainColours.test(pixelFormat)) {
    return `Browsers do not decode H.264 in ${pixelFormat}.`;
  }
  if (audioCodec !== undefined && !form.audio.has(audioCodec))
    return `Browsers do not decode ${audioCodec} sound here.`;
  return undefined;
}
