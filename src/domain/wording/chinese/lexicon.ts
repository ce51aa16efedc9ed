import { stemWord, wordsOf } from '../english-stems.js';
import { chineseDoings, sidedDoings } from './doings.js';
import { chinesePlaces } from './places.js';
import { chineseQualities } from './qualities.js';
import { chineseThings } from './things.js';

/** What kind of word a Chinese word is; `side` turns the noun before it into a place, `empty` says nothing to be seen. */
export type ChineseKind =
  'thing' | 'quality' | 'place' | 'doing' | 'number' | 'side' | 'beside' | 'with' | 'have' | 'of' | 'pronoun' | 'empty';

/** A word of the dictionary. */
export interface ChineseWord {
  readonly kind: ChineseKind;
  /** English: a noun or an adjective, a verb in its base form, a place with its preposition. */
  readonly english: string;
  /** Chinese to answer with. */
  readonly answer: string;
  /** Of things: the word to count them with. */
  readonly measure?: string;
}

const smallWords: readonly (readonly [ChineseKind, string, string])[] = [
  ['of', '', '的'],
  ['with', '', '和 跟 与 同 跟着 以及'],
  ['have', '', '有 有着'],
  ['beside', '', '旁边 旁 身边 身旁 旁边儿 附近 边上 一旁 隔壁'],
  ['side', 'in', '里 里面 内 中 里头 之中 当中 中间'],
  ['side', 'on', '上 上面 之上'],
  ['side', 'under', '下 下面 底下'],
  ['side', 'behind', '后面 背后'],
  ['side', 'in front of', '前面'],
  ['pronoun', 'it', '它 他 她 它们 他们 她们 这个 那个 这只 那只 这辆 那辆 这个东西 那个东西'],
  ['number', '', '一 1'],
  ['number', 'two', '两 二 2 俩'],
  ['number', 'three', '三 3'],
  ['number', 'four', '四 4'],
  ['number', 'five', '五 5'],
  [
    'empty',
    '',
    '了 着 过 共 一共 总共 正 正在 在 地 得 都 也 还 就 又 再 很 真 会 能 可以 要 想 曾经 已经 曾 现在 时候 时 当 那 这 到 进 去 来 被 把 从 向 往',
  ],
  [
    'empty',
    '',
    '个 只 条 头 匹 位 名 辆 艘 架 台 张 座 棵 朵 件 双 群 些 一些 部 段 下 一下 起 所有 任何 某 每 一直 一起 吗 呢 吧 啊 呀 哦 嘛 哪里 是 的话',
  ],
  [
    'empty',
    '',
    '看到 看见 看得到 看得见 见到 拍到 显示 包含 存在 发生 画面 镜头 视频 影片 片子 短片 电影 录像 场景 片段 瞬间 时刻 东西 一个 一只 一辆 一条 一艘 一位 这些 那些 做 干 图书馆 库',
  ],
];

const aspects = ['了', '着', '过'];

function split(words: string | undefined): string[] {
  return (words ?? '').split(' ').filter((word) => word !== '');
}

/** `坐下来` → `坐了下来`, `坐着下来` …: the little words that may stand inside a verb. */
function withAspects(word: string): string[] {
  const places = Array.from({ length: Math.max(0, word.length - 1) }, (_, index) => index + 1);
  return [word, ...places.flatMap((at) => aspects.map((aspect) => word.slice(0, at) + aspect + word.slice(at)))];
}

const words = new Map<string, ChineseWord>();
const byEnglish = new Map<string, ChineseWord>();

function add(kind: ChineseKind, english: string, chinese: readonly string[], more: Partial<ChineseWord> = {}): void {
  const word: ChineseWord = { kind, english, answer: chinese[0] ?? '', ...more };
  for (const form of chinese) if (!words.has(form)) words.set(form, word);
  if (english !== '' && !byEnglish.has(`${kind} ${stemsOf(english)}`))
    byEnglish.set(`${kind} ${stemsOf(english)}`, word);
}

function stemsOf(english: string): string {
  return wordsOf(english)
    .filter((word) => !['a', 'an', 'the'].includes(word))
    .map(stemWord)
    .join(' ');
}

for (const line of chineseDoings) {
  const [english = '', chinese] = line.split('|');
  const [first = '', ...others] = split(chinese);
  add('doing', english, [first, ...others.flatMap(withAspects), ...withAspects(first)]);
}
for (const line of sidedDoings) {
  const [english = '', verbs] = line.split('|');
  for (const [side, name] of [
    ['left', '左'],
    ['right', '右'],
  ] as const) {
    const forms = split(verbs).flatMap((verb) =>
      ['向', '往', '朝'].flatMap((to) =>
        ['', '边', '侧', '面', '方'].flatMap((tail) => [`${to}${name}${tail}${verb}`, `${verb}${to}${name}${tail}`]),
      ),
    );
    add('doing', `${english} ${side}`, forms);
  }
}
for (const line of chineseThings) {
  const [english = '', measure = '个', chinese] = line.split('|');
  add('thing', english, split(chinese), { measure });
}
for (const line of chineseQualities) {
  const [english = '', chinese] = line.split('|');
  add('quality', english, split(chinese));
}
for (const line of chinesePlaces) {
  const [english = '', answer = '', chinese] = line.split('|');
  add('place', english, split(chinese), { answer });
}
for (const [kind, english, chinese] of smallWords) add(kind, english, split(chinese));

/** The longest word of the dictionary, in characters. */
export const longestWord = Math.max(...[...words.keys()].map((word) => word.length));

/** What a Chinese word (plain, simplified) means. */
export function chineseWord(word: string): ChineseWord | undefined {
  return words.get(word);
}

/** The dictionary's word for an English one in whatever inflection, articles aside. */
export function wordForEnglish(kind: ChineseKind, english: string): ChineseWord | undefined {
  return byEnglish.get(`${kind} ${stemsOf(english)}`);
}
