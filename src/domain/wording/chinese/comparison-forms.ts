import type { ClauseWords } from './clause-words.js';

const name = '(?:视频|影片|短片|片子)?(《[^》]+》|「[^」]+」|"[^"]+"|[^,、]+?)';
const both = '(?:这|那)?(?:两个|两段|两部|俩)?(?:视频|影片|短片|片子)?(?:里面|里|中)?';
const pair = `${name}(?:和|与|跟|同|、|还是|比)${name}${both}(?:之间)?`;
const they = `(?:它们|他们|两者|二者|(?:这|那)?(?:两个|俩)${both})(?:之间)?`;
const alike =
  '(?:都)?(?:有|是)?(?:什么|哪些|啥)?(?:共同点|共同之处|相同点|相同之处|相同的地方|相似之处|相似的地方|一样的地方|共同的地方|都有什么|共有什么)(?:是什么|有哪些)?';
const unlike =
  '(?:有|的)?(?:什么|哪些|啥|何)?(?:区别|不同点|不同之处|不同的地方|不同|差别|差异|不一样的地方|不一样)(?:是什么|有哪些|在哪里?)?';
const which = '(?:相比|比起来|里|中)?[,、]?(?:哪个|哪一个|哪部|哪段|谁)(?:视频|影片)?(?:里面|里|中)?(?:的)?';

/** A way of comparing two videos and what it is in English, where the videos are named and where they are `them`. */
interface Comparison {
  readonly pattern: (videos: string) => string;
  readonly say: (videos: string) => string;
}

const comparisons: readonly Comparison[] = [
  { pattern: (videos) => `${videos}${alike}`, say: (videos) => `what do ${videos} have in common` },
  { pattern: (videos) => `${videos}${unlike}`, say: (videos) => `what is the difference between ${videos}` },
  {
    pattern: (videos) => `(?:比较|对比|比一比|比比)(?:一下|下)?${videos}`,
    say: (videos) => `compare ${videos}`,
  },
];
const more = ['(?:有|出现)?(?:了)?更多(?:的)?(.+)', '(?:有)?(.+?)(?:更多|比较多|最多|多)(?:一些|一点)?'];

/** A Chinese question that compares two videos, in English: `what do "a" and "b" have in common`; `undefined` for others. */
export function chineseComparison(text: string, words: ClauseWords): string | undefined {
  for (const { pattern, say } of comparisons) {
    if (fitting(pattern(they), text)) return say('they').replace(/(?<=between |compare )they/, 'them');
    const [, one = '', other = ''] = fitting(pattern(pair), text) ?? [];
    if (one !== '') return say(`${quoted(one)} and ${quoted(other)}`);
  }
  for (const thing of more) {
    const [, one, other, about] = fitting(`${pair}${which}${thing}`, text) ?? [];
    if (one !== undefined && other !== undefined && about !== undefined)
      return `which has more ${words.caption(about)}, ${quoted(one)} or ${quoted(other)}`;
    const [, alone] = fitting(`(?:那|那么)?(?:${they})?${which}${thing}`, text) ?? [];
    if (alone !== undefined && alone !== '') return `which of the two has more ${words.caption(alone)}`;
  }
  return undefined;
}

function fitting(pattern: string, text: string): RegExpExecArray | null {
  return new RegExp(`^(?:那|那么)?(?:${pattern})$`).exec(text);
}

function quoted(title: string): string {
  return `"${title.replace(/^[《「"]|[》」"]$/g, '')}"`;
}
