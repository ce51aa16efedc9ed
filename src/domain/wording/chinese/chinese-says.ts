import { stemWord, wordsOf } from '../english-stems.js';
import { isChinese, plainChinese } from './plain-chinese.js';
import { segmentChinese } from './segment-chinese.js';

const small: ReadonlySet<string> = new Set(['a', 'an', 'the', 'in', 'on', 'at']);

/** Whether a Chinese text says an English word or phrase: as a word of the dictionary, not as a part of one. */
export function chineseSays(text: string, phrase: string): boolean {
  if (!isChinese(text)) return false;
  const wanted = keyOf(phrase);
  return segmentChinese(plainChinese(text)).some(({ word }) => word !== undefined && keyOf(word.english) === wanted);
}

function keyOf(english: string): string {
  return wordsOf(english)
    .filter((word) => !small.has(word))
    .map(stemWord)
    .join(' ');
}
