import { AIMessage, type BaseMessage } from '@langchain/core/messages';
import type { Answer, AnswerWords, Claim, Look } from '../domain/answer.js';
import { evidenceOf, type NumberedEvidence } from './citation-ledger.js';
import { toldBy } from './verify/told-by.js';

const nearestOffered = 3;

/** What came of a turn besides its words. */
export interface TurnOutcome {
  readonly claims: readonly Claim[];
  /** The messages since the question. */
  readonly turn: readonly BaseMessage[];
  readonly rounds: number;
}

/** An answer with how it came about. */
export function completeAnswer(words: AnswerWords, { claims, turn, rounds }: TurnOutcome): Answer {
  return {
    ...words,
    claims,
    confidence: words.found ? confidenceIn(words, claims, turn) : 0,
    lookedAt: readLooks(turn),
    rounds,
    nearest: words.found ? [] : nearestMoments(turn),
  };
}

function confidenceIn({ citations }: AnswerWords, claims: readonly Claim[], turn: readonly BaseMessage[]): number {
  if (claims.length > 0) return Math.min(...claims.map(({ confidence }) => confidence));
  if (citations.length > 0) return toldBy(citations);
  // A plain no holds as far as no search holds the contrary.
  const searches = [...evidenceByCall(turn).values()].filter(({ tool }) => tool === 'search_moments');
  const there = searches.flatMap(({ spans }) => spans[0]?.confidence ?? []);
  return there.length > 0 ? 1 - Math.max(...there) : toldBy([]);
}

function readLooks(turn: readonly BaseMessage[]): Look[] {
  const evidence = evidenceByCall(turn);
  return turn
    .flatMap((message) => (AIMessage.isInstance(message) ? (message.tool_calls ?? []) : []))
    .map(({ name, args, id }) => ({
      tool: name,
      input: args as Record<string, unknown>,
      moments: (evidence.get(id ?? '')?.spans ?? []).map(({ videoId, videoTitle, span }) => ({
        videoId,
        videoTitle,
        span,
      })),
    }));
}

/** What the last search that came back with moments came back with. */
function nearestMoments(turn: readonly BaseMessage[]): Answer['nearest'] {
  const searches = [...evidenceByCall(turn).values()].filter(
    ({ tool, spans }) => tool === 'search_moments' && spans.length > 0,
  );
  return (searches.at(-1)?.spans ?? []).slice(0, nearestOffered).map((span) => ({ ...span, tool: 'search_moments' }));
}

function evidenceByCall(turn: readonly BaseMessage[]): Map<string, NumberedEvidence> {
  const found = new Map<string, NumberedEvidence>();
  for (const message of turn) {
    const evidence = evidenceOf(message);
    if (evidence && 'tool_call_id' in message) found.set(message.tool_call_id as string, evidence);
  }
  return found;
}
