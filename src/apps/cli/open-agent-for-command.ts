import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { VideoAgent } from '../../chains/contracts.js';
import { createVideoAgent } from '../api/create-video-agent.js';
import { openNamedChatModel } from '../open-named-chat-model.js';
import { openThreads } from '../open-threads.js';
import type { VideoLibrary } from '../video-library.js';
import type { CommandContext } from './command-context.js';
import type { AskCommandOptions } from './command-options.js';

/** From so many tokens on, older turns of a conversation are summed up: less than what small models can read. */
const summarizeFromTokens = 24_000;

/** The agent as `ask` and `chat` are told to open it; its threads are kept when one is named. Close it. */
export async function openAgentForCommand(
  library: VideoLibrary,
  options: Omit<AskCommandOptions, 'export' | 'force'>,
  context: CommandContext,
): Promise<VideoAgent> {
  const memory = options.thread === undefined ? undefined : await openThreads(library.library.folder);
  const fallbacks = await Promise.all(
    (options.fallbackModel ?? []).map((name) => openNamedChatModel(name, context.settings)),
  );
  const fallbackModels: BaseChatModel[] = fallbacks.map(({ model }) => model);
  const model = options.model ?? context.settings.model;
  const agent = await createVideoAgent(library, {
    ...(options.model !== undefined && { model: options.model }),
    ...(memory && { memory }),
    ...(fallbackModels.length > 0 && { fallbackModels }),
    ...(options.rounds !== undefined && { rounds: options.rounds }),
    ...(options.check === false && { verify: false }),
    ...(model !== undefined && model !== 'offline' && { summarizeFromTokens }),
  });
  const close = async (): Promise<void> => {
    await agent.close();
    for (const fallback of fallbacks) await fallback.close();
    memory?.close();
  };
  return { ...agent, close, [Symbol.asyncDispose]: close };
}
