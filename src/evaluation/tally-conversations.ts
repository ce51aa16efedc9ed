import type { Answer } from '../domain/answer.js';
import { overlapSeconds, spanSeconds, temporalIou } from '../domain/time-span.js';
import type { ConversationScore } from './contracts.js';
import type { JudgedTurn } from './judged-turn.js';
import { rateOf, shareOf } from './rate.js';
import { tallyGrounding } from './tally-grounding.js';

/** Temporal IoU from which a citation points at the true moment. */
const leastIou = 0.3;

/** Sums up conversations; languages and types in order of appearance. */
export function tallyConversations(turns: readonly JudgedTurn[]): ConversationScore {
  const isRight = (turn: JudgedTurn): boolean => turn.right;
  const conversations = groupBy(turns, ({ conversation }) => conversation);
  const by = <Key extends string | number>(key: (turn: JudgedTurn) => Key) =>
    [...groupBy(turns, key)].map(([name, some]) => ({
      name,
      accuracy: shareOf(some, isRight),
      turns: some.length,
    }));
  const rested = turns.filter((turn) => turn.right && turn.moment !== undefined);
  const cited = rested.flatMap((turn) => (turn.answer?.citations ?? []).map((citation) => ({ citation, turn })));
  return {
    accuracy: shareOf(turns, isRight),
    whole: shareOf([...conversations.values()], (some) => some.every(isRight)),
    byPosition: by(({ position }) => position)
      .toSorted((a, b) => a.name - b.name)
      .map(({ accuracy, turns: count }) => ({ accuracy, turns: count })),
    byLanguage: by(({ language }) => language).map(({ name, ...rest }) => ({ language: name, ...rest })),
    byType: by(({ type }) => type).map(({ name, ...rest }) => ({ type: name, ...rest })),
    citationOverlap: shareOf(rested, pointsAtMoment),
    citationPrecision: shareOf(cited, ({ citation, turn }) => liesInMoment(citation, turn)),
    grounding: tallyGrounding(turns),
    conversations: conversations.size,
    turns: turns.length,
    failed: rateOf(turns.filter(({ answer }) => answer === undefined).length, turns.length),
  };
}

/** Groups in order of appearance. */
function groupBy<T, Key>(items: readonly T[], key: (item: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function pointsAtMoment({ answer, moment, videoId }: JudgedTurn): boolean {
  return (answer?.citations ?? []).some(
    (citation) => moment && citation.videoId === videoId && temporalIou(citation.span, moment) >= leastIou,
  );
}

/** Whether at least half of what is cited is the true moment. */
function liesInMoment({ span, videoId }: Answer['citations'][number], turn: JudgedTurn): boolean {
  if (!turn.moment || videoId !== turn.videoId) return false;
  return overlapSeconds(span, turn.moment) >= 0.5 * spanSeconds(span);
}
