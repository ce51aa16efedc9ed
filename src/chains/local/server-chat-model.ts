import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import {
  BaseChatModel,
  type BaseChatModelParams,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';
import type { ChatGenerationChunk, ChatResult } from '@langchain/core/outputs';
import { convertToOpenAITool } from '@langchain/core/utils/function_calling';
import { ChatServerGenerator } from './chat-server-generator.js';
import { ToolPromptingChatModel } from './tool-prompting-chat-model.js';

/** What {@link ServerChatModel} needs. */
export interface ServerChatModelOptions extends BaseChatModelParams {
  /** A client that takes OpenAI's tools as the call option `tools`. */
  readonly client: BaseChatModel;
  /** False for servers that cannot stream. */
  readonly streaming: boolean;
  readonly tools?: readonly BindToolsInput[];
  /** What is known of the server, shared by the copies that `bindTools` makes. */
  readonly server?: { refusesTools: boolean };
}

/** A model of an OpenAI-compatible server. Once the server has refused tools, they are put into the prompt instead. */
export class ServerChatModel extends BaseChatModel {
  override lc_namespace = ['askreel', 'chat_models'];
  readonly #options: ServerChatModelOptions;
  readonly #tools: readonly object[];
  readonly #server: { refusesTools: boolean };
  readonly #prompting: BaseChatModel;

  static override lc_name(): string {
    return 'ServerChatModel';
  }

  constructor(options: ServerChatModelOptions) {
    super(options);
    this.disableStreaming = !options.streaming;
    const { client, streaming: streamed, tools = [], server = { refusesTools: false } } = options;
    this.#options = options;
    this.#server = server;
    this.#tools = tools.map((tool) => convertToOpenAITool(tool as Record<string, unknown>));
    const prompting = new ToolPromptingChatModel({ generator: new ChatServerGenerator(client, { streamed }) });
    this.#prompting = tools.length > 0 ? prompting.bindTools([...tools]) : prompting;
  }

  override _llmType(): string {
    return 'openai-compatible';
  }

  override bindTools(tools: BindToolsInput[]): ServerChatModel {
    return new ServerChatModel({ ...this.#options, tools, server: this.#server });
  }

  override async _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    if (!this.#server.refusesTools) {
      try {
        return await this.#options.client._generate(messages, this.#withTools(options), runManager);
      } catch (error) {
        this.#requireToolRefusal(error);
      }
    }
    return this.#prompting._generate(messages, options, runManager);
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    if (!this.#server.refusesTools) {
      try {
        yield* this.#options.client._streamResponseChunks(messages, this.#withTools(options), runManager);
        return;
      } catch (error) {
        // A refusal comes before any words.
        this.#requireToolRefusal(error);
      }
    }
    yield* this.#prompting._streamResponseChunks(messages, options, runManager);
  }

  #withTools(options: this['ParsedCallOptions']): this['ParsedCallOptions'] {
    return this.#tools.length === 0 ? options : { ...options, tools: this.#tools };
  }

  /** Remembers a refusal of tools; throws any other failure again. */
  #requireToolRefusal(error: unknown): void {
    if (this.#tools.length === 0 || !refusesTools(error)) throw error;
    this.#server.refusesTools = true;
  }
}

/** Ollama, vLLM and llama.cpp each say in their own words that a model, or the server as it was started, takes no tools. */
function refusesTools(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = (error as { status?: unknown }).status;
  return (
    [400, 422, 500, 501].includes(Number(status)) &&
    /\btools?\b|tool[_ -]choice|function[_ -]call/i.test(error.message) &&
    /support|enable|require|unknown|unrecogni[sz]ed|not (?:allowed|permitted|implemented|available)|extra|unexpected|jinja/i.test(
      error.message,
    )
  );
}
