import { AIMessage, HumanMessage, isBaseMessage, type BaseMessage } from '@langchain/core/messages';
import type { Answer } from '../domain/answer.js';
import { AskreelError } from '../domain/coded-error.js';
import { CitationLedger } from './citation-ledger.js';
import { completeAnswer } from './complete-answer.js';
import { composeAnswer } from './compose-answer.js';
import type { AskOptions, VideoAgentEvent } from './contracts.js';
import { isSummary, wholeTurns } from './conversation-memory.js';
import type { VideoAgentOptions } from './video-agent-options.js';
import { noteToLookAgain } from './look-again.js';
import { StreamedWords } from './streamed-words.js';
import { createTurnAgent } from './turn-agent.js';
import type { ClaimVerifier } from './verify/claim-verifier.js';

/** A question with all that is known when it is asked. */
export interface AskedTurn {
  readonly question: string;
  readonly ask: AskOptions;
  /** The thread's messages. */
  readonly earlier: readonly BaseMessage[];
  /** Ends the turn, with it whatever hangs. */
  readonly turn: AbortController;
  readonly streamed: boolean;
  readonly rounds: number;
  readonly verifier: ClaimVerifier | undefined;
  readonly report: (event: VideoAgentEvent) => void;
}

const notePrefix = 'look-again-';

/**
 * Answers a question: the model looks and answers, what it says is checked against the cited moments, and where that does
 * not hold it is told so and looks again. Gives the answer and the thread's messages, without notes and withdrawn answers.
 */
export async function answerInRounds(
  options: VideoAgentOptions,
  run: AskedTurn,
): Promise<{ answer: Answer; messages: BaseMessage[] }> {
  const { question, ask, earlier, turn, streamed, rounds, verifier, report } = run;
  const ledger = CitationLedger.fromMessages(earlier);
  const said = new StreamedWords(ledger, report);
  const agent = createTurnAgent(options, { ledger, turn, report, rounds, videoIds: ask.videoIds ?? options.videoIds });
  let messages: BaseMessage[] = [...earlier, new HumanMessage(question)];
  let withdrawn: { answer: Answer; messages: BaseMessage[] } | undefined;
  for (let round = 1; ; round += 1) {
    const responded = await agent
      .respond(messages, streamed, (message) => said.take(message))
      .catch((error: unknown) => {
        const failure = readTurnFailure(error, ask.signal, turn.signal);
        // A second look that fails leaves the first answer, doubtful as it is.
        if (withdrawn && !turn.signal.aborted && AskreelError.isInstance(failure)) return undefined;
        throw failure;
      });
    if (responded === undefined && withdrawn) return withdrawn;
    messages = responded ?? messages;
    const last = messages.at(-1);
    const text = isBaseMessage(last) && AIMessage.isInstance(last) ? last.text : '';
    const since = messages.slice(messages.findLastIndex(isQuestion) + 1);
    const words = composeAnswer(text, since, ledger);
    const claims = (await verifier?.verify(words, turn.signal)) ?? [];
    const note = round < rounds ? noteToLookAgain(words, claims, { round, rounds }) : undefined;
    const given = {
      answer: completeAnswer(words, { claims, turn: since, rounds: round }),
      messages: wholeTurns(withoutNotes(messages)),
    };
    if (note === undefined) {
      if (streamed) said.complete(words.text);
      return given;
    }
    withdrawn = given;
    report({ type: 'looking-again', round: round + 1, because: words.found ? 'rejected' : 'not-found' });
    messages = [...messages, new HumanMessage({ content: note, id: `${notePrefix}${messages.length}` })];
  }
}

function isNote(message: BaseMessage | undefined): boolean {
  return message?.id?.startsWith(notePrefix) ?? false;
}

function isQuestion(message: BaseMessage): boolean {
  return HumanMessage.isInstance(message) && !isNote(message) && !isSummary(message);
}

/** A thread holds questions and answers: not what was said behind the scenes, nor answers that were withdrawn. */
function withoutNotes(messages: readonly BaseMessage[]): BaseMessage[] {
  return messages.filter((message, index) => !isNote(message) && !isNote(messages[index + 1]));
}

function readTurnFailure(error: unknown, asked: AbortSignal | undefined, turn: AbortSignal): unknown {
  if (asked?.aborted) return new AskreelError('ABORTED', 'The work was cancelled.', { cause: asked.reason });
  if (turn.reason instanceof AskreelError) return turn.reason;
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (AskreelError.isInstance(cause)) return cause;
    if (/ModelCallLimit|GraphRecursion/.test(cause.name + cause.constructor.name)) {
      const hint = 'Ask a narrower question, or choose a more capable model.';
      return new AskreelError('CHAT_MODEL_FAILED', 'The chat model kept calling tools without coming to an answer.', {
        hint,
        cause,
      });
    }
  }
  return error;
}
