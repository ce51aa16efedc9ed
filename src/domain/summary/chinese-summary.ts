import { captionInChinese, doingInChinese, nameInChinese, placeInChinese } from '../wording/chinese/chinese-wording.js';
import type { SummaryPhrases } from './summary-phrases.js';

const quote = (words: string): string => `“${words.replace(/[“”"]/g, "'")}”`;
// What the dictionary lacks stays as the library has it.
const told = (caption: string): string => captionInChinese(caption) ?? quote(caption);
const ended = (text: string): string => (/[。！？]”?$/.test(text) ? text : `${text}。`);

/** Summaries in Chinese; captions are turned by the dictionary. */
export const chineseSummary: SummaryPhrases = {
  language: 'zh',
  title: ({ actors, action, place }) => {
    const names = actors.map((actor) => nameInChinese(actor) ?? actor).join('和');
    const where = place === undefined || place === '' ? '' : (placeInChinese(place) ?? place);
    const done = action === undefined || action === '' ? '' : (doingInChinese(action) ?? action);
    return `${names}${where}${done}`;
  },
  quoteTitle: quote,
  part: (number) => `第${number}部分`,
  sentence: (caption) => ended(told(caption)),
  said: (words) => `有人说：${quote(words)}。`,
  at: (time, caption) => ended(`${time}，${told(caption)}`),
  saidAt: (time, words) => `${time}，有人说：${quote(words)}。`,
  opening: (length, chapters, most) => {
    const seen = most.map(([actor, time]) => `${nameInChinese(actor) ?? actor}（${time}）`).join('、');
    return `全长${length}，分${chapters}章。${seen === '' ? '' : `出现最多的是${seen}。`}`;
  },
  nothingKnown: () => '不知道里面有什么：没有画面描述，也没有字幕。',
  actor: (name) => nameInChinese(name) ?? name,
  action: (words) => doingInChinese(words) ?? words,
  headings: {
    storyline: '故事',
    chapters: '章节',
    cast: '谁做什么',
    actor: '角色',
    onScreen: '出现时间',
    actions: '动作',
  },
  join: (sentences) => sentences.join(''),
};
