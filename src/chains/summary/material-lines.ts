import { eventWords } from '../../domain/events/event-words.js';
import type { ChapterMaterial } from '../../domain/summary/chapter-material.js';
import { formatTimestamp } from '../../domain/timestamp.js';
import { quoteData } from '../../tools/quote-data.js';

/** Most characters of material in one call: about 1,500 tokens, which small models read as well. */
const charactersPerCall = 5000;

/** A chapter as lines for a model, in time order: `0:12 seen "a red dog jumps"`, `0:14 said "…"`. All words are quoted data. */
export function materialLines({ events, transcript }: ChapterMaterial): string[] {
  const lines = [
    ...events.map((event) => ({ at: event.span.startSeconds, kind: 'seen', text: eventWords(event) })),
    ...transcript.map((line) => ({ at: line.span.startSeconds, kind: 'said', text: line.text })),
  ];
  return lines
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, kind, text }) => `${formatTimestamp(at)} ${kind} ${quoteData(text)}`);
}

/**
 * Lines in chunks that fit one call each. Where that were more than `most` chunks, lines are left out evenly: the whole
 * chapter is still covered.
 */
export function chunkLines(lines: readonly string[], most: number): string[][] {
  const characters = lines.reduce((sum, line) => sum + line.length + 1, 0);
  const room = most * charactersPerCall * 0.9;
  const step = Math.max(1, characters / room);
  const kept = step === 1 ? lines : lines.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
  const chunks: string[][] = [];
  let left = 0;
  for (const line of kept) {
    const chunk = chunks.at(-1);
    if (chunk && line.length < left) {
      chunk.push(line);
      left -= line.length + 1;
    } else {
      chunks.push([line]);
      left = charactersPerCall - line.length;
    }
  }
  return chunks.slice(0, most);
}
