import type { Random } from '../playhouse/random.js';
import { chinesePatterns, englishPatterns, type Want } from './question-patterns.js';
import { chineseSlots, drawSubjectMatter, englishSlots, type SubjectMatter } from './subject-matter.js';

/** A question in words, and what it was made of. */
export interface AskedQuestion {
  readonly text: string;
  readonly want: Want;
  readonly language: 'en' | 'zh';
  readonly matter: SubjectMatter;
  /** Whether the question names a video beside its own words. */
  readonly namesVideo: boolean;
  /** Wording, opening and way of naming the video: what is held out for testing. */
  readonly pattern: string;
  /** The question as `ask_moment` takes it: without video and time. */
  readonly core: string;
}

const openings = ['', '', '', 'Tell me: ', 'Please: ', 'Can you tell me: ', 'I want to know: ', 'Hey, '];
const chineseOpenings = ['', '', '请告诉我，', '请问，'];
const videoNamings = [
  (words: string, video: string) => insert(words, ` in ${video}`),
  (words: string, video: string) => insert(words, ` in the video ${video}`),
  (words: string, video: string) => insert(words, ` in "${video}"`),
  (words: string, video: string) => `In ${video}: ${words}`,
];
/** Asked of the whole library, or naming their video anyway. */
const withoutVideo: ReadonlySet<Want> = new Set(['which-video', 'list', 'count-videos', 'length', 'describe', 'chat']);
/** Asked about one video only. */
const withVideo: ReadonlySet<Want> = new Set(['ask-colour', 'ask-deed', 'what-at', 'what-between', 'said-at']);
const wants = Object.keys(englishPatterns) as Want[];

/** One wording in nine, with its opening and its way of naming the video, is never trained on. */
export function isHeldOutPattern(pattern: string): boolean {
  let hash = 2166136261;
  for (const character of pattern) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619) >>> 0;
  return (hash ^ (hash >>> 15)) % 9 === 4;
}

/** Draws a question whose pattern is, or is not, held out. */
export function drawQuestion(random: Random, heldOut: boolean, wanted?: Want): AskedQuestion {
  for (;;) {
    const question = draw(random, wanted ?? random.pick(wants));
    if (isHeldOutPattern(question.pattern) === heldOut) return question;
  }
}

function draw(random: Random, want: Want): AskedQuestion {
  const chinese = chinesePatterns[want];
  const language = chinese && random.chance(0.2) ? 'zh' : 'en';
  const drawn = drawSubjectMatter(random);
  // A stranger has no Chinese name here.
  const matter =
    language === 'zh' ? { ...drawn, stranger: undefined, spoken: drawn.topic, wording: drawn.action } : drawn;
  const wording = random.pick(language === 'zh' ? (chinese ?? []) : englishPatterns[want]);
  const slots = language === 'zh' ? chineseSlots(matter) : englishSlots(matter);
  const core = wording.replace(/\{(\w+)\}/g, (_all, slot: string) => slots[slot] ?? '');
  const namesVideo = withVideo.has(want) || (!withoutVideo.has(want) && random.chance(0.35));
  const naming = random.below(language === 'zh' ? 2 : videoNamings.length);
  const opening = random.pick(language === 'zh' ? chineseOpenings : openings);
  const named = !namesVideo
    ? core
    : language === 'zh'
      ? nameInChinese(naming, core, matter.video)
      : (videoNamings[naming]?.(core, matter.video) ?? core);
  const text = roughen(random, want === 'chat' ? core : opening + named);
  return {
    text,
    want,
    language,
    matter,
    namesVideo,
    pattern: [want, wording, opening.trim(), namesVideo ? naming : '-'].join('|'),
    core: core
      .replace(/ at \d+:\d\d/, '')
      .replace(/[?？]$/, '')
      .toLowerCase(),
  };
}

function nameInChinese(naming: number, words: string, video: string): string {
  return naming === 0 ? `在${video}里，${words}` : `视频${video}：${words}`;
}

/** Puts words before the question mark. */
function insert(words: string, addition: string): string {
  return words.endsWith('?') ? `${words.slice(0, -1)}${addition}?` : words + addition;
}

/** People do not always write capitals and question marks; titles are kept as they are. */
function roughen(random: Random, text: string): string {
  const begun = random.chance(0.25) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
  return random.chance(0.2) ? begun.replace(/[?？]$/, '') : begun;
}
