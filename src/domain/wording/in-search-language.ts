import { AskreelError } from '../coded-error.js';
import { ClauseWords } from './chinese/clause-words.js';
import { englishQuestion } from './chinese/english-question.js';
import { isChinese, plainChinese } from './chinese/plain-chinese.js';

/**
 * A description in a language that the encoder knows (codes such as `en`, `zh`; most know English alone): a Chinese one
 * becomes the English caption that says the same.
 *
 * Throws BAD_ARGUMENT where the dictionary lacks a word: whoever asks must then say it in English.
 */
export function inSearchLanguage(description: string, languages: readonly string[] = ['en']): string {
  if (!isChinese(description) || languages.includes('zh')) return description;
  const words = new ClauseWords();
  const caption = words.caption(plainChinese(description));
  if (caption === '' || words.unknown.length > 0) throw notKnown(description, words.unknown);
  return caption;
}

/** The same for a question about what is seen: 狗是什么颜色 → `what colour is the dog`. Throws BAD_ARGUMENT. */
export function questionInEnglish(question: string): string {
  if (!isChinese(question)) return question;
  const { english, unknown } = englishQuestion(question);
  if (english === '' || unknown.length > 0) throw notKnown(question, unknown);
  return english;
}

function notKnown(text: string, unknown: readonly string[]): AskreelError {
  const words = unknown.length === 0 ? '' : ` (not in the dictionary: ${unknown.join(', ')})`;
  return new AskreelError(
    'BAD_ARGUMENT',
    `The model pack reads English, and ${JSON.stringify(text)} could not be translated${words}.`,
    {
      hint: 'Say it again in plain English, as a caption would put it: "a red dog jumps in the snow".',
    },
  );
}
