import type { Episode, EpisodeShot } from './episode.js';
import {
  absentPerformer,
  called,
  deed,
  isOnlyDoer,
  others,
  same,
  seemsToDo,
  unique,
  uniqueDeeds,
  type ExpectedAnswer,
  type Stage,
} from './episode-questions.js';
import { conversationWordings, type ConversationLanguage, type ConversationWording } from './conversation-wording.js';
import { mayBeCalled } from './plain-words.js';
import { createRandom } from './random.js';
import { actions, places } from './world.js';

/** One question of a conversation; what it refers to is in the turns before it. */
export interface ConversationTurn {
  readonly type: string;
  readonly question: string;
  readonly expected: ExpectedAnswer;
  /** The shot that a right answer rests on, where it rests on one. */
  readonly moment?: { readonly start: number; readonly end: number };
}

/** Questions about one episode that follow from each other. */
export interface EpisodeConversation {
  readonly language: ConversationLanguage;
  readonly turns: readonly ConversationTurn[];
}

interface Talk extends Stage {
  readonly say: ConversationWording;
}

/**
 * Conversations of two to four turns about one episode, `count` in each language; every turn has exactly one right answer.
 * What is asked about a moment of an earlier answer ("and after that?") counts on that answer having been right.
 */
export function talkAboutEpisode(episode: Episode, count = 5): EpisodeConversation[] {
  const languages = Object.keys(conversationWordings) as ConversationLanguage[];
  return languages.flatMap((language, nth) => {
    const random = createRandom(episode.seed * 37 + 11 + nth);
    const talk: Talk = { random, episode, shots: episode.shots, say: conversationWordings[language] };
    const made: EpisodeConversation[] = [];
    // An episode may have nothing that a recipe could ask about: then the next one is tried.
    for (let round = 0; made.length < count && round < 4 * count; round += 1) {
      const turns = recipes[(round + episode.seed) % recipes.length]?.(talk) ?? [];
      const opened = made.some((other) => other.turns[0]?.question === turns[0]?.question);
      if (turns.length > 1 && !opened) made.push({ language, turns });
    }
    return made;
  });
}

const recipes: readonly ((talk: Talk) => ConversationTurn[])[] = [
  (talk) => {
    const shot = uniqueDeeds(talk).find((item) => nextOf(talk, item, 1));
    return shot ? [when(talk, shot), ...after(talk, shot), ...whereAfter(talk, shot)] : [];
  },
  (talk) => {
    const key = ({ scene }: EpisodeShot): string => `${called(scene.actor)} ${scene.place}`;
    const [shot] = unique(talk, key).filter(({ scene }) => !standsBy(talk, scene.actor, scene.place));
    if (!shot) return [];
    const { actor, place } = shot.scene;
    const question = talk.say.whatDoes(talk.random, actor, place);
    const ask = { type: 'what', question, expected: doing(shot), moment: momentOf(shot) };
    return [ask, whenThat(talk, shot), ...before(talk, shot)];
  },
  (talk) => {
    const [shot] = unique(talk, ({ scene }) => scene.action).filter((item) => isOnlyDoer(talk, item));
    if (!shot) return [];
    const { actor, action } = shot.scene;
    const expected: ExpectedAnswer = { kind: 'words', all: [actor.colour, actor.kind], none: [] };
    const ask = { type: 'who', question: talk.say.who(talk.random, action), expected, moment: momentOf(shot) };
    return [ask, whereThat(talk, shot), ...after(talk, shot)];
  },
  (talk) => {
    const [shot] = uniqueDeeds(talk);
    if (!shot) return [];
    const { actor, action } = shot.scene;
    const question = talk.say.when(talk.random, absentPerformer(talk), action);
    const ask: ConversationTurn = { type: 'absent', question, expected: { kind: 'not-found' } };
    const about = talk.say.whatAbout(talk.random, actor);
    const swap = { type: 'what-about', question: about, expected: spanOf(shot), moment: momentOf(shot) };
    return [ask, swap, whereThat(talk, shot)];
  },
  (talk) => {
    const [shot] = unique(talk, ({ scene }) => called(scene.actor)).filter(({ scene }) => !standsBy(talk, scene.actor));
    if (!shot) return [];
    const question = talk.say.isThere(talk.random, shot.scene.actor);
    const ask: ConversationTurn = { type: 'yes-no', question, expected: { kind: 'yes-no', value: 'yes' } };
    const whatDoesIt = talk.say.whatDoesIt(talk.random);
    const deedOfIt = { type: 'what', question: whatDoesIt, expected: doing(shot), moment: momentOf(shot) };
    return [{ ...ask, moment: momentOf(shot) }, deedOfIt, whereThat(talk, shot), ...after(talk, shot)];
  },
  (talk) => {
    const [shot] = uniqueDeeds(talk);
    if (!shot) return [];
    const { actor, action } = shot.scene;
    const value = talk.shots.filter((item) => deed(item) === deed(shot)).length;
    const count = talk.say.howOften(talk.random, actor, action);
    const undone = talk.random.pick(actions.filter((item) => !seemsToDo(talk, actor, item)));
    return [
      { type: 'how-many', question: count, expected: { kind: 'number', value }, moment: momentOf(shot) },
      when(talk, shot),
      {
        type: 'yes-no',
        question: talk.say.does(talk.random, actor, undone),
        expected: { kind: 'yes-no', value: 'no' },
      },
    ];
  },
  (talk) => {
    const [shot] = uniqueDeeds(talk);
    if (!shot) return [];
    const { actor, action, place } = shot.scene;
    const question = talk.say.where(talk.random, actor, action);
    const ask = { type: 'where', question, expected: placeWords(place), moment: momentOf(shot) };
    return [ask, whenThat(talk, shot), ...before(talk, shot)];
  },
];

function when({ say, random }: Talk, shot: EpisodeShot): ConversationTurn {
  const { actor, action } = shot.scene;
  return { type: 'when', question: say.when(random, actor, action), expected: spanOf(shot), moment: momentOf(shot) };
}

function whenThat({ say, random }: Talk, shot: EpisodeShot): ConversationTurn {
  return { type: 'when', question: say.whenThat(random), expected: spanOf(shot), moment: momentOf(shot) };
}

function whereThat({ say, random }: Talk, shot: EpisodeShot): ConversationTurn {
  return {
    type: 'where',
    question: say.whereThat(random),
    expected: placeWords(shot.scene.place),
    moment: momentOf(shot),
  };
}

function after(talk: Talk, shot: EpisodeShot): ConversationTurn[] {
  const next = nextOf(talk, shot, 1);
  if (!next) return [];
  const question = talk.say.after(talk.random);
  return [{ type: 'after', question, expected: happening(next), moment: momentOf(next) }];
}

function before(talk: Talk, shot: EpisodeShot): ConversationTurn[] {
  const earlier = nextOf(talk, shot, -1);
  if (!earlier) return [];
  const question = talk.say.before(talk.random);
  return [{ type: 'before', question, expected: happening(earlier), moment: momentOf(earlier) }];
}

function whereAfter(talk: Talk, shot: EpisodeShot): ConversationTurn[] {
  const next = nextOf(talk, shot, 1);
  return next ? [whereThat(talk, next)] : [];
}

function nextOf({ shots }: Talk, shot: EpisodeShot, step: 1 | -1): EpisodeShot | undefined {
  return shots[shot.index + step];
}

function standsBy({ shots }: Talk, actor: EpisodeShot['scene']['actor'], place?: string): boolean {
  return shots.some(
    ({ scene }) => scene.bystander && same(scene.bystander, actor) && (place === undefined || scene.place === place),
  );
}

function momentOf({ start, end }: EpisodeShot): { start: number; end: number } {
  return { start, end };
}

function spanOf({ start, end }: EpisodeShot): ExpectedAnswer {
  return { kind: 'span', start, end };
}

function placeWords(place: string): ExpectedAnswer {
  return { kind: 'words', all: [place], none: others(places, [place]) };
}

function doing({ scene }: EpisodeShot): ExpectedAnswer {
  return { kind: 'words', all: [scene.action], none: unlike(scene.action) };
}

/** Who does what in a shot: another action would be wrong. */
function happening({ scene }: EpisodeShot): ExpectedAnswer {
  const { actor, action } = scene;
  return { kind: 'words', all: [actor.colour, actor.kind, action], none: unlike(action) };
}

/** Actions that nobody could call this one. */
function unlike(action: EpisodeShot['scene']['action']): string[] {
  return others(
    actions.filter((other) => other === 'stands still' || !mayBeCalled(action, other)),
    [action],
  ).filter((other) => other !== action && other !== 'stands still');
}
