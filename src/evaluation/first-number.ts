import { chineseNumber } from '../domain/wording/chinese/chinese-times.js';
import { isChinese } from '../domain/wording/chinese/plain-chinese.js';

const numberWords: ReadonlyMap<string, number> = new Map([
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'].map(
    (word, value) => [word, value] as const,
  ),
  ['no', 0],
  ['none', 0],
  ['never', 0],
  ['once', 1],
  ['twice', 2],
]);

/** What holds digits but counts nothing: citation markers, quoted titles, timestamps, lengths of time. */
const notCounts = [
  /\[\d+(?:\s*,\s*\d+)*\]/g,
  /"[^"]*"|“[^”]*”|«[^»]*»/g,
  /\d+(?::\d{1,2}){1,2}(?:\.\d+)?(?:\s*[–-]\s*\d+(?::\d{1,2}){1,2}(?:\.\d+)?)?/g,
  /\d+(?:\.\d+)?\s*(?:(?:s|seconds?)\b|秒)/gi,
];

const numberPattern = new RegExp(
  `(?<![\\w.-])(?:(\\d+(?:\\.\\d+)?)(?![\\w-])|(${[...numberWords.keys()].join('|')})(?![\\w-]))`,
  'i',
);

/** In Chinese, what is counted has its word behind the number; an article (一只) counts only where no times are told. */
const chineseNumbers = [
  /(?<!第)([零一二两三四五六七八九十百]+|\d+)(?:次|回|遍)/,
  /(?<!第)([零一二两三四五六七八九十百]+)[个只条辆艘种位名段部]/,
];

/**
 * The first number that an answer says, in digits or in words (up to twelve in English; in Chinese those with a word to
 * count with, and 没有 as 0); `undefined` when it says none.
 */
export function firstNumber(text: string): number | undefined {
  const counted = notCounts.reduce((rest, pattern) => rest.replace(pattern, ' '), text);
  if (isChinese(counted)) return firstChineseNumber(counted);
  const [, digits, word] = numberPattern.exec(counted) ?? [];
  return word === undefined ? (digits === undefined ? undefined : Number(digits)) : numberWords.get(word.toLowerCase());
}

function firstChineseNumber(text: string): number | undefined {
  const [times, counted] = chineseNumbers.map((pattern) => pattern.exec(text)?.[1]);
  const said = times ?? numberPattern.exec(text)?.[1] ?? counted;
  if (said !== undefined) return chineseNumber(said);
  return /没有|从未|从没/.test(text) ? 0 : undefined;
}
