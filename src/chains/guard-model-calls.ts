import { randomUUID } from 'node:crypto';
import { AIMessage, type BaseMessage } from '@langchain/core/messages';
import { setTimeout as wait } from 'node:timers/promises';
import { createMiddleware } from 'langchain';
import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import { readChatModelFailure } from './chat-model-failure.js';

/** How calls of the chat model are guarded. */
export interface ModelCallGuard {
  /** Longest time for one answer of the model, streamed or not, in milliseconds. */
  readonly timeoutMs: number;
  /** Pauses before each further try, in milliseconds; as many tries as pauses. */
  readonly retryDelaysMs: readonly number[];
  /** Ends the whole turn, with it the request that hangs. */
  readonly turn: AbortController;
  /** Another model may still answer: a request that hangs is left behind and the turn goes on. */
  readonly hasFallback?: boolean;
}

/**
 * Middleware that turns every failure of the chat model (down, slow, limited, nonsense) into `CHAT_MODEL_FAILED`, after
 * a limited number of further tries where asking again may help.
 */
export function guardModelCalls({ timeoutMs, retryDelaysMs, turn, hasFallback = false }: ModelCallGuard) {
  return createMiddleware({
    name: 'GuardModelCalls',
    wrapModelCall: async (request, handler) => {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return withOwnId(
            checkAnswer(await withDeadline(async () => handler(request), timeoutMs, hasFallback ? undefined : turn)),
            request.messages,
          );
        } catch (thrown) {
          throwIfAborted(turn.signal.reason instanceof AskreelError ? undefined : turn.signal);
          const { error, retryable } = readChatModelFailure(thrown);
          const delayMs = retryDelaysMs[attempt];
          if (!retryable || delayMs === undefined) throw error;
          await wait(delayMs, undefined, { signal: turn.signal }).catch(() => throwIfAborted(turn.signal));
        }
      }
    },
  });
}

/** A model must say something or call a tool; half a tool call is neither. */
function checkAnswer(answer: unknown): AIMessage {
  if (!AIMessage.isInstance(answer)) throw new Error('it is no message');
  if ((answer.tool_calls ?? []).length > 0) return answer;
  const broken = answer.invalid_tool_calls?.[0];
  if (broken) throw new Error(`it called the tool ${broken.name ?? '(no name)'} with arguments that are not JSON`);
  if (answer.text.trim() === '') throw new Error('it is empty');
  return answer;
}

/** Some servers give all their answers one id; the conversation would take the later answer for a correction of the earlier. */
function withOwnId(answer: AIMessage, earlier: readonly BaseMessage[]): AIMessage {
  if (answer.id !== undefined && earlier.some((message) => message.id === answer.id)) answer.id = randomUUID();
  return answer;
}

async function withDeadline<Result>(
  call: () => Promise<Result>,
  timeoutMs: number,
  turn: AbortController | undefined,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const { error } = readChatModelFailure(Object.assign(new Error('timed out'), { name: 'TimeoutError' }));
      reject(error);
      turn?.abort(error);
    }, timeoutMs);
  });
  try {
    return await Promise.race([call(), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
