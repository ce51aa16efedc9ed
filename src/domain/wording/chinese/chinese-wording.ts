import { bareName, splitBeside } from '../caption-parts.js';
import { wordForEnglish } from './lexicon.js';
import { isChinese } from './plain-chinese.js';

const counts: ReadonlyMap<string, string> = new Map([
  ['two', '两'],
  ['three', '三'],
  ['four', '四'],
  ['five', '五'],
]);

/** An English name in Chinese: `a red dog` → `红色的狗`, counted `一只红色的狗`; `undefined` for unknown words. */
export function nameInChinese(name: string, counted = false): string | undefined {
  const words = bareName(name).split(' ');
  const count = counts.get(words[0] ?? '');
  const rest = count === undefined ? words : words.slice(1);
  for (let at = 0; at < rest.length; at += 1) {
    const thing = wordForEnglish('thing', rest.slice(at).join(' '));
    const qualities = rest.slice(0, at).map((word) => wordForEnglish('quality', word));
    if (!thing || qualities.includes(undefined)) continue;
    const told = [...qualities.map((quality) => `${quality?.answer ?? ''}的`), thing.answer].join('');
    return counted || count !== undefined ? `${count ?? '一'}${thing.measure ?? '个'}${told}` : told;
  }
  return undefined;
}

/** An English quality in Chinese: `red` → `红色`. */
export function qualityInChinese(words: string): string | undefined {
  const told = words.split(' ').map((word) => wordForEnglish('quality', word)?.answer);
  return told.includes(undefined) ? undefined : told.join('、');
}

/** What is done, in Chinese: `moves left` → `向左移动`, `rides an elephant` → `骑大象`. */
export function doingInChinese(action: string): string | undefined {
  const known = wordForEnglish('doing', action);
  if (known) return known.answer;
  const words = action.split(' ');
  for (let at = words.length - 1; at > 0; at -= 1) {
    const verb = wordForEnglish('doing', words.slice(0, at).join(' '));
    const object = nameInChinese(words.slice(at).join(' '), /^an?$/.test(words[at] ?? ''));
    if (verb && object !== undefined) return `${verb.answer}${object}`;
  }
  return undefined;
}

/** An English place in Chinese, with its preposition: `in the park` → `在公园里`. */
export function placeInChinese(place: string): string | undefined {
  return wordForEnglish('place', place)?.answer;
}

/** A caption in Chinese: `a red dog jumps in the park beside a cat` → `一只红色的狗在公园里跳，旁边有一只猫`. */
export function captionInChinese(caption: string): string | undefined {
  if (isChinese(caption)) return caption;
  const [main, companion] = splitBeside(caption.replace(/[.\s]+$/, '').replace(/^something /, ''));
  const told = partsInChinese(main.split(' '));
  const by = companion === undefined ? '' : nameInChinese(companion, true);
  if (told === undefined || by === undefined) return undefined;
  return `${told}${by === '' ? '' : `，旁边有${by}`}`;
}

/** Who does what where: the first way to part the words so that the dictionary knows each part. */
function partsInChinese(words: readonly string[]): string | undefined {
  const part = (from: number, to: number, say: (words: string) => string | undefined): string | undefined =>
    from === to ? '' : say(words.slice(from, to).join(' '));
  for (let name = words.length; name >= 0; name -= 1) {
    const who = part(0, name, (text) => nameInChinese(text, true));
    if (who === undefined) continue;
    for (let doing = words.length; doing >= name; doing -= 1) {
      const done = part(name, doing, doingInChinese);
      const where = done === undefined ? undefined : part(doing, words.length, placeInChinese);
      if (done !== undefined && where !== undefined) return `${who}${where}${done}`;
    }
  }
  return undefined;
}
