import { formatTimestamp } from '../../timestamp.js';

const digits = '零一二三四五六七八九';
const number = String.raw`(?:\d+(?:\.\d+)?|[零一二两三四五六七八九十百]+)`;
const clock = String.raw`(?:\d+(?::\d{2}){1,2}(?:\.\d+)?|第?${number}分钟?(?:第?${number}秒钟?)?|第?${number}秒钟?)`;

/** `十二` → 12, `两百零五` → 205, `12` → 12. */
export function chineseNumber(text: string): number {
  if (/^[\d.]+$/.test(text)) return Number(text);
  let total = 0;
  let digit = 0;
  for (const character of text.replace('两', '二')) {
    const unit = character === '十' ? 10 : character === '百' ? 100 : 0;
    if (unit === 0) digit = Math.max(0, digits.indexOf(character));
    else {
      total += (digit || 1) * unit;
      digit = 0;
    }
  }
  return total + digit;
}

/** A time or stretch of time that was taken out of a Chinese question, in English. */
export interface TakenTime {
  /** `at 0:12`, `between 0:10 and 0:20`; empty without one. */
  readonly words: string;
  readonly rest: string;
}

/** Takes "在第12秒", "0:10到0:20之间" out of a plain Chinese question. */
export function takeChineseTime(text: string): TakenTime {
  const range = new RegExp(
    String.raw`(?:在|从)?(${clock})(?:到|至|和|与|-|–|—)(${clock})(?:之间|期间|的时候|这段时间)?`,
  ).exec(text);
  if (range)
    return {
      words: `between ${toEnglishTime(range[1])} and ${toEnglishTime(range[2])}`,
      rest: text.replace(range[0], ''),
    };
  const point = new RegExp(
    String.raw`(?:在|到)?(${clock})(?:左右|附近)?(?:的时候|时候|处|时|那里|那一刻|上)?(之前|以前|之后|以后|前|后)?`,
  ).exec(text);
  if (!point?.[1]) return { words: '', rest: text };
  const side = point[2] === undefined ? 'at' : point[2].includes('前') ? 'before' : 'after';
  return { words: `${side} ${toEnglishTime(point[1])}`, rest: text.replace(point[0], '') };
}

/** `第十二秒` → `0:12`. */
function toEnglishTime(text = ''): string {
  if (text.includes(':')) return text;
  const [, minutes = '0', seconds = '0'] =
    new RegExp(`^第?(?:(${number})分钟?)?(?:第?(${number})秒钟?)?$`).exec(text) ?? [];
  return formatTimestamp(chineseNumber(minutes) * 60 + chineseNumber(seconds));
}
