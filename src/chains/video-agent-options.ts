import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { StructuredToolInterface } from '@langchain/core/tools';
import type { VideoId } from '../domain/video.js';
import type { VideoToolContext } from '../tools/contracts.js';
import type { ThreadMemory } from './contracts.js';

/** What `createVideoAgent` needs. */
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
  /**
   * How many times the model may set out to look for one question (default 3; 1 for `offline`, whose rules would do the
   * same again, and for local models that take no instructions): once more where the check of its answer found something wrong, or where it found nothing.
   */
  readonly rounds?: number;
  /** Check what answers say of the moments that they cite (default true); it decodes those moments. */
  readonly verify?: boolean;
  /** Asked instead, one after another, when the model fails. */
  readonly fallbackModels?: readonly BaseChatModel[];
  /**
   * From about so many tokens on, all but the latest messages of a thread are summed up by the model (default: never; a
   * thread keeps its latest twenty turns).
   */
  readonly summarizeFromTokens?: number;
  /** Most calls of the model per round (default 12). */
  readonly modelCallLimit?: number;
  /** Most tool calls per round (default 40); the model is told when it is reached. */
  readonly toolCallLimit?: number;
  /** Longest time for one answer of the model, in milliseconds (default 120,000). */
  readonly modelTimeoutMs?: number;
  /** Pauses before the model is asked again after a failure that may pass (default 500 and 2,000 ms). */
  readonly retryDelaysMs?: readonly number[];
  /** Called when the agent is closed: frees what was opened for it alone. */
  readonly onClose?: () => Promise<void>;
}
