import { AskreelError } from '../coded-error.js';
import type { CutList } from './cut-list.js';
import { plainLine } from '../plain-line.js';

/**
 * Cuts of one video as WebVTT, one cue each in time order: as chapters or subtitles they show, in a player of that video,
 * what was found where. The cue text is plain: marks of the format are escaped.
 *
 * Throws BAD_ARGUMENT for cuts of several videos. Source: https://www.w3.org/TR/webvtt1/
 */
export function writeWebVtt({ title, cuts }: CutList): string {
  if (new Set(cuts.map(({ videoId }) => videoId)).size > 1) {
    throw new AskreelError('BAD_ARGUMENT', 'WebVTT describes one video, and these cuts are of several.', {
      hint: 'Name one with --video, or export a .csv or .json.',
    });
  }
  const ordered = cuts.toSorted(
    (a, b) => a.span.startSeconds - b.span.startSeconds || a.span.endSeconds - b.span.endSeconds,
  );
  const cues = ordered.map(({ span, label, note }, index) => {
    const start = Math.round(Math.max(0, span.startSeconds) * 1000);
    // A cue must end after it begins.
    const end = Math.max(Math.round(span.endSeconds * 1000), start + 1);
    const lines = [label, note].flatMap((line) => escapeCueText(line ?? '') || []);
    return [String(index + 1), `${timestamp(start)} --> ${timestamp(end)}`, ...(lines.length > 0 ? lines : ['–'])];
  });
  const head = ['WEBVTT', '', `NOTE ${plainLine(`${cuts[0]?.videoTitle ?? ''}: ${title}`).replaceAll('-->', '→')}`];
  return [head, ...cues].map((block) => `${block.join('\n')}\n`).join('\n');
}

/** One line; `-->` cannot be in it, and `<` begins no tag. */
function escapeCueText(text: string): string {
  return plainLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function timestamp(milliseconds: number): string {
  const parts = [3_600_000, 60_000, 1000].map((unit, index) =>
    String(index === 0 ? Math.floor(milliseconds / unit) : Math.floor(milliseconds / unit) % 60).padStart(2, '0'),
  );
  return `${parts.join(':')}.${String(milliseconds % 1000).padStart(3, '0')}`;
}
