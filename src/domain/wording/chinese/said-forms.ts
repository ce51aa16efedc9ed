import type { ClauseWords } from './clause-words.js';

const speech =
  /提到|提及|提过|提起|说到|说过|说起|说了|说的|说些|说什么|讲到|谈到|谈论|谈起|讲述者|旁白|字幕|台词|解说|叙述|听到|听见|念到/;
const frame =
  /(?:旁白|字幕|台词|解说词?|解说员|讲述者|叙述者?|里面|里|中|有人|人们|他们|她们|谁|有没有|是否|是不是|什么时候|何时|什么时间|第?几秒|在?哪里|多少次|几次|多少遍|几遍|(?:些|一些)?(?:什么|啥)|哪些|有关|关于|对于|对|吗|了|过|呢|的话|时候)|(?:被)?(?:提到|提及|提过|提起|说到|说起|说过|说|讲到|谈到|谈论|谈起|念到|听到|听见)/g;

/** A question about what is said: in English, and its words as they stand, for Chinese transcripts. */
export interface SaidQuestion {
  readonly english: string;
  /** Empty when the question is about all that is said. */
  readonly spoken: string;
}

/** Reads a plain Chinese question about what is said; `undefined` for other questions. */
export function readChineseSaid(text: string, words: ClauseWords): SaidQuestion | undefined {
  if (!speech.test(text)) return undefined;
  const spoken = text
    .replace(frame, '')
    .replace(/^(?:在|是|有|的)+|(?:的|是|在|事情|事|内容)+$/g, '')
    .replace(/"/g, '');
  const clause = words.read(spoken);
  const topic = [clause.subject, clause.verb, clause.object].filter((part) => part !== undefined).join(' ') || spoken;
  if (/几次|多少次|几遍|多少遍/.test(text)) return { english: `how many times is ${the(topic)} mentioned`, spoken };
  if (/什么时候|何时|什么时间|几秒|哪里/.test(text)) return { english: `when is ${the(topic)} mentioned`, spoken };
  if (/吗$|有没有|是否|是不是/.test(text)) return { english: `is ${the(topic)} mentioned`, spoken };
  if (/谁/.test(text)) return { english: `who mentions ${the(topic)}`, spoken };
  return { english: spoken === '' ? 'what is said' : `what is said about ${the(topic)}`, spoken };
}

function the(topic: string): string {
  return topic === '' ? 'anything' : `the ${topic}`;
}
