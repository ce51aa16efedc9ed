import { takeChineseTime } from './chinese-times.js';
import { ClauseWords } from './clause-words.js';
import { chineseComparison } from './comparison-forms.js';
import { plainChinese } from './plain-chinese.js';
import { libraryForms, momentForms, type QuestionForm } from './question-forms.js';
import { readChineseSaid } from './said-forms.js';
import { takeChineseOrder, takeChinesePick, takeChineseVideo, type TakenOrder } from './question-parts.js';

/** A Chinese question in plain English, as far as the dictionary goes. */
export interface EnglishQuestion {
  /** Empty when its form is not known. */
  readonly english: string;
  /** Words that the dictionary does not know. */
  readonly unknown: readonly string[];
  /** Words to look for in what is said, as they were written; for questions about speech alone. */
  readonly spoken?: string;
}

const politeness =
  /^(?:请问一下|请问|请你|请|麻烦你?|劳驾|你好|您好|嗨|那么|嗯|好的|好|对了)[,、]?|^(?:你|您)?(?:能不能|能否|可不可以|可以|能|会)?(?:帮我|帮忙|告诉我|跟我说|给我说|说说|说一下|讲讲)(?:一下|下)?[,:]?(?=.)|^我(?:想|要|很想)(?:知道|问|了解)(?:一下|下)?[,:]?|^(?:你|您)?知道(?!吗$)|^(?:你|您)(?:觉得|认为)/;
const inVideo =
  /(?<!哪|哪个|哪段|哪部|哪些|几个|几段|多少个|多少|所有|每个)(?:在)?(?:这个|这段|这部|这条|该|整个|整段|整部|我的|你的|那个|那段)?(?:视频|影片|短片|片子|电影|录像|画面|镜头)(?:里面|里头|里|中|上|当中)(?:的)?|(?:在|从)(?:这个|这段|整个)(?:视频|影片|短片|片子|录像)(?:的)?|^(?:这个|这段|这部)?(?:视频|影片|片子)(?=有没有|有(?!多|几))/g;
const opening = /^(?:那么|那|然后|而|还有|另外|接着)[,、]?/;

/**
 * A Chinese question in the plain English that asks the same. What the question leaves out (who does it, when that is)
 * stays left out, as `it` and `that`.
 */
export function englishQuestion(question: string): EnglishQuestion {
  const words = new ClauseWords();
  const plain = withoutPoliteness(plainChinese(question));
  const comparison = chineseComparison(plain.replace(/[呢呀啊哦]$/, ''), words);
  if (comparison !== undefined) return done(comparison, words);
  const video = takeChineseVideo(plain);
  const about = (english: string): string =>
    tidy(`${english}${video.title === undefined ? '' : ` in the video "${video.title}"`}`);
  const asked = video.rest.replace(/[呢呀啊哦]$/, '');
  const follow = followUp(video.rest, words);
  if (follow !== undefined) return done(about(follow), words);
  const whole = tryForms(libraryForms, asked, words);
  if (whole !== undefined) return done(about(whole), words);
  const inside = asked.replace(inVideo, '').replace(/^[,、]/, '');
  const said = readChineseSaid(inside, words);
  if (said) return { english: about(said.english), unknown: [], ...(said.spoken && { spoken: said.spoken }) };
  const time = takeChineseTime(inside);
  const order: TakenOrder = /^(?:at|$)/.test(time.words)
    ? takeChineseOrder(time.rest, words)
    : { words: '', rest: time.rest };
  const pick = takeChinesePick(order.rest);
  const rest = pick.rest.replace(/^[,、:]+|[,、:]+$/g, '').replace(/^"|"$/g, '');
  const asking = readMain(rest, words, time.words + order.words + pick.words !== '');
  const main =
    order.subject === undefined
      ? asking
      : asking.replace(/^(what does|does|when does|where does|how \w+ does) it\b/, `$1 the ${order.subject}`);
  return done(main === '' ? '' : about(`${main} ${pick.words} ${order.words} ${time.words}`), words);
}

function withoutPoliteness(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(politeness, '');
  }
  return rest === '' ? text : rest;
}

/** "然后呢", "在那之前发生了什么", "那红色的狗呢": what only makes sense after another question. */
function followUp(text: string, words: ClauseWords): string | undefined {
  const next =
    '(?:之后|然后|接着|接下来|后来|随后|以后|再之后|再后来|其后|紧接着|在?[那这它此]之?(?:后|以后)|下一步|下一个镜头|下一幕)';
  const earlier = '(?:之前|以前|在?[那这它此]之?(?:前|以前)|再之前|此前|先前|上一个镜头|上一幕|前面)';
  const what =
    '(?:,?(?:又|会|还|都)?(?:发生|出现)?(?:了|过)?(?:些)?(?:什么|啥)?(?:事情?)?(?:呢)?|(?:怎么样|怎么)了?(?:呢)?|,?是什么|,?有什么)';
  if (new RegExp(`^(?:那|那么|再)?,?${next}${what}$`).test(text)) return 'and what happens after that';
  if (new RegExp(`^(?:那|那么|再)?,?${earlier}${what}$`).test(text)) return 'and what happens before that';
  const swapped = /^(?:那么|那|还有|换成)?(.+?)(?:呢|怎么样|又如何|如何)$/.exec(text)?.[1];
  if (swapped === undefined || /谁|什么|哪|几|多少|吗|怎么|还是|何时|在做/.test(swapped)) return undefined;
  const clause = words.read(swapped);
  if (clause.subject === undefined || clause.subject === 'it' || clause.verb !== undefined)
    return clause.places.length > 0
      ? `what about ${clause.places.join(' ')}`
      : clause.verb === undefined
        ? undefined
        : `what about ${words.asked(swapped)}`;
  return `what about ${words.named(swapped)}`;
}

function readMain(rest: string, words: ClauseWords, hasMore: boolean): string {
  const bare = rest.replace(opening, '');
  if (/^(?:那|这|它|是|都|又|会|的|有)*$/.test(bare)) return hasMore ? 'what happens' : '';
  for (const text of new Set([rest, bare])) {
    const main = tryForms(momentForms, text, words);
    if (main !== undefined) return main;
  }
  const described = words.caption(bare);
  // A question word that is left over: the form is not known, the words are.
  const asked = words.unknown.findIndex((word) => /[谁哪几]|什么|多少|怎/.test(word));
  if (asked >= 0) {
    words.unknown.length = 0;
    return '';
  }
  return described === '' ? '' : `find the moment when ${described}`;
}

function tryForms(forms: readonly QuestionForm[], text: string, words: ClauseWords): string | undefined {
  for (const { pattern, say } of forms) {
    const match = pattern.exec(text);
    if (!match) continue;
    const before = words.unknown.length;
    const said = say(words, ...match.slice(1).map((group) => (group as string | undefined) ?? ''));
    if (said !== undefined) return said;
    words.unknown.length = before;
  }
  return undefined;
}

function done(english: string, { unknown }: ClauseWords): EnglishQuestion {
  return { english: tidy(english), unknown: [...new Set(unknown)] };
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
