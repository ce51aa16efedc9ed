import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { ChatModelOptions } from '../../chains/chat-model.js';
import type { VideoAgent } from '../../chains/contracts.js';
import type { VideoAgentOptions as AgentOptions } from '../../chains/create-video-agent.js';
import { chatModelSpecification } from '../chat-model-settings.js';
import { readSettings } from '../settings.js';
import type { VideoLibrary } from '../video-library.js';

/** How the agent answers. */
export interface VideoAgentOptions extends Omit<AgentOptions, 'context' | 'model'> {
  /**
   * `offline` (the default: rules, nothing leaves the machine), `openai:<model>`, `<base-url>#<model>` for an
   * OpenAI-compatible server, or any LangChain chat model that can call tools.
   */
  readonly model?: string | BaseChatModel;
  /** Key and time limit for a model that is given by name; the key defaults to OPENAI_API_KEY. */
  readonly modelOptions?: ChatModelOptions;
}

/**
 * An agent that answers questions about a library, with citations made from what its tools returned.
 * Throws `BAD_ARGUMENT` for an unknown model and `CHAT_MODEL_MISSING_KEY`.
 *
 * @example
 * const agent = await createVideoAgent(library, { model: 'offline' });
 * const answer = await agent.ask('When does the red dog jump?');
 */
export async function createVideoAgent(library: VideoLibrary, options: VideoAgentOptions = {}): Promise<VideoAgent> {
  const { model: wanted, modelOptions, ...rest } = options;
  // Loaded here, so that a program that only searches does not load an agent framework.
  const chains = await import('../../chains/create-video-agent.js');
  const model = typeof wanted === 'object' ? wanted : await namedChatModel(wanted, modelOptions);
  return chains.createVideoAgent({ ...rest, context: library, model });
}

async function namedChatModel(name: string | undefined, options: ChatModelOptions = {}): Promise<BaseChatModel> {
  const { resolveChatModel } = await import('../../chains/chat-model.js');
  const settings = readSettings();
  const apiKey = options.apiKey ?? settings.openaiApiKey;
  return resolveChatModel(chatModelSpecification(name, settings), { ...options, ...(apiKey && { apiKey }) });
}
