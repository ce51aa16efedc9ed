import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import { answerInRounds } from './answer-in-rounds.js';
import type { AskOptions, VideoAgent, VideoAgentEvent } from './contracts.js';
import { ConversationMemory, wholeTurns } from './conversation-memory.js';
import { EventQueue } from './event-queue.js';
import { ToolPromptingChatModel } from './local/tool-prompting-chat-model.js';
import { OfflineChatModel } from './offline/offline-chat-model.js';
import { TurnQueue } from './turn-queue.js';
import type { VideoAgentOptions } from './video-agent-options.js';
import { ClaimVerifier } from './verify/claim-verifier.js';

/** An agent that answers questions about a library, with citations made from what its tools returned. */
export function createVideoAgent(options: VideoAgentOptions): VideoAgent {
  const memory = options.memory ?? new ConversationMemory();
  const turns = new TurnQueue();
  const verifier = options.verify === false ? undefined : new ClaimVerifier(options.context);
  const rounds = options.rounds ?? (canLookAgain(options.model) ? 3 : 1);
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
      const work = answerInRounds(options, {
        question,
        rounds,
        verifier,
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

/** Rules would do the same again, and a model that takes no instructions cannot be told what does not hold. */
function canLookAgain(model: BaseChatModel): boolean {
  if (model instanceof OfflineChatModel) return false;
  return !(model instanceof ToolPromptingChatModel) || model.takesInstructions;
}
