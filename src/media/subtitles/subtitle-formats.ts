import { srtFormat } from './srt-format.js';
import type { SubtitleFormat } from './subtitle-format.js';
import { vttFormat } from './vtt-format.js';

/** The formats that are read, best first. */
export const subtitleFormats: readonly SubtitleFormat[] = [srtFormat, vttFormat];

/** The format that a file name asks for. */
export function formatOfFile(fileName: string): SubtitleFormat | undefined {
  const lower = fileName.toLowerCase();
  return subtitleFormats.find((format) => format.extensions.some((extension) => lower.endsWith(extension)));
}
