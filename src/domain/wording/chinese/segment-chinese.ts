import { chineseWord, longestWord, type ChineseWord } from './lexicon.js';

/** A piece of a Chinese text: a word of the dictionary, or a stretch that it does not know. */
export interface ChineseToken {
  readonly text: string;
  readonly word: ChineseWord | undefined;
}

const unknownCost = 10;

/** Cuts plain Chinese into words: as few unknown characters as can be, then as few words. Marks are left out. */
export function segmentChinese(text: string): ChineseToken[] {
  const best: { cost: number; from: number; word: ChineseWord | undefined }[] = [{ cost: 0, from: 0, word: undefined }];
  for (let end = 1; end <= text.length; end += 1) {
    let choice = {
      cost: (best[end - 1]?.cost ?? 0) + unknownCost,
      from: end - 1,
      word: undefined as ChineseWord | undefined,
    };
    for (let from = Math.max(0, end - longestWord); from < end; from += 1) {
      const word = chineseWord(text.slice(from, end));
      const cost = (best[from]?.cost ?? 0) + (word?.kind === 'empty' ? 1.1 : 1);
      if (word && cost < choice.cost) choice = { cost, from, word };
    }
    best.push(choice);
  }
  const tokens: ChineseToken[] = [];
  for (let end = text.length; end > 0; end = best[end]?.from ?? 0) {
    const { from = 0, word } = best[end] ?? {};
    tokens.unshift({ text: text.slice(from, end), word });
  }
  return joinUnknown(tokens);
}

function joinUnknown(tokens: readonly ChineseToken[]): ChineseToken[] {
  const joined: ChineseToken[] = [];
  let adjacent = false;
  for (const token of tokens) {
    const isMark = token.word === undefined && !/[\p{L}\p{N}]/u.test(token.text);
    const last = joined.at(-1);
    const lone = joined.at(-2);
    // A known character between unknown ones is part of a longer unknown word.
    if (
      !isMark &&
      !token.word &&
      last?.word &&
      last.text.length === 1 &&
      last.word.kind !== 'of' &&
      lone &&
      !lone.word
    ) {
      joined.splice(-2, 2, { text: lone.text + last.text + token.text, word: undefined });
    } else if (!isMark && adjacent && !token.word && last && !last.word)
      joined[joined.length - 1] = { text: last.text + token.text, word: undefined };
    else if (!isMark) joined.push(token);
    adjacent = !isMark && !token.word;
  }
  return joined;
}
