import { describe, expect, it } from 'vitest';
import type { AnswerWords } from '../../src/domain/answer.js';
import { judgeAnswer } from '../../src/evaluation/judge-answer.js';
import type { ExpectedAnswer as Judged } from '../../src/evaluation/truth-set.js';
import type { EpisodeQuestion, QuestionType } from '../../training/playhouse/episode-questions.js';
import { makeEpisode } from '../../training/playhouse/episode.js';
import { truthOf, type EpisodeTruth, type ShotTruth } from '../../training/playhouse/truth.js';

/** Plain English for each action, written down here once more, so that the questions' grammar is checked as well. */
const infinitives: Readonly<Record<string, string>> = {
  'move left': 'moves left',
  'move right': 'moves right',
  'fly up': 'flies up',
  'come down': 'comes down',
  'come closer': 'comes closer',
  'go away': 'goes away',
  'sit down': 'sits down',
  'stand up': 'stands up',
  'pick up a box': 'picks up a box',
  'put down a box': 'puts down a box',
  'open a door': 'opens a door',
  'close a door': 'closes a door',
  appear: 'appears',
  disappear: 'disappears',
  'lean left': 'leans left',
  'lean right': 'leans right',
  'speed up': 'speeds up',
  'slow down': 'slows down',
  jump: 'jumps',
  'stand still': 'stands still',
};
const phrases: Readonly<Record<string, string>> = {
  'in the park': 'park',
  'on the street': 'street',
  'in the room': 'room',
  'on the beach': 'beach',
  'at night': 'night',
  'in the snow': 'snow',
};

const nameOf = (shot: ShotTruth): string => `${shot.actor.colour} ${shot.actor.kind}`;
const placesHere = (truth: EpisodeTruth, phrase: string): ShotTruth[] =>
  truth.shots.filter((shot) => shot.place === phrases[phrase]);
const deedsBy = (truth: EpisodeTruth, name: string, infinitive: string): ShotTruth[] => {
  const action = infinitives[infinitive];
  if (action === undefined) throw new Error(`"${infinitive}" is no infinitive`);
  return truth.shots.filter((shot) => nameOf(shot) === name && shot.action === action);
};
const isThere = (truth: EpisodeTruth, name: string): boolean =>
  truth.shots.some(
    ({ actor, bystander }) =>
      name === `${actor.colour} ${actor.kind}` || (bystander && name === `${bystander.colour} ${bystander.kind}`),
  );
const only = (shots: readonly ShotTruth[]): ShotTruth => {
  expect(shots).toHaveLength(1);
  return shots[0] as ShotTruth;
};
const isRight = ({ expected, question }: EpisodeQuestion, text: string): boolean => {
  const wanted: Judged =
    expected.kind === 'span'
      ? { kind: 'span', span: { startSeconds: expected.start, endSeconds: expected.end } }
      : expected;
  const answer: AnswerWords = { text, found: true, citations: [] };
  return judgeAnswer(wanted, answer, question, 'video');
};
/** The caption of the right shot answers, and that of a shot with another action does not. */
const expectCaptionToAnswer = (truth: EpisodeTruth, item: EpisodeQuestion, right: ShotTruth): void => {
  expect(isRight(item, `${right.caption} [1].`), item.question).toBe(true);
  for (const wrong of truth.shots.filter((shot) => shot.action !== right.action)) {
    const text = `${nameOf(wrong)} ${wrong.action}`;
    if (item.type !== 'who') expect(isRight(item, text), `${item.question} ${text}`).toBe(false);
  }
};

const checks: Readonly<Record<QuestionType, (truth: EpisodeTruth, item: EpisodeQuestion) => void>> = {
  what: (truth, item) => {
    const [, name] = /^What (?:does|is) the (\w+ \w+) (?:do|doing)\?$/.exec(item.question) ?? [];
    const [, phrase] = /^What happens (.+)\?$/.exec(item.question) ?? [];
    const shots = name ? truth.shots.filter((shot) => nameOf(shot) === name) : placesHere(truth, phrase ?? '');
    expectCaptionToAnswer(truth, item, only(shots));
  },
  who: (truth, item) => {
    const [, action] = /^Who(?: or what)? (.+)\?$/.exec(item.question) ?? [];
    const shot = only(truth.shots.filter((other) => other.action === action));
    expect(action).not.toBe('appears');
    if (action === 'stands still') expect(truth.shots.every((other) => other.bystander === null)).toBe(true);
    expectCaptionToAnswer(truth, item, shot);
    expect(isRight(item, 'a golden elephant')).toBe(false);
  },
  when: (truth, item) => {
    const [, name = '', infinitive = ''] = /^When does the (\w+ \w+) (.+)\?$/.exec(item.question) ?? [];
    const { start, end } = only(deedsBy(truth, name, infinitive));
    expect(item.expected).toEqual({ kind: 'span', start, end });
    if (infinitive === 'appear') only(truth.shots.filter((shot) => nameOf(shot) === name));
  },
  where: (truth, item) => {
    const [, name = '', infinitive = ''] = /^Where does the (\w+ \w+) (.+)\?$/.exec(item.question) ?? [];
    const { place, caption } = only(deedsBy(truth, name, infinitive));
    expect(isRight(item, caption)).toBe(true);
    for (const [phrase, other] of Object.entries(phrases)) expect(isRight(item, phrase)).toBe(other === place);
  },
  'how-many': (truth, item) => {
    const [, name = '', infinitive = ''] = /^How many times does the (\w+ \w+) (.+)\?$/.exec(item.question) ?? [];
    const [, phrase] = /^How many shots are (.+)\?$/.exec(item.question) ?? [];
    const counted = phrase ? placesHere(truth, phrase) : deedsBy(truth, name, infinitive);
    expect(item.expected).toEqual({ kind: 'number', value: counted.length });
    if (!phrase) expect(counted.length).toBeGreaterThan(0);
  },
  'before-after': (truth, item) => {
    const [, way, name, action] = /^What happens (before|after) the (\w+ \w+) (.+)\?$/.exec(item.question) ?? [];
    const anchor = only(truth.shots.filter((shot) => nameOf(shot) === name && shot.action === action));
    const neighbour = truth.shots[anchor.index + (way === 'after' ? 1 : -1)];
    if (!neighbour) expect.fail(item.question);
    expect(isRight(item, neighbour.caption), item.question).toBe(true);
    if (item.expected.kind !== 'words') expect.fail('not judged by words');
    const { all } = item.expected;
    const told = [neighbour.actor.colour, neighbour.actor.kind, neighbour.action];
    expect(told).toEqual(expect.arrayContaining([...all]));
    const asked = `${name ?? ''} ${action ?? ''}`;
    for (const word of told) expect(all.includes(word) || asked.includes(word), `${item.question} ${word}`).toBe(true);
  },
  'yes-no': (truth, item) => {
    const [, name = '', infinitive = ''] = /^Does the (\w+ \w+) (.+)\?$/.exec(item.question) ?? [];
    const [, thing] = /^Is there an? (\w+ \w+)\?$/.exec(item.question) ?? [];
    const holds = thing ? isThere(truth, thing) : deedsBy(truth, name, infinitive).length > 0;
    expect(item.expected).toEqual({ kind: 'yes-no', value: holds ? 'yes' : 'no' });
    if (!holds && !thing) expectNotSaidOf(truth, name, infinitive);
  },
  mention: (truth, item) => {
    const [, topic = ''] = /^When does the narrator mention the (.+)\?$/.exec(item.question) ?? [];
    const lines = truth.transcript.filter((line) => line.text.includes(topic));
    expect(lines).toHaveLength(1);
    expect(item.expected).toEqual({ kind: 'span', start: lines[0]?.start, end: lines[0]?.end });
  },
  absent: (truth, item) => {
    expect(item.expected).toEqual({ kind: 'not-found' });
    const [, name = '', infinitive] = /^When does the (\w+ \w+) (.+)\?$/.exec(item.question) ?? [];
    if (infinitive !== undefined && !name.startsWith('narrator ')) {
      expect(deedsBy(truth, name, infinitive)).toEqual([]);
      if (isThere(truth, name)) expectNotSaidOf(truth, name, infinitive);
      return;
    }
    const alien = /^(?:When does an? (\w+) appear|Where is the (\w+)|When does the narrator mention the (\w+))\?$/.exec(
      item.question,
    );
    const word = alien?.slice(1).find((part) => part !== undefined) ?? expect.fail(item.question);
    expect(JSON.stringify([truth.transcript, truth.shots.map((shot) => shot.caption)])).not.toContain(word);
  },
};

/** What somebody who is there does not do must not be something that a viewer may say of them all the same. */
function expectNotSaidOf(truth: EpisodeTruth, name: string, infinitive: string): void {
  expect(['appear', 'stand still']).not.toContain(infinitive);
  const done = truth.shots.filter((shot) => nameOf(shot) === name).map((shot) => shot.action);
  if (/^move (left|right)$/.test(infinitive)) expect(done).not.toContain('speeds up');
  if (/^(fly up|come down)$/.test(infinitive)) expect(done).not.toContain('jumps');
}

describe('questions', () => {
  const truths = Array.from({ length: 50 }, (_, index) => truthOf(makeEpisode(2_000_000 + index)));
  const types = Object.keys(checks) as QuestionType[];

  it.each(types)('have the one answer that the shots give: %s', (type) => {
    const asked = truths.flatMap((truth) =>
      truth.questions.filter((item) => item.type === type).map((item) => ({ truth, item })),
    );
    expect(asked.length).toBeGreaterThanOrEqual(30);
    for (const { truth, item } of asked) checks[type](truth, item);
  });

  it('are a dozen or so an episode, with grammatical articles', () => {
    for (const { questions } of truths) {
      expect(questions.length).toBeGreaterThanOrEqual(10);
      for (const { question } of questions) expect(question).not.toMatch(/\ba [aeiou]|\ban [^aeiou]|undefined/i);
    }
  });
});

describe('captions and narration', () => {
  const truths = Array.from({ length: 50 }, (_, index) => truthOf(makeEpisode(2_000_100 + index)));

  it('say actor, action and place in one form', () => {
    for (const { shots } of truths) {
      for (const { caption, actor, action, place, bystander } of shots) {
        const article = /^[aeiou]/.test(actor.colour) ? 'an' : 'a';
        const where = Object.keys(phrases).find((phrase) => phrases[phrase] === place) ?? '';
        const start = `${article} ${actor.colour} ${actor.kind} ${action} ${where}`;
        if (bystander)
          expect(caption).toMatch(new RegExp(`^${start} beside an? ${bystander.colour} ${bystander.kind}$`));
        else expect(caption).toBe(start);
      }
    }
  });

  it('keep every line inside its shot, and every topic to one line', () => {
    for (const { shots, transcript } of truths) {
      const topics = transcript.flatMap((line) => (line.topic ? [line.topic] : []));
      expect(new Set(topics).size).toBe(topics.length);
      for (const { start, end, text, topic } of transcript) {
        expect(end - start).toBeGreaterThan(1);
        expect(shots.some((shot) => shot.start <= start && end <= shot.end)).toBe(true);
        if (topic) expect(text).toContain(topic);
      }
    }
  });
});
