import { AIMessage, type BaseMessage } from '@langchain/core/messages';
import type { Answer, AnswerWords, Claim, ClaimVerdict, Look } from '../domain/answer.js';
import { evidenceOf, type NumberedEvidence } from './citation-ledger.js';

/**
 * How sure an answer is by its least sure claim. Set by hand after `bench/claims`, where hardly any wrong claim is confirmed
 * and hardly any right one rejected; one that was not checked counts as unverified.
 */
const rightWhen: Readonly<Record<ClaimVerdict, number>> = { confirmed: 0.99, unverified: 0.8, rejected: 0.2 };
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
  const verdicts = claims.length > 0 ? claims.map(({ verdict }) => verdict) : (['unverified'] as const);
  return {
    ...words,
    claims,
    confidence: words.found ? Math.min(...verdicts.map((verdict) => rightWhen[verdict])) : 0,
    lookedAt: readLooks(turn),
    rounds,
    nearest: words.found ? [] : nearestMoments(turn),
  };
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
