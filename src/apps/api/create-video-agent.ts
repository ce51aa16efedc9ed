import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { ChatModelOptions } from '../../chains/chat-model.js';
import type { VideoAgent } from '../../chains/contracts.js';
import type { VideoAgentOptions as AgentOptions } from '../../chains/video-agent-options.js';
import { openNamedChatModel } from '../open-named-chat-model.js';
import { readSettings } from '../settings.js';
import type { VideoLibrary } from '../video-library.js';

/** How the agent answers. */
export interface VideoAgentOptions extends Omit<AgentOptions, 'context' | 'model' | 'onClose'> {
  /**
   * `offline` (the default: rules), `local:<pack>` (a pack's language model), `ollama:<name>`, `openai:<model>`,
   * `<base-url>#<model>` for an OpenAI-compatible server, or any LangChain chat model that can call tools. With the first
   * two nothing leaves the machine.
   */
  readonly model?: string | BaseChatModel;
  /** Key and time limit for a model that is given by name; the key defaults to OPENAI_API_KEY. */
  readonly modelOptions?: ChatModelOptions;
}

/**
 * An agent that answers questions about a library, with citations made from what its tools returned.
 * Throws `BAD_ARGUMENT` for an unknown model, `CHAT_MODEL_MISSING_KEY`, and for a local one `PACK_NOT_FOUND` and
 * `PACK_INVALID`. Close the agent, or use `await using`: it holds a local model's memory.
 *
 * @example
 * await using agent = await createVideoAgent(library, { model: 'offline' });
 * const answer = await agent.ask('When does the red dog jump?');
 */
export async function createVideoAgent(library: VideoLibrary, options: VideoAgentOptions = {}): Promise<VideoAgent> {
  const { model: wanted, modelOptions, ...rest } = options;
  // Loaded here, so that a program that only searches does not load an agent framework.
  const chains = await import('../../chains/create-video-agent.js');
  if (typeof wanted === 'object') return chains.createVideoAgent({ ...rest, context: library, model: wanted });
  const { model, close } = await openNamedChatModel(wanted, readSettings(), modelOptions);
  return chains.createVideoAgent({ ...rest, context: library, model, onClose: close });
}
