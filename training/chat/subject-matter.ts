import { withArticle } from '../playhouse/captions.js';
import type { Random } from '../playhouse/random.js';
import { toGerund, toInfinitive } from '../playhouse/verb-forms.js';
import {
  actions,
  actionSynonyms,
  actors,
  colours,
  placePhrases,
  places,
  topics,
  type Action,
  type ActorKind,
  type Colour,
  type Place,
  type Topic,
} from '../playhouse/world.js';
import { formatTimestamp } from '../../src/domain/timestamp.js';
import { chineseActions, chineseColours, chineseKinds, chinesePlaces, chineseTopics } from './chinese-words.js';

/** What a question is about; each part is there for the patterns that name it. */
export interface SubjectMatter {
  readonly colour: Colour;
  readonly kind: ActorKind;
  /** A thing of another world in place of colour and kind: it must be copied, not known. */
  readonly stranger: string | undefined;
  readonly action: Action;
  /** The action as the question words it, in the third person. */
  readonly wording: string;
  readonly place: Place;
  /** Whether the question names the place. */
  readonly placed: boolean;
  readonly topic: Topic;
  /** What is spoken of: a topic, or any other thing. */
  readonly spoken: string;
  readonly video: string;
  /** A span in whole seconds. */
  readonly from: number;
  readonly to: number;
}

const things =
  'elephant helicopter violin bicycle dragon penguin telephone sandwich piano tractor umbrella camel tiger guitar ladder whale rocket castle fountain pumpkin barbell candle wizard skateboard lion tent drum canoe monkey tree horse train house table cow giraffe chair book lamp cup bottle hat shoe bridge clock mountain river island flower apple bread window pencil camera ship plane truck wagon statue flag basket mirror owl fox wolf bear rabbit mouse snake frog duck swan goat sheep pig'.split(
    ' ',
  );
const qualities =
  'old big small tall broken golden wooden silver fast little heavy quiet striped grey brown black'.split(' ');
const syllables = 'ba ko mi ru ten sol var pli nor da fe gul zim bro ska ly mo pe ri tu wex han'.split(' ');
const titleWords =
  'quiet golden silver morning paper little windy harbour stage journey parade rehearsal holiday visit evening summer'.split(
    ' ',
  );
const looseTitles = [
  'park day',
  'IMG_0042',
  'holiday 2019',
  'birthday',
  'my trip',
  'VID_20240611',
  'school play',
  'beach-2',
  'demo',
  'cats',
  'clip 7',
  'garden party',
  'match_final',
];

/** Draws one; the same random numbers give the same. */
export function drawSubjectMatter(random: Random): SubjectMatter {
  const action = random.pick(actions);
  const topic = random.pick(topics);
  const from = random.below(150);
  return {
    colour: random.pick(colours),
    kind: random.pick(actors),
    stranger: random.chance(0.2) ? drawThing(random) : undefined,
    action,
    wording: random.chance(0.65) ? action : random.pick(actionSynonyms[action]),
    place: random.pick(places),
    placed: random.chance(0.4),
    topic,
    spoken: random.chance(0.45) ? topic : drawThing(random),
    video: drawTitle(random),
    from,
    to: from + 1 + random.below(20),
  };
}

/** The title of a video, as files are called. */
export function drawTitle(random: Random): string {
  const roll = random.next();
  const [first, second] = [random.pick(titleWords), random.pick(titleWords)];
  if (roll < 0.6) return `${first}-${second}-${1_000_000 + random.below(9_000_000)}`;
  if (roll < 0.75) return `${first} ${second}`;
  if (roll < 0.9) return random.pick(looseTitles);
  return `${drawName(random)}_${random.below(1000)}`;
}

function drawThing(random: Random): string {
  const thing = random.chance(0.75) ? random.pick(things) : drawName(random);
  return random.chance(0.35) ? `${random.pick(qualities)} ${thing}` : thing;
}

function drawName(random: Random): string {
  return Array.from({ length: 2 + random.below(2) }, () => random.pick(syllables)).join('');
}

/** The words that fill an English pattern's slots. */
export function englishSlots(matter: SubjectMatter): Readonly<Record<string, string>> {
  const bare = matter.stranger ?? `${matter.colour} ${matter.kind}`;
  return {
    the: `the ${bare}`,
    a: withArticle(bare),
    kind: matter.kind,
    third: matter.wording,
    inf: toInfinitive(matter.wording),
    ing: toGerund(matter.wording),
    in: matter.placed ? ` ${placePhrases[matter.place]}` : '',
    place: placePhrases[matter.place],
    topic: `the ${matter.spoken}`,
    video: matter.video,
    time: formatTimestamp(matter.from),
    from: formatTimestamp(matter.from),
    to: formatTimestamp(matter.to),
  };
}

/** The words that fill a Chinese pattern's slots. */
export function chineseSlots(matter: SubjectMatter): Readonly<Record<string, string>> {
  return {
    the: `${chineseColours[matter.colour]}的${chineseKinds[matter.kind]}`,
    kind: chineseKinds[matter.kind],
    act: chineseActions[matter.action],
    in: matter.placed ? chinesePlaces[matter.place] : '',
    place: chinesePlaces[matter.place],
    topic: chineseTopics[matter.topic],
    video: matter.video,
    time: formatTimestamp(matter.from),
    from: formatTimestamp(matter.from),
    to: formatTimestamp(matter.to),
  };
}
