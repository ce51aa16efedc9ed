import { formatSpan } from '../../domain/timestamp.js';
import { bareName } from '../../domain/wording/caption-parts.js';
import {
  captionInChinese,
  doingInChinese,
  nameInChinese,
  placeInChinese,
  qualityInChinese,
} from '../../domain/wording/chinese/chinese-wording.js';
import type { Scene } from './match-facts.js';
import type { PhraseBook } from './phrase-book.js';

const mostListed = 10;

/** What `list_videos` says of a video: `0:24 long, 5 shots, no transcript`. */
function detailsInChinese(details: string): string {
  return details
    .replace(/([\d:]+) long/, '长$1')
    .replace(/(\d+) shots?/, '$1个镜头')
    .replace(/(\d+) transcript lines/, '$1行字幕')
    .replace('no transcript', '没有字幕')
    .replaceAll(', ', '，');
}

const greeting =
  '请问我关于视频的问题：什么时候发生、谁在做、在哪里、有几次、之前或之后是什么、说了什么。不用语言模型时，我能听懂简单的中文和英文问题。';

/** Words of a video between quotes that they cannot close. */
const quote = (words: string): string => `“${words.replace(/[“”"]/g, "'")}”`;

function sentence(words: string): string {
  const text = words.trim();
  return /[。！？]$/.test(text) ? text : `${text}。`;
}

function list(items: readonly string[], most = mostListed): string {
  const shown = items.slice(0, most);
  const more = items.length - shown.length;
  if (more > 0) return `${shown.join('、')}，还有${more}处`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join('、')}和${shown.at(-1) ?? ''}`;
}

// What the dictionary lacks stays as the tools have it.
const told = (english: string): string => captionInChinese(english) ?? quote(english);
const somebody = (name: string): string => nameInChinese(name, true) ?? name;
const theOne = (name: string): string => nameInChinese(name) ?? (bareName(name) || '它');
const action = (words: string): string => doingInChinese(words) ?? words;
const place = (words: string): string => placeInChinese(words) ?? words;
const done = ({ action: own, otherAction }: Scene): string => action(own || otherAction || '') || '出现';
const deed = (scene: Scene): string => `${scene.place === '' ? '' : place(scene.place)}${done(scene)}`;
const described: PhraseBook['described'] = ({ description, words }) => {
  const text = description || words;
  return quote(captionInChinese(text) ?? text);
};
const times = (whens: readonly string[], count = whens.length): string =>
  count > whens.length ? `${whens.join('、')}，还有${count - whens.length}处` : list(whens, 40);

/** Answers in Chinese; captions and names are turned by the dictionary, what it lacks is quoted in English. */
export const chinesePhrases: PhraseBook = {
  language: 'zh',
  sentence,
  list,
  times,
  when: (scene, several) =>
    `${several ? `${quote(scene.videoTitle)}的` : ''}${formatSpan(scene.span)} [${scene.number}]`,
  saidAt: (said, when) => `${said}（${when}）`,
  quote,
  title: quote,
  caption: (scene) => told(scene.caption),
  somebody,
  theOne,
  deed,
  does: (name, deeds) => `${name}${deeds}`,
  doer: (scene) => `${somebody(scene.subject)}${deed(scene)}`,
  action,
  place,
  colour: (words) => qualityInChinese(words) ?? words,
  described,
  often: (count) => `${count}次`,
  seconds: (seconds) => `${seconds.toFixed(1)}秒`,
  yes: (words) => `是的，${words}`,
  no: (words) => `没有，${words}`,

  countedTimes: (count, whens) => `${count}次：${whens}。`,
  neverDoes: (subject, whens) => `0次：${whens}可以看到${somebody(subject)}，但没有这个动作。`,
  countedShots: (count, whens) => `${count}个镜头：${whens}。`,
  countedNames: (count, names) => `${count}个：${names}。`,
  countedKinds: (count, kinds) => `${count}种：${kinds}。`,
  noneShows: (noun, clause) => `0个${noun === '' ? '' : '镜头'}：没有看到${described(clause)}。`,
  lasts: (seconds, words) => `${seconds.toFixed(1)}秒：${words}。`,
  perhapsMore: (count, whens) => `可能还有${count}次${whens === '' ? '' : `：${whens}`}。`,
  perhapsOnly: (count, words) => `0次是确定的，可能有${count}次：${words}。`,
  noTimesBeside: (side, caption, when) =>
    `0次：从${told(caption)}（${when}）${side === 'before' ? '往前' : '往后'}都没有。`,
  countedFrom: (caption, when) => `从${told(caption)}（${when}）算起`,

  inTurn: (winner, winnerWhen, other, otherWhen, pick) =>
    pick === 'last'
      ? `后发生的是${told(winner)}（${winnerWhen}），在那之前是${told(other)}（${otherWhen}）。`
      : `先是${told(winner)}（${winnerWhen}），然后是${told(other)}（${otherWhen}）。`,
  both: (one, other) => `${one}，${other}`,

  inVideos: (count, words) =>
    `${count}个视频。${words.join('；')}。${count > words.length ? `还有${count - words.length}个视频。` : ''}`,
  inVideo: (title, words) => `${quote(title)}里：${words}`,
  noVideoShows: (clause) => `0个视频：没有看到${described(clause)}。`,
  besides: (companion, marker) => `旁边的${theOne(companion)} ${marker}`,
  standsBeside: (name, other) => `${theOne(name)}站在${somebody(other)}旁边`,
  alone: (name, whens) => `旁边没有谁：${theOne(name)}是单独的（${whens}）。`,
  bestMatch: (clause, when) => `最符合${described(clause)}的是${when}。`,
  story: (span, caption, marker) => `${span}：${told(caption)} ${marker}。`,
  storyOf: (title, story) => `${quote(title)}：${story}`,
  chapters: (count, length, words) => `全长${length}，分${count}章。${words}`,
  moreShots: (count) => `后面还有${count}个镜头。`,

  compared: (kind, items, more, only) => {
    const heads =
      only === undefined
        ? { actors: '两个视频里都有', actions: '两个视频里都有的动作：', places: '两个视频都在' }
        : {
            actors: `只有${quote(only)}里有`,
            actions: `只有${quote(only)}里有的动作：`,
            places: `只有${quote(only)}在`,
          };
    const places = kind === 'places' ? items.map((item) => item.replace(/^在/, '')) : items;
    return `${heads[kind]}${places.join('；')}${more > 0 ? `；还有${more}种` : ''}。`;
  },
  nothingShared: (titles) => `没有，${list(titles.map(quote))}没有共同的角色、动作或地方。`,
  nothingApart: (titles) => `没有，${list(titles.map(quote))}的角色、动作和地方都一样。`,
  timesIn: (title, count, whens) => `${quote(title)}里${count}次${whens === '' ? '' : `：${whens}`}`,
  hasMore: (most, items) => `${most === undefined ? '一样多' : `${quote(most)}更多`}。${items.join('；')}。`,
  whichTwo: (titles) => `我没有找到要比较的两个视频，请说出其中两个：${list(titles.map(quote))}。`,

  mentioned: (words, whens, quotes) => `${words === '' ? '' : quote(words)}在${whens}提到：${quotes}。`,
  saidTimes: (count, whens) => `${count}次：${whens}。`,
  neverMentioned: (words) => `没有，没人提到${quote(words)}。`,

  otherCaptionAt: (caption, when) => `这一点不太确定：${when ?? '那里'}的画面描述是${told(caption)}。`,
  whereCaptionSays: (caption) => `（那里的画面描述是${told(caption)}）`,
  fitsBest: (words, when, caption) =>
    `这一点不太确定：最像${quote(captionInChinese(words) ?? words)}的是${when}，画面描述是${told(caption)}。`,
  foundBySearch: (title, marker) => `是的，在${quote(title)}里 ${marker}。`,
  nothingShows: (clause) => `没有，没看到${clause ? described(clause) : '这个'}。`,

  notFound: (clause, inOneVideo) =>
    `我${inOneVideo ? '在这个视频里' : '在视频里'}没有找到${clause.words === '' ? '答案' : described(clause)}。`,
  notFoundAll: (clauses) => `我在视频里没有找到${list(clauses.map(described))}。`,
  noneOnSide: (side) => `我没有找到：同一个视频里${side === 'before' ? '之前' : '之后'}没有别的内容。`,
  noSpeech: () => '我没有找到任何说话的内容。',
  noSpeechAbout: (words) => `我没有找到提到${quote(words)}的话。`,
  noVideo: (said) => {
    const titles = [...said.replace(/^.*?There are: /, '').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(
      ([, title = '']) => title,
    );
    return `我没有找到这个视频。现有的视频：${list(titles.map(quote))}。`;
  },
  noVideos: () => '我没有找到任何视频，请先建立索引。',
  heldBack: () => '有些视频和模型学过的画面不同，所以没有画面描述；换一个适合真实画面的模型包会有帮助。',
  unclear: (unknown) =>
    unknown.length > 0
      ? `我没有找到答案：我不认识${list(unknown.map(quote))}。请换一个说法，或者用英语提问。`
      : `我没有找到您想问的内容。${greeting}`,

  countedVideos: (count, words) => `${count}个视频：${words}。`,
  video: (title, details, marker) => `${quote(title)}（${detailsInChinese(details)}）${marker}`,
  greeting: () => greeting,
};
