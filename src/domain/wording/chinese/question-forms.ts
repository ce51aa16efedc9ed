import type { ClauseWords } from './clause-words.js';
import { wordForEnglish } from './lexicon.js';
import type { ChineseClause } from './read-chinese-clause.js';

/** A Chinese way of asking, and what it is in English; `undefined` where the words do not fit after all. */
export interface QuestionForm {
  readonly pattern: RegExp;
  readonly say: (words: ClauseWords, ...groups: string[]) => string | undefined;
}

const video = '(?:视频|影片|短片|片子|电影|录像|录像带|片段集)';
const when =
  '(?:是)?(?:在)?(?:什么时候|什么时间|什么时刻|何时|几时|几点|哪一刻|哪个时刻|哪个时间点?|哪一秒|第?几秒钟?|啥时候|多少秒)(?:的时候)?';
const where =
  '(?:是)?(?:在|去|到)?(?:哪里|哪儿|什么地方|何处|哪个地方|啥地方|什么位置|哪个位置|什么场所|哪(?![只个条位辆艘种匹头些一部段]))';
const doing =
  '(?:(?:正在|正|在|都)?(?:做|干|进行|搞)(?:了|着|过)?(?:些)?(?:什么|啥|哪些)(?:事情?|动作|活动)?|有什么动作|(?:怎么样|怎样)了|干嘛|怎么了)';
const happening =
  '(?:(?:会|又|还|都)?(?:发生|出现|上演|进行)(?:了|着|过)?(?:些)?(?:什么|啥|哪些)(?:事情?|情况)?|(?:有|是|能看到|可以看到|看到|看见)(?:些)?(?:什么|啥)(?!动物|人|东西|颜色)(?:事情?|情况|内容)?(?:发生)?|怎么样了|怎么了|什么情况)';
const times = '(?:几|多少)(?:次|回|遍|下)';
const long = '(?:多久|多长时间|多长|多少秒|几秒钟?|多少时间)';
const someone = '(?:谁|什么人|哪个人|什么动物|哪(?:个|只|位|种)(?:人|动物|角色|东西)|什么东西|哪个|哪只|是什么|什么)';

const form = (pattern: string, say: QuestionForm['say']): QuestionForm => ({
  pattern: new RegExp(`^(?:${pattern})$`),
  say,
});

/** Questions about the library and about whole videos: read before "in the video" is taken away. */
export const libraryForms: readonly QuestionForm[] = [
  form('(?:你|您)好.*|嗨|哈喽|谢谢.*|多谢|再见|早上好|晚上好|你是谁|你(?:能|会|可以)(?:做|干)什么|帮助', () => 'hello'),
  form(
    `(?:一共|总共|在)?(?:有)?(?:几|多少)(?:个|段|部|条)?${video}(?:里面|里|中|上|当中)?(?:都)?(?:有|出现|包含|拍到|显示|能看到|可以看到)(?:了|过|着)?(.+)`,
    (words, about) => `how many videos show ${words.caption(about)}`,
  ),
  form(
    `(.+?)(?:一共|总共)?(?:出现)?在(?:了)?(?:几|多少)(?:个|段|部|条)${video}(?:里面|里|中|上)?(?:出现)?(?:过|了)?`,
    (words, about) => `how many videos show ${words.caption(about)}`,
  ),
  form(
    `(?:在)?(?:我的|这些|所有)${video}(?:里面|里|中|当中)?(?:有)?哪(?:些|几个|个)(?:${video})?(?:里面|里|中)?(?:有|出现|拍到|显示)(?:了|过)?(.+)`,
    (words, about) => `which video shows ${words.caption(about)}`,
  ),
  form(
    `(?:一共|总共|库里|里面)?(?:有|包含|收录了)?(?:几|多少)(?:个|段|部|条)?${video}`,
    () => 'how many videos are there',
  ),
  form(`.*(?:一共|总共|库里|里面|这里|里).*(?:几|多少)(?:个|段|部|条)?${video}`, () => 'how many videos are there'),
  form(`哪(?:一)?(?:个|段|部|条|些)?${video}`, () => 'which video'),
  form(
    `(?:在)?哪(?:一)?(?:个|段|部|条|些)?${video}(?:里面|里|中|上|当中)?(?:有|出现|包含|拍到|显示|能看到|可以看到|看得到)?(?:了|过|着)?(.+)`,
    (words, about = '') => (/^(?:吗|呢)?$/.test(about) ? 'which video' : `which video shows ${words.caption(about)}`),
  ),
  form(
    `(.+?)(?:是)?(?:出现)?(?:在)?哪(?:一)?(?:个|段|部|条)${video}(?:里面|里|中|上)?(?:出现)?(?:的)?`,
    (words, about) => `which video shows ${words.caption(about)}`,
  ),
  form(
    `.*(?:哪些|什么|所有|全部|列出|列举).*${video}.*|(?:库|图书馆|视频库)(?:里面|里|中)?有(?:些)?(?:什么|哪些).*`,
    () => 'which videos are there',
  ),
  form(
    `(?:这个|这段|这部|该|整个|它|这)?(?:${video})?(?:的)?(?:总)?(?:时长|长度)(?:是|有)?(?:多少|多长|多久)?|(?:这个|这段|这部|该|整个|这)?${video}(?:一共|总共)?(?:有|是|持续)?${long}`,
    () => 'how long is the video',
  ),
  form('.*(?:章节|分章|目录|提纲|分成几章|有几章|有哪几章).*', () => 'give me the chapters of the video'),
  form(
    `(?:.*(?:描述|总结|概括|概述|简述|归纳|介绍|复述)(?:一下|下)?.*(?:${video}|内容|故事|情节|剧情|全部|整个)?|.*(?:${video}|故事|它|里面|这里|^)(?:主要)?(?:讲|说|拍|演)(?:的)?(?:是|了|述了)?(?:一个)?(?:什么|啥)(?:样的)?(?:故事|内容|事情|事)|.*${video}讲了?(?:些)?(?:什么|啥)|.*${video}是?(?:关于|有关)(?:什么|啥).*|.*(?:主要内容|情节|剧情|大意|梗概|摘要|内容)(?:是|有)?(?:什么|啥|怎样)?(?:的)?|.*(?:讲|说)(?:个|讲|说|一讲|一下)?(?:这个|一个)?故事.*|(?:整个)?${video}(?:里面|里|中|当中)?${happening})`,
    () => 'describe the video',
  ),
];

/** Questions about moments, the more special first; they stand in plain Chinese without times, order and video. */
export const momentForms: readonly QuestionForm[] = [
  // What is left of "and where?": the moment goes without saying.
  form(
    `(?:那|它|这|那个|这个|这件事|那件事|事情)?(?:是)?(?:发生|出现)?${when}(?:发生|出现|呢|的事)?(?:的)?`,
    () => 'when is that',
  ),
  form(`(?:那|这|那个|这件事|那件事|事情)?(?:是)?(?:发生)?${where}(?:发生|呢)?(?:的)?`, () => 'where is that'),
  form(
    `(?:那|它|他|她|这)?(?:的)?(?:颜色)?(?:是|有)?(?:什么|哪种|啥|何种)(?:样的)?颜色(?:的)?|(?:它|他|她)(?:的)?颜色(?:是什么)?`,
    () => 'what colour is it',
  ),
  form(`(?:那|这)?(?:是)?(?:谁|什么人|哪个)`, () => 'who is it'),
  form(`(?:一共|总共)?(?:有)?(?:发生了|出现了)?${times}`, () => 'how often'),
  form(
    `(?:那里|那儿|这里|那边)(?:还)?有(?:谁|什么|什么人|什么东西)|谁(?:还)?在(?:那里|那儿|那边)`,
    () => 'who is there',
  ),
  form(doing, () => 'what does it do'),
  // Choices.
  form(
    `(?:${someone}|哪件事|哪一个|哪个事件|哪件)?(?:最)?(?:先|早)(?:发生|出现|开始)?(?:的)?(?:是)?[:,]?(.+?)[,]?还是(.+)`,
    (words, a, b) => `which happens first, ${words.caption(a)} or ${words.caption(dropFirst(b))}`,
  ),
  form(
    `(?:${someone}|哪件事|哪一个|哪个事件|哪件)?(?:最)?(?:后|晚|迟)(?:发生|出现)(?:的)?(?:是)?[:,]?(.+?)[,]?还是(.+)`,
    (words, a, b) => `which happens last, ${words.caption(a)} or ${words.caption(b)}`,
  ),
  form(
    `(?:是)?(.+?先.+?)[,]?还是(.+)`,
    (words, a, b) => `which happens first, ${words.caption(dropFirst(a))} or ${words.caption(dropFirst(b))}`,
  ),
  form(
    `(.+?)[,]?(?:和|与|跟|还是)(.+?)[,]?(?:哪个|哪一个|谁|哪件事|哪件)(?:是)?(?:最)?(先|早|后|晚)(?:发生|出现|开始)?(?:的)?`,
    (words, a, b, side) =>
      `which happens ${side === '先' || side === '早' ? 'first' : 'last'}, ${words.caption(a)} or ${words.caption(b)}`,
  ),
  form(`(.+?)[,]?还是(.+)`, choose),
  // When.
  form(`(.*?)${when}(.*)`, (words, who = '', what = '') => `when does ${words.asked(who + what)}`),
  form(
    `(?:找到|找出来?|找|搜索|查找|定位|跳到|播放|给我看|显示|看看|搜|寻找)(?:一下|下)?(.+?)(?:的)?(?:镜头|片段|画面|部分|瞬间|时刻|地方|场景|场面|那一段|那段)?`,
    (words, about) => {
      const clause = words.caption(about);
      return clause === '' ? undefined : `find the moment when ${clause}`;
    },
  ),
  // Colour, beside.
  form(
    `(.+?)(?:的颜色)?(?:是|有|呈)?(?:什么|哪种|啥|何种)(?:样的)?颜色(?:的)?|(.+?)的颜色(?:是)?(?:什么|啥)?`,
    (words, one = '', other = '') => `what colour is ${words.named(one || other)}`,
  ),
  form(
    `(?:有)?(?:谁|什么人|什么东西|什么|哪个|什么动物)(?:站|坐|待|停|出现)?(?:在)?(.+?)(?:的)?(?:旁边|身边|边上|附近|身旁|旁)(?:的)?`,
    (words, one) => `who is beside ${words.named(one)}`,
  ),
  form(
    `(?:在)?(.+?)(?:的)?(?:旁边|身边|边上|附近|身旁)(?:站着|坐着|还)?(?:有|是)?(?:谁|什么人|什么东西|什么动物|什么|哪个)(?:在)?`,
    (words, one) => `who is beside ${words.named(one)}`,
  ),
  form(`(?:谁|什么)(?:和|跟|与|陪着)(.+?)(?:在)?(?:一起|同框)?`, (words, one) => `who is beside ${words.named(one)}`),
  // Numbers.
  form(
    `(.*?)(?:持续|一共|总共|用|花)?(?:了|过|着)?${long}(?:时间)?(.*)`,
    (words, who = '', what = '') => `how long does ${words.asked(who + what)}`,
  ),
  form(
    `(.*?)(?:一共|总共)?(?:了|过)?${times}(.*)`,
    (words, who = '', what = '') => `how often does ${words.asked(who + what)}`,
  ),
  form(
    `(.*?)(?:一共|总共)?(?:有|出现|用)?(?:了|过)?(?:几|多少)(?:个|段|组)?(?:不同的?)?(?:镜头|场面|画面|片段)(.*)`,
    (words, who = '', what = '') => countShots(words, who + what),
  ),
  form(
    `(.*?)(?:一共|总共)?(?:有|出现|去)?(?:了|过)?(?:几|多少)(?:个|种|处)(?:不同的?)?(?:地方|地点|场景|场所|背景)(.*)`,
    (words, who = '', what = '') => `how many different places are there ${words.places(who + what)}`,
  ),
  form(
    `(.*?)(?:一共|总共)?(?:有|出现|做)?(?:了|过)?(?:几|多少)(?:个|种)(?:不同的?)?(?:动作|行为|活动)(.*)`,
    (words, who = '', what = '') => `how many different actions are there ${words.places(who + what)}`,
  ),
  form(
    `(.*?)(?:一共|总共)?(?:有|出现)?(?:了|过)?(?:几|多少)(?:个|种)?(?:不同的?)?颜色(.*)`,
    (words, who = '', what = '') => `how many different colours are there ${words.places(who + what)}`,
  ),
  form(
    `(.*?)(?:一共|总共)?(?:有|出现)?(?:了|过)?(?:几|多少)(?:个|种|位|名)?(?:不同的?)?(?:角色|演员|人物|主角)(.*)`,
    (words, who = '', what = '') => `how many different actors are there ${words.places(who + what)}`,
  ),
  form(
    `(.*?)(?:一共|总共)?(?:有|出现|来)?(?:了|过)?(?:几|多少)(?:只|条|头|匹|个|位|名|辆|艘|架|台|种|张|棵|朵|件|列)?(?:不同的?)?(.+)`,
    countThings,
  ),
  form(`(.+?)(?:一共|总共)?(?:有|出现)(?:了|过)?(?:几|多少)(?:只|条|头|匹|个|位|名|辆|艘|架|台)`, (words, who) =>
    countThings(words, '', who),
  ),
  // Where.
  form(`(.*?)${where}(.*)`, (words, who = '', what = '') => askPlace(words, who + what)),
  // What is done, who does it.
  form(`(.+?)${doing}(.*)`, askDeed),
  form(`(.+?)(?:的)?(?:动作|行为)(?:是)?(?:什么|啥)`, askDeed),
  form(`(.+?)(?:身上)?(?:发生|出)(?:了)?(?:什么|啥)(?:事情?|情况)?`, askHappening),
  form(`(.*?)${happening}(.*)`, askHappening),
  form(`(.+?)(?:哪(?:一)?(?:只|条|个|辆|艘|位|匹|头))(.+)`, (words, place = '', who = '') =>
    askWhich(words, who + place),
  ),
  form(`哪(?:一)?(?:只|条|个|辆|艘|位|匹|头|种)(.+)`, askWhich),
  form(
    `(?:有|是)?(?:谁|什么人|哪个人|什么动物|什么东西|哪(?:个|只|位|种)(?:人|动物|角色|东西)|哪个|哪只|什么)(?:是)?(.+?)(?:的)?`,
    askWho,
  ),
  form(
    `(.+?)(?:的)?(?:是|有)(?:谁|什么人|哪个|什么动物|什么东西|什么|哪些(?:人|动物|东西)?)(.*)`,
    (words, what = '', more = '') => askWho(words, what + more),
  ),
  // Yes or no.
  form(`(?:有没有|有无|是否有|存不存在|有)(.+?)(?:吗|么|没有|没)?`, askPresence),
  form(
    `(?:是不是|是否|会不会|能不能看到|能否看到|能看到|可以看到|能看见|看得到|看得见|看没看到|看到|看见|你看到|你能看到|出现)(?:了|过)?(?:有)?(.+?)(?:吗|么|没有|没)?`,
    askPresence,
  ),
  form(`(.+?)(?:有没有|是不是|是否|会不会|有无|没有?)(?:在)?(.*?)(?:吗|么)?`, askWhether),
  form(`(.+?)(?:吗|么|没有|对吗|对不对|是吗|对吧|是不是|了没)`, askWhether),
];

function askPlace(words: ClauseWords, about: string): string {
  const clause = words.read(about);
  return clause.verb === undefined ? `where is ${words.named(about)}` : `where does ${words.asked(about)}`;
}

/** "A or B": two doings, two places, two beings, or two qualities of one ("狗是红色的还是蓝色的"). */
function choose(words: ClauseWords, a = '', b = ''): string {
  const [, one = '', said = ''] = /^(.+?)是(.+)$/.exec(a) ?? [];
  const quality = words.read(said || a);
  const other = words.read(b);
  if (one !== '' && isQuality(quality) && isQuality(other))
    return `is ${words.named(one)} ${quality.subject ?? ''} or ${other.subject ?? ''}`;
  const isBeing = words.read(a).verb === undefined && other.verb === undefined && other.subject !== undefined;
  if (isBeing) return `is there ${words.caption(a)} or ${words.caption(b)}`;
  const verb = words.read(a).verb === undefined ? 'is' : 'does';
  return `${verb} ${words.asked(a)} or ${words.asked(b).replace(/^it /, '')}`;
}

function isQuality({ subject, verb, places }: ChineseClause): boolean {
  const last = subject?.split(' ').at(-1) ?? '';
  return verb === undefined && places.length === 0 && wordForEnglish('quality', last) !== undefined;
}

function dropFirst(text = ''): string {
  return text.replace(/先/, '');
}

function countShots(words: ClauseWords, about: string): string {
  const clause = words.caption(about);
  return clause === '' ? 'how many shots are there' : `how many shots show ${clause}`;
}

function countThings(words: ClauseWords, before = '', about = ''): string | undefined {
  const clause = words.read(about);
  const where = words.read(before);
  if (clause.subject === undefined) return undefined;
  const doing = clause.verb ?? where.verb;
  const places = [...clause.places, ...where.places].join(' ');
  const what = doing === undefined ? 'are there' : doing;
  return `how many ${clause.subject} ${what} ${places}`;
}

function askDeed(words: ClauseWords, before = '', after = ''): string | undefined {
  const clause = words.read(before + after);
  if (clause.subject === undefined) return `what happens ${clause.places.join(' ')}`;
  return `what does ${clause.subject === 'it' ? 'it' : `the ${clause.subject}`} do ${[...clause.places, ...(clause.beside === undefined ? [] : [`beside the ${clause.beside}`])].join(' ')}`;
}

function askHappening(words: ClauseWords, before = '', after = ''): string | undefined {
  const clause = words.read(before + after);
  if (clause.subject !== undefined && clause.verb === undefined) return askDeed(words, before, after);
  if (clause.verb !== undefined) return undefined;
  return `what happens ${clause.places.join(' ')}`;
}

function askWho(words: ClauseWords, about = ''): string | undefined {
  const clause = words.read(about);
  if (clause.verb !== undefined || clause.subject !== undefined) return `who ${words.done(about)}`;
  return clause.places.length > 0 ? `who is ${clause.places.join(' ')}` : undefined;
}

function askWhich(words: ClauseWords, about = ''): string | undefined {
  const clause = words.read(about);
  return clause.subject === undefined ? undefined : `who is ${words.named(about)}`;
}

function askPresence(words: ClauseWords, about = ''): string {
  const clause = words.read(about);
  if (clause.verb !== undefined) return `does ${words.asked(about)}`;
  return `is there ${words.caption(about)}`;
}

function askWhether(words: ClauseWords, who = '', what = ''): string {
  const about = who + what;
  const clause = words.read(about);
  if (clause.verb !== undefined) return `does ${words.asked(about)}`;
  // "狗是红色的吗": what it is said to be.
  const [, one = '', said = ''] = /^(.*?)是(.+?)的?$/.exec(about) ?? [];
  const being = words.read(one);
  const state = words.read(said);
  if (said !== '' && one === '') return `is it ${state.subject ?? ''} ${state.places.join(' ')}`;
  if (said !== '' && being.subject === 'it') return `is it ${state.subject ?? ''} ${state.places.join(' ')}`;
  if (said !== '' && isQuality(state))
    return `is there a ${state.subject ?? ''} ${being.subject ?? ''} ${being.places.join(' ')}`;
  if (clause.subject === undefined || clause.subject === 'it') return `is it ${clause.places.join(' ')}`;
  return `is there ${words.caption(about)}`;
}
