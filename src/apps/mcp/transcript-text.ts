import { plainLine } from '../../domain/plain-line.js';
import { formatSpan } from '../../domain/timestamp.js';
import type { TranscriptLine } from '../../domain/video.js';
import { quoteData, quotedTextNotice } from '../../tools/quote-data.js';

/** A transcript for reading: one line with its times each, the words in quotes. */
export function transcriptText(lines: readonly TranscriptLine[]): string {
  if (lines.length === 0) return 'The video has no transcript.';
  return [quotedTextNotice, ...lines.map(({ span, text }) => `${formatSpan(span, true)} ${quoteData(text)}`)].join(
    '\n',
  );
}

/** A transcript as WebVTT (https://www.w3.org/TR/webvtt1/): one cue a line, its words escaped, on one line each. */
export function transcriptWebVtt(lines: readonly TranscriptLine[]): string {
  const cues = lines.map(({ span, text }) => {
    const words = plainLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return `${vttTime(span.startSeconds)} --> ${vttTime(span.endSeconds)}\n${words.replaceAll('>', '&gt;')}`;
  });
  return `${['WEBVTT', `NOTE ${quotedTextNotice.replace('in quotes', 'in cues')}`, ...cues].join('\n\n')}\n`;
}

function vttTime(seconds: number): string {
  const milliseconds = Math.max(0, Math.round(seconds * 1000));
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const rest = String(milliseconds % 1000).padStart(3, '0');
  const whole = milliseconds / 1000;
  return `${two(whole / 3600)}:${two((whole / 60) % 60)}:${two(whole % 60)}.${rest}`;
}
