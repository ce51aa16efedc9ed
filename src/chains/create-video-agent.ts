import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, HumanMessage, isBaseMessage, type BaseMessage } from '@langchain/core/messages';
import type { StructuredToolInterface } from '@langchain/core/tools';
import { createAgent, modelCallLimitMiddleware, toolCallLimitMiddleware } from 'langchain';
import type { Answer } from '../domain/answer.js';
import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import type { VideoId } from '../domain/video.js';
import type { VideoToolContext } from '../tools/contracts.js';
import { createVideoTools } from '../tools/create-video-tools.js';
import { CitationLedger } from './citation-ledger.js';
import { composeAnswer } from './compose-answer.js';
import type { AskOptions, ThreadMemory, VideoAgent, VideoAgentEvent } from './contracts.js';
import { ConversationMemory, wholeTurns } from './conversation-memory.js';
import { EventQueue } from './event-queue.js';
import { guardModelCalls } from './guard-model-calls.js';
import { numberToolResults } from './number-tool-results.js';
import { StreamedWords } from './streamed-words.js';
import { systemPrompt } from './system-prompt.js';
import { TurnQueue } from './turn-queue.js';

/** What {@link createVideoAgent} needs. */
export interface VideoAgentOptions {
  readonly context: VideoToolContext;
  /** Any LangChain chat model that can call tools; see `resolveChatModel`. */
  readonly model: BaseChatModel;
  /** Further tools for the model, beside the video tools. */
  readonly tools?: readonly StructuredToolInterface[];
  /** Answer from these videos only, unless a question says otherwise. */
  readonly videoIds?: readonly VideoId[];
  /** Where threads are kept (default: in memory). */
  readonly memory?: ThreadMemory;
  /** Most calls of the model per question (default 12). */
  readonly modelCallLimit?: number;
  /** Most tool calls per question (default 40); the model is told when it is reached. */
  readonly toolCallLimit?: number;
  /** Longest time for one answer of the model, in milliseconds (default 120,000). */
  readonly modelTimeoutMs?: number;
  /** Pauses before the model is asked again after a failure that may pass (default 500 and 2,000 ms). */
  readonly retryDelaysMs?: readonly number[];
  /** Called when the agent is closed: frees what was opened for it alone. */
  readonly onClose?: () => Promise<void>;
}

/** An agent that answers questions about a library, with citations made from what its tools returned. */
export function createVideoAgent(options: VideoAgentOptions): VideoAgent {
  const memory = options.memory ?? new ConversationMemory();
  const turns = new TurnQueue();
  const close = async (): Promise<void> => options.onClose?.();

  async function* run(question: string, ask: AskOptions, streamed: boolean): AsyncGenerator<VideoAgentEvent> {
    throwIfAborted(ask.signal);
    const leave = ask.threadId === undefined ? undefined : await turns.enter(ask.threadId);
    const turn = new AbortController();
    const abort = () => turn.abort(ask.signal?.reason);
    ask.signal?.addEventListener('abort', abort, { once: true });
    try {
      throwIfAborted(ask.signal);
      const earlier = ask.threadId === undefined ? [] : wholeTurns(await memory.load(ask.threadId));
      const queue = new EventQueue<VideoAgentEvent>();
      const work = answerQuestion(options, {
        question,
        ask,
        earlier,
        turn,
        streamed,
        report: (event) => queue.push(event),
      });
      work.then(
        () => queue.end(),
        () => queue.end(),
      );
      yield* queue;
      const { answer, messages } = await work;
      if (ask.threadId !== undefined) await memory.save(ask.threadId, messages);
      yield { type: 'answer', answer };
    } finally {
      ask.signal?.removeEventListener('abort', abort);
      turn.abort();
      leave?.();
    }
  }

  return {
    ask: async (question, ask = {}) => {
      for await (const event of run(question, ask, false)) if (event.type === 'answer') return event.answer;
      throw new AskreelError('CHAT_MODEL_FAILED', 'The chat model ended without an answer.', { hint: 'Ask again.' });
    },
    stream: (question, ask = {}) => run(question, ask, true),
    forget: (threadId) => memory.forget(threadId),
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface Turn {
  readonly question: string;
  readonly ask: AskOptions;
  readonly earlier: readonly BaseMessage[];
  readonly turn: AbortController;
  readonly streamed: boolean;
  readonly report: (event: VideoAgentEvent) => void;
}

async function answerQuestion(
  options: VideoAgentOptions,
  run: Turn,
): Promise<{ answer: Answer; messages: BaseMessage[] }> {
  const { question, ask, earlier, turn, streamed, report } = run;
  const ledger = CitationLedger.fromMessages(earlier);
  const words = new StreamedWords(ledger, report);
  const videoIds = ask.videoIds ?? options.videoIds;
  const modelCalls = options.modelCallLimit ?? 12;
  const agent = createAgent({
    model: options.model,
    tools: [...createVideoTools(options.context, { ...(videoIds && { videoIds }) }), ...(options.tools ?? [])],
    systemPrompt,
    middleware: [
      modelCallLimitMiddleware({ runLimit: modelCalls, exitBehavior: 'error' }),
      toolCallLimitMiddleware({ runLimit: options.toolCallLimit ?? 40, exitBehavior: 'continue' }),
      guardModelCalls({
        timeoutMs: options.modelTimeoutMs ?? 120_000,
        retryDelaysMs: options.retryDelaysMs ?? [500, 2000],
        turn,
      }),
      numberToolResults(ledger, report),
    ],
  });
  let messages: BaseMessage[] = [];
  try {
    const stream = await agent.stream(
      { messages: [...earlier, new HumanMessage(question)] },
      // Every step of the graph counts against this limit: the model-call limit above must be the one that bites.
      {
        streamMode: streamed ? ['values', 'messages'] : ['values'],
        signal: turn.signal,
        recursionLimit: modelCalls * 8 + 20,
      },
    );
    for await (const [mode, value] of stream as AsyncIterable<[string, unknown]>) {
      if (mode === 'values') messages = (value as { messages: BaseMessage[] }).messages;
      else words.take((value as [unknown])[0]);
    }
  } catch (error) {
    throw readTurnFailure(error, ask.signal, turn.signal);
  }
  const last = messages.at(-1);
  const text = isBaseMessage(last) && AIMessage.isInstance(last) ? last.text : '';
  const answer = composeAnswer(text, messages.slice(earlier.length), ledger);
  if (streamed) words.complete(answer.text);
  return { answer, messages: wholeTurns(messages) };
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
