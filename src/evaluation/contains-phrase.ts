import { chineseSays } from '../domain/wording/chinese/chinese-says.js';

/**
 * Whether a text says an English word or phrase: whole words, whatever the case and the spaces between them; in a
 * Chinese text the dictionary's words for it.
 */
export function containsPhrase(text: string, phrase: string): boolean {
  if (chineseSays(text, phrase)) return true;
  const words = phrase.trim().split(/\s+/).map(escapeForPattern);
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join('\\s+')}(?![\\p{L}\\p{N}])`, 'iu').test(text);
}

function escapeForPattern(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
