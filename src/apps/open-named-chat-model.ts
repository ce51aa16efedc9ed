import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { ChatModelOptions } from '../chains/chat-model.js';
import { AskreelError } from '../domain/coded-error.js';
import type { TextGenerator } from '../encoders/text-generator.js';
import { chatModelSpecification, ollamaUrl } from './chat-model-settings.js';
import { packFolder } from './locations.js';
import { readProviders } from './read-providers.js';
import type { Settings } from './settings.js';

/** A chat model, and what lets go of its memory. */
export interface OpenedChatModel {
  readonly model: BaseChatModel;
  readonly close: () => Promise<void>;
}

/**
 * The chat model of a name as the command line takes it, with the user's settings. A local model's files are looked at,
 * its weights are loaded when it is first asked. Throws what `resolveChatModel` throws, `PACK_NOT_FOUND`, `PACK_DAMAGED`,
 * and `PACK_INVALID` for a pack without a language model.
 */
export async function openNamedChatModel(
  name: string | undefined,
  settings: Settings,
  options: ChatModelOptions = {},
): Promise<OpenedChatModel> {
  const { resolveChatModel } = await import('../chains/chat-model.js');
  const specification = chatModelSpecification(name, settings);
  const pack = /^local:(\S.*)$/.exec(specification.trim())?.[1];
  const generator = pack === undefined || options.openLocal ? undefined : await openLocalChat(pack, settings);
  const apiKey = options.apiKey ?? settings.openaiApiKey;
  const model = resolveChatModel(specification, {
    ...(settings.ollamaHost !== undefined && { ollamaUrl: ollamaUrl(settings.ollamaHost) }),
    ...(generator && { openLocal: () => generator }),
    ...options,
    ...(apiKey && { apiKey }),
  });
  return { model, close: async () => generator?.close() };
}

async function openLocalChat(pack: string, settings: Settings): Promise<TextGenerator> {
  const { loadPack } = await import('../encoders/load-model-pack.js');
  const { LocalTextGenerator } = await import('../encoders/local-text-generator.js');
  // Weights of gigabytes are not read through for every question.
  const loaded = await loadPack(packFolder(pack, settings), { verify: 'size' });
  const role = loaded.manifest.roles.chat;
  const providers = readProviders(settings.providers);
  if (role) return new LocalTextGenerator(loaded, role, providers ? { providers } : {});
  throw new AskreelError('PACK_INVALID', `The model pack ${loaded.manifest.id} has no language model to chat with.`, {
    hint: 'Name a pack whose manifest has the role `chat`, or use offline.',
  });
}
