import type { SubtitleCue } from '../contracts.js';
import { cleanCueText } from './clean-cue-text.js';
import type { ParsedSubtitles } from './subtitle-format.js';

const timing =
  /^\s*(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?\s*-+>\s*(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?/;

/**
 * Reads what SubRip and WebVTT have in common: blocks with a timing line, `00:01:02,500 --> 00:01:04,000`, and the lines
 * of text under it. The timing lines are what counts, so that missing numbers, missing blank lines between cues and blank
 * lines inside a cue's head do no harm. A block that has an arrow or text but no readable times is reported as damaged.
 */
export function parseCueBlocks(text: string): ParsedSubtitles {
  const cues: SubtitleCue[] = [];
  const damaged: string[] = [];
  for (const block of text.split(/\n[ \t]*\n/)) {
    const lines = block.split('\n').filter((line) => line.trim() !== '');
    const heads = lines.flatMap((line, index) => (line.includes('->') && /\d/.test(line) ? [index] : []));
    if (heads.length === 0 && lines.some((line) => !/^\s*\d+\s*$/.test(line))) {
      damaged.push(lines[0] ?? '');
    }
    heads.forEach((head, position) => {
      const next = heads[position + 1];
      // The line above the next timing line is that cue's number or name.
      const end = next === undefined ? lines.length : /^\s*\d+\s*$/.test(lines[next - 1] ?? '') ? next - 1 : next;
      const span = readTiming(lines[head] ?? '');
      if (!span) {
        damaged.push(lines[head] ?? '');
        return;
      }
      const words = cleanCueText(lines.slice(head + 1, end).join('\n'));
      if (words !== '') cues.push({ span, text: words });
    });
  }
  return { cues, damaged };
}

function readTiming(line: string): SubtitleCue['span'] | undefined {
  const found = timing.exec(line);
  if (!found) return undefined;
  const [startSeconds, endSeconds] = [found.slice(1, 5), found.slice(5, 9)].map(
    ([hours, minutes, seconds, fraction]) =>
      Number(hours ?? 0) * 3600 +
      Number(minutes) * 60 +
      Number(seconds) +
      Number((fraction ?? '').padEnd(3, '0')) / 1000,
  );
  if (startSeconds === undefined || endSeconds === undefined || endSeconds <= startSeconds) return undefined;
  return { startSeconds, endSeconds };
}
