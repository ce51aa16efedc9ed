import { nameOf, withArticle } from './captions.js';
import type { Episode, EpisodeShot } from './episode.js';
import { mayBeCalled } from './plain-words.js';
import { createRandom, type Random } from './random.js';
import type { Performer } from './scene.js';
import { toInfinitive } from './verb-forms.js';
import { actions, actors, colours, placePhrases, places, type Action } from './world.js';

export const questionTypes = [
  'what',
  'who',
  'when',
  'where',
  'how-many',
  'before-after',
  'yes-no',
  'mention',
  'absent',
] as const;
export type QuestionType = (typeof questionTypes)[number];

/** What a right answer must be; TRUTH.md says how each kind is judged. */
export type ExpectedAnswer =
  | { readonly kind: 'words'; readonly all: readonly string[]; readonly none: readonly string[] }
  | { readonly kind: 'span'; readonly start: number; readonly end: number }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'yes-no'; readonly value: 'yes' | 'no' }
  | { readonly kind: 'not-found' };

export interface EpisodeQuestion {
  readonly type: QuestionType;
  readonly question: string;
  readonly expected: ExpectedAnswer;
}

export interface Stage {
  readonly random: Random;
  readonly episode: Episode;
  readonly shots: readonly EpisodeShot[];
}

/** Questions about one episode with exactly one right answer each. */
export function askAboutEpisode(episode: Episode): EpisodeQuestion[] {
  const stage: Stage = { random: createRandom(episode.seed * 31 + 7), episode, shots: episode.shots };
  const askers = [askWhat, askWho, askWhen, askWhere, askHowMany, askBeforeAfter, askYesNo, askMention, askAbsent];
  return askers.flatMap((ask) => ask(stage));
}

export const called = (performer: Performer): string => `the ${performer.colour} ${performer.kind}`;
export const same = (a: Performer, b: Performer): boolean => a.kind === b.kind && a.colour === b.colour;
export const deed = (shot: EpisodeShot): string => `${called(shot.scene.actor)} ${shot.scene.action}`;
export const others = (items: readonly string[], except: readonly string[]): string[] =>
  items.filter((item) => !except.some((word) => word.includes(item) || item.includes(word)));

/** Shots for which the key is nobody else's. */
export function unique(stage: Stage, key: (shot: EpisodeShot) => string): EpisodeShot[] {
  const all = stage.shots.map(key);
  return stage.random.shuffle(stage.shots.filter((shot) => all.filter((item) => item === key(shot)).length === 1));
}

/** Whether no other deed of the shot's actor can be taken for this one. */
function isPlainDeed(stage: Stage, { scene }: EpisodeShot): boolean {
  return stage.shots.every(
    (other) =>
      !same(other.scene.actor, scene.actor) ||
      other.scene.action === scene.action ||
      !mayBeCalled(other.scene.action, scene.action),
  );
}

/** Shots whose deed happens once and can be taken for no other. */
export function uniqueDeeds(stage: Stage): EpisodeShot[] {
  return unique(stage, deed).filter((shot) => isPlainDeed(stage, shot));
}

/** Whether nobody else can be said to do what the shot's actor does; who stands by stands still. */
export function isOnlyDoer(stage: Stage, shot: EpisodeShot): boolean {
  const { action } = shot.scene;
  if (action === 'stands still' && stage.shots.some(({ scene }) => scene.bystander)) return false;
  return stage.shots.every((other) => other === shot || !mayBeCalled(other.scene.action, action));
}

function askWhat(stage: Stage): EpisodeQuestion[] {
  const byActor = unique(stage, (shot) => called(shot.scene.actor))
    .slice(0, 1)
    .map((shot) => {
      const name = called(shot.scene.actor);
      return { shot, question: stage.random.pick([`What does ${name} do?`, `What is ${name} doing?`]) };
    });
  const byPlace = unique(stage, (shot) => shot.scene.place)
    .slice(0, 1)
    .map((shot) => ({ shot, question: `What happens ${placePhrases[shot.scene.place]}?` }));
  return [...byActor, ...byPlace].map(({ shot, question }) => ({
    type: 'what',
    question,
    expected: { kind: 'words', all: [shot.scene.action], none: others(actions, [shot.scene.action]) },
  }));
}

function askWho(stage: Stage): EpisodeQuestion[] {
  return unique(stage, (shot) => shot.scene.action)
    .filter((shot) => isOnlyDoer(stage, shot))
    .slice(0, 1)
    .map((shot) => ({
      type: 'who',
      question: stage.random.pick([`Who ${shot.scene.action}?`, `Who or what ${shot.scene.action}?`]),
      expected: { kind: 'words', all: [shot.scene.actor.colour, shot.scene.actor.kind], none: [] },
    }));
}

function askWhen(stage: Stage): EpisodeQuestion[] {
  return uniqueDeeds(stage)
    .slice(0, 1)
    .map((shot) => ({
      type: 'when',
      question: `When does ${called(shot.scene.actor)} ${toInfinitive(shot.scene.action)}?`,
      expected: { kind: 'span', start: shot.start, end: shot.end },
    }));
}

function askWhere(stage: Stage): EpisodeQuestion[] {
  return uniqueDeeds(stage)
    .slice(0, 1)
    .map((shot) => ({
      type: 'where',
      question: `Where does ${called(shot.scene.actor)} ${toInfinitive(shot.scene.action)}?`,
      expected: { kind: 'words', all: [shot.scene.place], none: others(places, [shot.scene.place]) },
    }));
}

function askHowMany(stage: Stage): EpisodeQuestion[] {
  const { random, shots } = stage;
  const place = random.pick(places);
  const here = shots.filter((item) => item.scene.place === place).length;
  const ofDeed = random
    .shuffle(shots.filter((shot) => isPlainDeed(stage, shot)))
    .slice(0, 1)
    .map((shot) => ({
      question: `How many times does ${called(shot.scene.actor)} ${toInfinitive(shot.scene.action)}?`,
      value: shots.filter((item) => deed(item) === deed(shot)).length,
    }));
  const ofPlace = { question: `How many shots are ${placePhrases[place]}?`, value: here };
  return [...ofDeed, ofPlace].map(({ question, value }) => ({
    type: 'how-many',
    question,
    expected: { kind: 'number', value },
  }));
}

function askBeforeAfter(stage: Stage): EpisodeQuestion[] {
  const anchor = uniqueDeeds(stage).find((shot) => shot.index + 1 < stage.shots.length && shot.index > 0);
  if (!anchor) return [];
  const after = stage.random.chance(0.5);
  const other = stage.shots[anchor.index + (after ? 1 : -1)];
  if (!other) return [];
  const said = ` ${deed(anchor)} `;
  const { actor, action } = other.scene;
  const all = [actor.colour, actor.kind, action].filter((word) => !said.includes(` ${word} `));
  return [
    {
      type: 'before-after',
      question: `What happens ${after ? 'after' : 'before'} ${deed(anchor)}?`,
      expected: {
        kind: 'words',
        all: all.length > 0 ? all : [action],
        none: others(actions, [action, anchor.scene.action]),
      },
    },
  ];
}

function askYesNo(stage: Stage): EpisodeQuestion[] {
  const { random, shots } = stage;
  const shot = random.pick(shots);
  const name = called(shot.scene.actor);
  const yes: EpisodeQuestion = {
    type: 'yes-no',
    question: `Does ${name} ${toInfinitive(shot.scene.action)}?`,
    expected: { kind: 'yes-no', value: 'yes' },
  };
  const undone = random.pick(actions.filter((action) => !seemsToDo(stage, shot.scene.actor, action)));
  const no: EpisodeQuestion = {
    type: 'yes-no',
    question: `Does ${name} ${toInfinitive(undone)}?`,
    expected: { kind: 'yes-no', value: 'no' },
  };
  const absent = absentPerformer(stage);
  const there: EpisodeQuestion = random.chance(0.5)
    ? { type: 'yes-no', question: `Is there ${nameOf(shot.scene.actor)}?`, expected: { kind: 'yes-no', value: 'yes' } }
    : { type: 'yes-no', question: `Is there ${nameOf(absent)}?`, expected: { kind: 'yes-no', value: 'no' } };
  return [random.chance(0.5) ? yes : no, there];
}

function askMention(stage: Stage): EpisodeQuestion[] {
  const cue = stage.random.shuffle(stage.episode.narration.filter((line) => line.topic)).at(0);
  if (!cue?.topic) return [];
  return [
    {
      type: 'mention',
      question: `When does the narrator mention the ${cue.topic}?`,
      expected: { kind: 'span', start: cue.start, end: cue.end },
    },
  ];
}

/** Things that are not in the episode: a stranger, a deed its actor never does, an object of another world. */
function askAbsent(stage: Stage): EpisodeQuestion[] {
  const { random, shots } = stage;
  const stranger = absentPerformer(stage);
  const shot = random.pick(shots);
  const undone = random.pick(actions.filter((action) => !seemsToDo(stage, shot.scene.actor, action)));
  const alien = random.pick([
    'elephant',
    'helicopter',
    'violin',
    'bicycle',
    'dragon',
    'penguin',
    'telephone',
    'sandwich',
  ]);
  const questions = [
    `When does ${called(stranger)} ${toInfinitive(random.pick(actions))}?`,
    `When does ${called(shot.scene.actor)} ${toInfinitive(undone)}?`,
    random.pick([
      `When does ${withArticle(alien)} appear?`,
      `Where is the ${alien}?`,
      `When does the narrator mention the ${alien}?`,
    ]),
  ];
  return questions.map((question) => ({ type: 'absent', question, expected: { kind: 'not-found' } }));
}

/** Whether somebody who is there does this or may be said to; everybody stands still at times. */
export function seemsToDo(stage: Stage, performer: Performer, action: Action): boolean {
  if (action === 'stands still') return true;
  return stage.shots.some(({ scene }) => same(scene.actor, performer) && mayBeCalled(scene.action, action));
}

/** Somebody who is nowhere in the episode, not even at its side. */
export function absentPerformer(stage: Stage): Performer {
  for (;;) {
    const performer = { kind: stage.random.pick(actors), colour: stage.random.pick(colours) };
    const present = stage.shots.some(
      ({ scene }) => same(scene.actor, performer) || (scene.bystander && same(scene.bystander, performer)),
    );
    if (!present) return performer;
  }
}
