import { chineseActions, chineseColours, chineseKinds, chinesePlaces } from '../chat/chinese-words.js';
import { nameOf } from './captions.js';
import type { Random } from './random.js';
import type { Performer } from './scene.js';
import { toInfinitive } from './verb-forms.js';
import { placePhrases, type Action, type Place } from './world.js';

/** The languages that conversations are held in. */
export type ConversationLanguage = 'en' | 'zh';

/** How a language asks what a conversation asks; several wordings are drawn from. Those without a name refer back. */
export interface ConversationWording {
  when(random: Random, who: Performer, action: Action): string;
  where(random: Random, who: Performer, action: Action): string;
  whatDoes(random: Random, who: Performer, place: Place): string;
  whatDo(random: Random, who: Performer): string;
  who(random: Random, action: Action): string;
  howOften(random: Random, who: Performer, action: Action): string;
  isThere(random: Random, who: Performer): string;
  does(random: Random, who: Performer, action: Action): string;
  after(random: Random): string;
  before(random: Random): string;
  whenThat(random: Random): string;
  whereThat(random: Random): string;
  whatAbout(random: Random, who: Performer): string;
  whatDoesIt(random: Random): string;
  whatColour(random: Random): string;
}

const called = ({ colour, kind }: Performer): string => `the ${colour} ${kind}`;

const english: ConversationWording = {
  when: (random, who, action) =>
    random.pick([
      `When does ${called(who)} ${toInfinitive(action)}?`,
      `At what time does ${called(who)} ${toInfinitive(action)}?`,
      `Find the moment when ${called(who)} ${action}.`,
    ]),
  where: (_random, who, action) => `Where does ${called(who)} ${toInfinitive(action)}?`,
  whatDoes: (random, who, place) =>
    random.pick([
      `What does ${called(who)} do ${placePhrases[place]}?`,
      `What is ${called(who)} doing ${placePhrases[place]}?`,
    ]),
  whatDo: (random, who) => random.pick([`What does ${called(who)} do?`, `What is ${called(who)} doing?`]),
  who: (random, action) => random.pick([`Who ${action}?`, `Who or what ${action}?`]),
  howOften: (random, who, action) =>
    random.pick([
      `How many times does ${called(who)} ${toInfinitive(action)}?`,
      `How often does ${called(who)} ${toInfinitive(action)}?`,
    ]),
  isThere: (random, who) => random.pick([`Is there ${nameOf(who)}?`, `Can you see ${nameOf(who)}?`]),
  does: (_random, who, action) => `Does ${called(who)} ${toInfinitive(action)}?`,
  after: (random) => random.pick(['And what happens after that?', 'What happens next?', 'And then?']),
  before: (random) => random.pick(['What happens before that?', 'And before that?']),
  whenThat: (random) => random.pick(['When is that?', 'And when?', 'When does that happen?']),
  whereThat: (random) => random.pick(['Where is that?', 'And where?', 'Where does it happen?']),
  whatAbout: (random, who) => random.pick([`What about ${called(who)}?`, `And ${called(who)}?`]),
  whatDoesIt: (random) => random.pick(['What does it do?', 'What is it doing?']),
  whatColour: () => 'What colour is it?',
};

const chineseName = ({ colour, kind }: Performer): string => `${chineseColours[colour]}的${chineseKinds[kind]}`;

const chinese: ConversationWording = {
  when: (random, who, action) =>
    random.pick([
      `${chineseName(who)}什么时候${chineseActions[action]}？`,
      `${chineseName(who)}是什么时候${chineseActions[action]}的？`,
      `${chineseName(who)}在什么时间${chineseActions[action]}？`,
    ]),
  where: (random, who, action) =>
    random.pick([
      `${chineseName(who)}在哪里${chineseActions[action]}？`,
      `${chineseName(who)}在什么地方${chineseActions[action]}？`,
    ]),
  whatDoes: (random, who, place) =>
    random.pick([
      `${chineseName(who)}${chinesePlaces[place]}做什么？`,
      `${chineseName(who)}${chinesePlaces[place]}干什么？`,
    ]),
  whatDo: (random, who) => random.pick([`${chineseName(who)}在做什么？`, `${chineseName(who)}做了什么？`]),
  who: (random, action) => random.pick([`谁${chineseActions[action]}？`, `是谁${chineseActions[action]}？`]),
  howOften: (random, who, action) =>
    random.pick([
      `${chineseName(who)}${chineseActions[action]}了几次？`,
      `${chineseName(who)}${chineseActions[action]}多少次？`,
    ]),
  isThere: (random, who) => random.pick([`有${chineseName(who)}吗？`, `有没有${chineseName(who)}？`]),
  does: (random, who, action) =>
    random.pick([
      `${chineseName(who)}${chineseActions[action]}了吗？`,
      `${chineseName(who)}有没有${chineseActions[action]}？`,
    ]),
  after: (random) => random.pick(['之后发生了什么？', '然后呢？', '接下来发生什么？']),
  before: (random) => random.pick(['在那之前发生了什么？', '之前呢？']),
  whenThat: (random) => random.pick(['那是什么时候？', '什么时候？']),
  whereThat: (random) => random.pick(['那是在哪里？', '在哪里？', '在什么地方？']),
  whatAbout: (random, who) => random.pick([`那${chineseName(who)}呢？`, `${chineseName(who)}呢？`]),
  whatDoesIt: (random) => random.pick(['它在做什么？', '它做了什么？']),
  whatColour: (random) => random.pick(['它是什么颜色的？', '什么颜色？']),
};

export const conversationWordings: Readonly<Record<ConversationLanguage, ConversationWording>> = {
  en: english,
  zh: chinese,
};
