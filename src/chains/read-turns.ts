import { AIMessage, HumanMessage, type BaseMessage } from '@langchain/core/messages';
import type { AnswerWords } from '../domain/answer.js';
import { CitationLedger } from './citation-ledger.js';
import { composeAnswer } from './compose-answer.js';
import { isSummary, wholeTurns } from './conversation-memory.js';

/** A question of a thread with what was answered. */
export interface KeptTurn {
  readonly question: string;
  readonly answer: AnswerWords;
}

/** The turns of a thread as they were shown, the first one first; what was summed up is gone. */
export function readTurns(messages: readonly BaseMessage[]): KeptTurn[] {
  const whole = wholeTurns(messages);
  const ledger = CitationLedger.fromMessages(whole);
  const starts = whole.flatMap((message, index) =>
    HumanMessage.isInstance(message) && !isSummary(message) ? [index] : [],
  );
  return starts.map((start, turn) => {
    const since = whole.slice(start + 1, starts[turn + 1]);
    const last = since.at(-1);
    const words = AIMessage.isInstance(last) ? last.text : '';
    return { question: whole[start]?.text ?? '', answer: composeAnswer(words, since, ledger) };
  });
}
