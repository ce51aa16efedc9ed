import type { ClauseWords } from './clause-words.js';

const frame =
  '(?:这个|这段|这部|名叫|名为|叫做|叫|的)?(?:视频|影片|短片|片子|电影|录像|一集)?(?:里面|里头|里|中|当中|上)?(?:的)?';

/** Takes the video that a question names: 《…》, in quotes with "video" or "in" beside it, or as a file. */
export function takeChineseVideo(text: string): { readonly title?: string; readonly rest: string } {
  const patterns = [
    new RegExp(`(?:在|视频|影片|短片|片子|电影|录像|名叫|叫)*《([^》]+)》${frame}`),
    new RegExp(`(?:在)?(?:视频|影片|短片|片子|电影|录像)(?:名叫|叫)?["「『]([^"」』]+)["」』]${frame}`),
    new RegExp(
      `(?:在)?["「『]([^"」』]+)["」』](?:这个|这段|这部)?(?:(?:视频|影片|短片|片子|电影|录像)(?:里面|里头|里|中|当中|上)?|里面|里|中)(?:的)?`,
    ),
    new RegExp(`(?:在|视频|影片|短片|片子|电影|录像)*((?=[\\w.-]*[a-z])(?=[\\w.-]*[-_\\d.])[\\w.-]+\\w)${frame}`),
  ];
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match?.[1] !== undefined) {
      const rest = text.replace(match[0], '').replace(/^[,、]/, '');
      // "总结《…》" keeps something to describe.
      return {
        title: match[1],
        rest: /^(?:总结|描述|概括|介绍|概述)?(?:一下|下)?$/.test(rest) ? `${rest || '描述'}视频` : rest,
      };
    }
  }
  return { rest: text.replace(/["「」『』]/g, '') };
}

const before = '(?:之前|以前|的前面|(?<![以之目向往朝面])前(?![面边方进往]))';
const after = '(?:之后|以后|的后面|(?<![最然以之背随今往向])后(?![面来边方退续]))';

/** An order that was taken out of a question. */
export interface TakenOrder {
  readonly words: string;
  readonly rest: string;
  /** Whoever it is counted from: the one meant where the rest of the question names nobody. */
  readonly subject?: string;
}

/** Takes "在……之前", "……之后" out of a plain Chinese question, in English: `before the red dog jumps`, `after that`. */
export function takeChineseOrder(text: string, words: ClauseWords): TakenOrder {
  const match = new RegExp(`^(.*?)(${before}|${after})(.*)$`).exec(text);
  const pronoun = /^(.*?)(?:接下来|接着|随后|然后|后来)(?:又|会|还)?(.+)$/.exec(text);
  if (!match) {
    if (!pronoun || /先/.test(text)) return { words: '', rest: text };
    return { words: 'after that', rest: `${pronoun[1] ?? ''}${pronoun[2] ?? ''}` };
  }
  const [, lead = '', side = '', tail = ''] = match;
  const relation = side.includes('前') ? 'before' : 'after';
  const rest = tail.replace(/^[,、的]/, '');
  const bare = lead.replace(/^在/, '').replace(/(?:紧接|刚好?|马上|立刻|正好|就)在?$/, '');
  if (/^(?:那|这|它|此|那个|这个|那时|这时|)$/.test(bare)) return { words: `${relation} that`, rest };
  // "它在那之前做了什么", "狗之后做了什么"
  const pointed = /^(.+?)在?(?:那|这|此)$/.exec(lead);
  if (pointed) return { words: `${relation} that`, rest: (pointed[1] ?? '') + rest };
  const own = splitOwner(lead, words);
  if (own) return { words: `${relation} ${own.anchor}`, rest: own.who + rest };
  const clause = words.read(bare);
  if (
    clause.verb === undefined &&
    clause.places.length === 0 &&
    rest !== '' &&
    !/^发生|^有什么|^是什么/.test(rest) &&
    !lead.startsWith('在')
  )
    return { words: `${relation} that`, rest: lead + rest };
  const anchor = clause.verb === undefined ? words.named(bare) : anchorOf(words, bare);
  const { subject } = clause;
  return { words: `${relation} ${anchor}`, rest, ...(subject !== undefined && subject !== 'it' && { subject }) };
}

/** "蓝猫在红狗跳(之前)": whose turn it is stands before 在, what is counted from behind it. */
function splitOwner(lead: string, words: ClauseWords): { readonly who: string; readonly anchor: string } | undefined {
  for (let at = lead.indexOf('在', 1); at > 0; at = lead.indexOf('在', at + 1)) {
    const who = lead.slice(0, at).replace(/(?:是|就|刚好?)$/, '');
    const what = lead.slice(at + 1);
    const owner = words.read(who);
    const anchor = words.read(what);
    if (owner.subject !== undefined && anchor.verb !== undefined && anchor.places.length === 0)
      return { who, anchor: anchor.subject === undefined ? `it ${words.done(what)}` : anchorOf(words, what) };
    if (owner.subject !== undefined && anchor.subject !== undefined && anchor.verb !== undefined)
      return { who, anchor: anchorOf(words, what) };
  }
  return undefined;
}

function anchorOf(words: ClauseWords, text: string): string {
  const { subject } = words.read(text);
  return subject === undefined ? `it ${words.done(text)}` : words.caption(text).replace(/^an? /, 'the ');
}

const first =
  /首先|最先|最初|最开始|(?:在)?(?:一开始|开头|开始时|开始的时候|片头)|第一(?:个|次|只|件|幕|段|位|辆)?(?:镜头|画面|场景)?(?:里|中)?(?:的)?(?=.)|第一$/;
const last =
  /最后(?:一(?:个|次|只|件|幕|段|位|辆))?(?:镜头|画面|场景)?(?:里|中)?(?:的)?|最终|(?:在)?(?:结尾|末尾|片尾|结束时|结束的时候|快结束时)/;

/** Takes "首先", "最后一次" out of a plain Chinese question. */
export function takeChinesePick(text: string): { readonly words: string; readonly rest: string } {
  if (/还是|哪个先|谁先/.test(text)) return { words: '', rest: text };
  const word = first.test(text) ? 'first' : last.test(text) ? 'last' : /先(?!生)/.test(text) ? 'first' : '';
  if (word === '') return { words: '', rest: text };
  const rest = text.replace(word === 'last' ? last : first.test(text) ? first : /先(?!生)/, '');
  return { words: word, rest };
}
