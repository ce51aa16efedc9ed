import { parseCueBlocks } from './parse-cue-blocks.js';
import type { SubtitleFormat } from './subtitle-format.js';

/** SubRip. */
export const srtFormat: SubtitleFormat = { name: 'SubRip', extensions: ['.srt'], parse: parseCueBlocks };
