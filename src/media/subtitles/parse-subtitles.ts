import { AskreelError } from '../../domain/coded-error.js';
import type { SubtitleCue } from '../contracts.js';
import { decodeSubtitleText } from './decode-subtitle-text.js';
import type { SubtitleFormat } from './subtitle-format.js';

/**
 * Reads the bytes of a subtitle file. `name` is what warnings call it.
 *
 * Throws `SUBTITLE_DAMAGED` when the file has content but not one readable cue; single damaged cues are left out with a
 * warning.
 */
export function parseSubtitles(
  bytes: Uint8Array,
  format: SubtitleFormat,
  name: string,
): { readonly cues: SubtitleCue[]; readonly warnings: string[] } {
  const text = decodeSubtitleText(bytes);
  const { cues, damaged } = format.parse(text);
  if (cues.length === 0 && damaged.length > 0) {
    throw new AskreelError('SUBTITLE_DAMAGED', `${name} holds no readable ${format.name} subtitles.`, {
      hint: 'Save the subtitles again as SubRip (.srt) in UTF-8.',
    });
  }
  const sorted = [...cues].sort((a, b) => a.span.startSeconds - b.span.startSeconds);
  const first = damaged[0]?.trim().slice(0, 60);
  const warnings =
    first === undefined ? [] : [`${name}: ${damaged.length} damaged cue(s) left out, the first near "${first}".`];
  return { cues: sorted, warnings };
}
