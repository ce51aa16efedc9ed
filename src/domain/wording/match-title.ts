import { editDistance } from './edit-distance.js';

const extension = /\.(?:mp4|m4v|mkv|mov|webm|avi|mpe?g|wmv|flv)$/;
const fewestLetters = 3;

/**
 * The titles that a name may mean: those that are called so but for capitals, extension and what stands between words, else
 * those with words that begin like all of its words (`morning` for `morning-parade-1000005`).
 */
export function matchTitles(name: string, titles: readonly string[]): string[] {
  const wanted = plainTitle(name);
  const same = titles.filter((title) => plainTitle(title) === wanted);
  if (same.length > 0) return same;
  if (wanted.length < (/\p{Script=Han}/u.test(wanted) ? 2 : fewestLetters)) return [];
  const words = wanted.split(' ');
  return titles.filter((title) => {
    const plain = plainTitle(title);
    const parts = plain.split(' ');
    return words.every((word) => parts.some((part) => part.startsWith(word)) || (isHan(word) && plain.includes(word)));
  });
}

/** The titles, the one that is written most like a name first. */
export function nearestTitles(name: string, titles: readonly string[]): string[] {
  const wanted = plainTitle(name);
  const distance = (title: string): number => {
    const plain = plainTitle(title);
    // A name may be no more than the beginning of a title.
    return Math.min(editDistance(wanted, plain), editDistance(wanted, plain.slice(0, wanted.length)) + 1);
  };
  return titles
    .map((title) => ({ title, away: distance(title) }))
    .toSorted((a, b) => a.away - b.away)
    .map(({ title }) => title);
}

function plainTitle(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/^["'“”‘’《「『]+|["'“”‘’》」』]+$/g, '')
    .replace(extension, '')
    .replace(/[\s_.-]+/g, ' ')
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')
    .trim();
}

function isHan(word: string): boolean {
  return /\p{Script=Han}/u.test(word);
}
