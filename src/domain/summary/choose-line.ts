import { plainLine } from '../plain-line.js';
import type { TranscriptLine } from '../video.js';
import { emptyWords } from '../wording/empty-words.js';
import { stemWord, wordsOf } from '../wording/english-stems.js';
import type { ChapterMaterial } from './chapter-material.js';

/** In how many chapters each word is said. */
export type SpokenWords = ReadonlyMap<string, number>;

const shortestLine = 12;

/** Counts in how many chapters each word is said: a word of all of them tells none apart. */
export function countSpokenWords(chapters: readonly ChapterMaterial[]): SpokenWords {
  const counts = new Map<string, number>();
  for (const { transcript } of chapters) {
    const said = new Set(transcript.flatMap(({ text }) => contentOf(text)));
    for (const word of said) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** The line that tells most of what only this chapter says; `undefined` where nothing is said. */
export function chooseLine(
  { transcript }: ChapterMaterial,
  spoken: SpokenWords,
  chapters: number,
): TranscriptLine | undefined {
  let best: { readonly line: TranscriptLine; readonly worth: number } | undefined;
  for (const line of transcript) {
    const text = plainLine(line.text);
    if (text === '') continue;
    const words = contentOf(text);
    const rare = words.reduce((sum, word) => sum + Math.log(1 + chapters / (spoken.get(word) ?? 1)), 0);
    const worth = (rare / Math.sqrt(words.length + 1)) * (text.length < shortestLine ? 0.5 : 1);
    if (!best || worth > best.worth) best = { line, worth };
  }
  return best?.line;
}

/** A line, cut after a word where it is longer than that. */
export function shortLine(text: string, longest: number): string {
  const line = plainLine(text);
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest - 1);
  const atWord = cut.replace(/\s+\S*$/, '');
  return `${plainLine(atWord.length > longest / 2 ? atWord : cut).replace(/[\s,;:.–-]+$/, '')}…`;
}

function contentOf(text: string): string[] {
  return [
    ...new Set(
      wordsOf(text)
        .filter((word) => !emptyWords.has(word))
        .map(stemWord),
    ),
  ];
}
