import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { ChatOpenAI } from '@langchain/openai';
import { AskreelError } from '../domain/coded-error.js';
import type { TextGenerator } from '../encoders/text-generator.js';
import { ServerChatModel } from './local/server-chat-model.js';
import { ToolPromptingChatModel } from './local/tool-prompting-chat-model.js';
import { OfflineChatModel } from './offline/offline-chat-model.js';

/** What {@link resolveChatModel} may be told. */
export interface ChatModelOptions {
  /** Key for OpenAI or for an own server that wants one; never read from the environment here. */
  readonly apiKey?: string;
  /** Longest wait for the beginning of an answer, in milliseconds (default 60,000). */
  readonly timeoutMs?: number;
  /** False for servers that cannot stream (default true). */
  readonly streaming?: boolean;
  /** Address of Ollama, without `/v1` (default http://127.0.0.1:11434). */
  readonly ollamaUrl?: string;
  /** Opens the language model of a pack, for `local:<pack>`; whoever gives it closes what it opens. */
  readonly openLocal?: (pack: string) => TextGenerator;
}

const forms =
  'Use "offline", "local:<pack>" (a language model on this machine), "ollama:<name>", "openai:<model>" (or a name such as gpt-4o-mini), or "<base-url>#<model>" for an OpenAI-compatible server, for example http://localhost:8000/v1#glm4.';
const ollamaDefault = 'http://127.0.0.1:11434';

/**
 * The chat model that a specification names: `offline` (rules, no network), `local:<pack>` (a pack's language model, in this
 * process), `ollama:<name>`, `openai:<model>` or `gpt-…` (OpenAI), or `<base-url>#<model>` (any OpenAI-compatible server:
 * vLLM, llama.cpp, SGLang). Nothing is sent anywhere yet. Servers and local models that know no tools get them in the prompt.
 *
 * Throws `CHAT_MODEL_MISSING_KEY` for OpenAI without a key and `BAD_ARGUMENT` for any other specification.
 */
export function resolveChatModel(specification: string, options: ChatModelOptions = {}): BaseChatModel {
  const wanted = specification.trim();
  if (wanted === 'offline') return new OfflineChatModel();
  const pack = /^local:(\S.*)$/.exec(wanted)?.[1];
  if (pack !== undefined && options.openLocal)
    return new ToolPromptingChatModel({ generator: options.openLocal(pack) });
  const ollama = /^ollama:(\S+)$/.exec(wanted)?.[1];
  if (ollama !== undefined) {
    const address = `${(options.ollamaUrl ?? ollamaDefault).replace(/\/+$/, '')}/v1`;
    return serverChatModel(ollama, 'not-needed', options, address);
  }
  const server = /^(https?:\/\/[^#\s]+)#(\S+)$/.exec(wanted);
  if (server) {
    const [, baseURL = '', model = ''] = server;
    // Own servers mostly want no key, but the client does not send a request without one.
    return serverChatModel(model, options.apiKey ?? 'not-needed', options, baseURL.replace(/\/+$/, ''));
  }
  const model = /^openai:(\S+)$/.exec(wanted)?.[1] ?? /^(?:gpt|chatgpt|o\d)\S*$/.exec(wanted)?.[0];
  if (model === undefined) {
    throw new AskreelError('BAD_ARGUMENT', `There is no chat model "${wanted}".`, { hint: forms });
  }
  if (!options.apiKey) {
    throw new AskreelError('CHAT_MODEL_MISSING_KEY', `The chat model ${model} of OpenAI needs an API key.`, {
      hint: 'Set OPENAI_API_KEY, or use "offline" or an own server ("<base-url>#<model>"), which need none.',
    });
  }
  return createChatModel(model, options.apiKey, options);
}

function serverChatModel(model: string, apiKey: string, options: ChatModelOptions, baseURL: string): BaseChatModel {
  const client = createChatModel(model, apiKey, options, baseURL);
  return new ServerChatModel({ client, streaming: options.streaming !== false });
}

function createChatModel(model: string, apiKey: string, options: ChatModelOptions, baseURL?: string): BaseChatModel {
  return new ChatOpenAI({
    model,
    apiKey,
    timeout: options.timeoutMs ?? 60_000,
    // The agent tries again itself, with pauses that can be cancelled.
    maxRetries: 0,
    disableStreaming: options.streaming === false,
    ...(baseURL !== undefined && { configuration: { baseURL }, useResponsesApi: false, temperature: 0 }),
  });
}
