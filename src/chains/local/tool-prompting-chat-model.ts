import { randomUUID } from 'node:crypto';
import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import {
  BaseChatModel,
  type BaseChatModelParams,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models';
import { AIMessage, AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import { convertToOpenAITool } from '@langchain/core/utils/function_calling';
import type { TextGenerator, ToolDescription } from '../../encoders/text-generator.js';
import { EventQueue } from '../event-queue.js';
import { converse, type ConverseEvent } from './converse.js';
import type { ReadCall } from './read-reply.js';

/** What {@link ToolPromptingChatModel} needs. */
export interface ToolPromptingOptions extends BaseChatModelParams {
  readonly generator: TextGenerator;
  /** The tools that the model may call; set by `bindTools`. */
  readonly tools?: readonly ToolDescription[];
}

/**
 * A chat model that calls tools over any text generator: the tools stand in the prompt, and calls are read from what the
 * model writes. A call that cannot be made is described to the model once; what is still wrong then throws
 * `CHAT_MODEL_FAILED`, unless the reply has words as well.
 */
export class ToolPromptingChatModel extends BaseChatModel implements AsyncDisposable {
  override lc_namespace = ['askreel', 'chat_models'];
  readonly #generator: TextGenerator;
  readonly #tools: readonly ToolDescription[];

  static override lc_name(): string {
    return 'ToolPromptingChatModel';
  }

  constructor({ generator, tools = [], ...options }: ToolPromptingOptions) {
    super(options);
    this.#generator = generator;
    this.#tools = tools;
  }

  /** Whether it can be told in words what to do otherwise. */
  get takesInstructions(): boolean {
    return this.#generator.instructed ?? true;
  }

  override _llmType(): string {
    return 'askreel-tool-prompting';
  }

  /** Gives a model that calls these tools, or those of them that the generator knows; it shares this one's generator. */
  override bindTools(tools: BindToolsInput[]): ToolPromptingChatModel {
    const { knownTools } = this.#generator;
    const described = tools.map(describeTool);
    const known = described.filter((tool) => knownTools?.includes(tool.function.name) ?? true);
    return new ToolPromptingChatModel({ generator: this.#generator, tools: known });
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    const { words, calls } = await converse(messages, this.#tools, this.#generator, options);
    const message = new AIMessage({ content: words, tool_calls: calls.map(withId) });
    return { generations: [{ text: words, message }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const stop = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
    const queue = new EventQueue<ConverseEvent>();
    const work = converse(messages, this.#tools, this.#generator, {
      ...options,
      signal,
      report: (event) => queue.push(event),
    }).finally(() => queue.end());
    work.catch(() => undefined);
    try {
      for await (const { text } of queue) {
        const chunk = new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }) });
        yield chunk;
        await runManager?.handleLLMNewToken(text, undefined, undefined, undefined, undefined, { chunk });
      }
      const { calls } = await work;
      const tool_call_chunks = calls.map(withId).map(({ name, args, id }, index) => ({
        name,
        args: JSON.stringify(args),
        id,
        index,
        type: 'tool_call_chunk' as const,
      }));
      yield new ChatGenerationChunk({ text: '', message: new AIMessageChunk({ content: '', tool_call_chunks }) });
    } finally {
      // Whoever stops reading wants no more words.
      stop.abort();
    }
  }

  /** Frees the generator, for the copies that `bindTools` made as well. */
  close(): Promise<void> {
    return this.#generator.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

function describeTool(tool: BindToolsInput): ToolDescription {
  const { function: description } = convertToOpenAITool(tool as Record<string, unknown>) as ToolDescription;
  const { $schema: _schema, ...parameters } = description.parameters ?? {};
  return { type: 'function', function: { ...description, parameters } };
}

function withId({ name, args }: ReadCall) {
  return { name, args, id: `call-${randomUUID()}`, type: 'tool_call' as const };
}
