import type { BaseMessage } from '@langchain/core/messages';
import type { Answer } from '../domain/answer.js';
import type { VideoId } from '../domain/video.js';

/** How one question is asked. */
export interface AskOptions {
  /** Questions of one thread know each other ("and after that?"); without it a question stands alone. */
  readonly threadId?: string;
  /** Stops the work; the call then throws `ABORTED` and the thread forgets the question. */
  readonly signal?: AbortSignal;
  /** Answer from these videos only: ids, titles or paths. */
  readonly videoIds?: readonly VideoId[];
}

/** What happens while a question is answered, in order; `answer` comes last. */
export type VideoAgentEvent =
  | {
      readonly type: 'tool-started';
      readonly tool: string;
      readonly callId: string;
      readonly input: Readonly<Record<string, unknown>>;
    }
  | { readonly type: 'tool-finished'; readonly tool: string; readonly callId: string; readonly spanCount: number }
  /**
   * A piece of the model's words, its markers already those of the final answer. `step` counts the model's messages
   * from 0: the pieces of the last step together are the answer's text, earlier ones are remarks between tool calls.
   */
  | { readonly type: 'text-delta'; readonly step: number; readonly text: string }
  /** What the model said does not hold, or it found nothing: it looks again. Its next step begins a new answer. */
  | { readonly type: 'looking-again'; readonly round: number; readonly because: 'rejected' | 'not-found' }
  | { readonly type: 'answer'; readonly answer: Answer };

/** Answers questions about a video library. Failures of the chat model throw `CHAT_MODEL_FAILED`. */
export interface VideoAgent extends AsyncDisposable {
  ask(question: string, options?: AskOptions): Promise<Answer>;
  stream(question: string, options?: AskOptions): AsyncIterable<VideoAgentEvent>;
  /** Ends a thread: its next question stands alone. */
  forget(threadId: string): Promise<void>;
  /** Frees a local chat model that was opened by its name; one that was handed in is its owner's. May be called twice. */
  close(): Promise<void>;
}

/** Keeps the messages of each thread between questions. A turn is saved whole or not at all. */
export interface ThreadMemory {
  load(threadId: string): Promise<BaseMessage[]>;
  /** Replaces the messages of a thread. */
  save(threadId: string, messages: readonly BaseMessage[]): Promise<void>;
  forget(threadId: string): Promise<void>;
}
