import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import {
  BaseChatModel,
  type BaseChatModelParams,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models';
import { AIMessage, AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import { throwIfAborted } from '../../domain/coded-error.js';
import { answerTurn, gatherInput } from './answer-turn.js';
import { answerRemembered } from './answer-remembered.js';
import { planNextCalls } from './plan-tool-calls.js';
import type { PlannedCall } from './planned-call.js';
import { rememberedAnswers } from './remembered-answer.js';
import { readInItsLanguage } from './read-in-its-language.js';
import { memoryKey, readTurn } from './turn-evidence.js';
import type { QuestionMemory } from './question-reading.js';

/** What the model says next: calls to make, or words. */
interface Reply {
  readonly calls: readonly PlannedCall[];
  readonly text: string;
  readonly memory?: QuestionMemory;
}

/**
 * A chat model made of rules: reads a question in plain English or Chinese, calls the video tools and words an answer from their
 * lines. It knows no video but what the tools return, needs no network and no key, and always says the same to the same.
 */
export class OfflineChatModel extends BaseChatModel {
  override lc_namespace = ['askreel', 'chat_models'];
  readonly #tools: ReadonlySet<string> | undefined;

  static override lc_name(): string {
    return 'OfflineChatModel';
  }

  constructor(options: BaseChatModelParams & { readonly toolNames?: readonly string[] } = {}) {
    super(options);
    this.#tools = options.toolNames && new Set(options.toolNames);
  }

  override _llmType(): string {
    return 'askreel-offline';
  }

  /** Gives a model that calls only these tools. */
  override bindTools(tools: BindToolsInput[]): OfflineChatModel {
    return new OfflineChatModel({ toolNames: tools.map(nameOf) });
  }

  override _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    throwIfAborted(options.signal);
    const reply = this.#reply(messages);
    const message = new AIMessage({
      content: reply.text,
      tool_calls: toToolCalls(reply, messages),
      additional_kwargs: toKwargs(reply),
    });
    return Promise.resolve({ generations: [{ text: reply.text, message }] });
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const reply = this.#reply(messages);
    const calls = toToolCalls(reply, messages);
    for (const piece of reply.text.match(/\S+\s*/g) ?? []) {
      throwIfAborted(options.signal);
      const chunk = new ChatGenerationChunk({ text: piece, message: new AIMessageChunk({ content: piece }) });
      yield chunk;
      await runManager?.handleLLMNewToken(piece, undefined, undefined, undefined, undefined, { chunk });
    }
    const tool_call_chunks = calls.map(({ name, args, id }, index) => ({
      name,
      args: JSON.stringify(args),
      id,
      index,
      type: 'tool_call_chunk' as const,
    }));
    const last = new AIMessageChunk({ content: '', tool_call_chunks, additional_kwargs: toKwargs(reply) });
    yield new ChatGenerationChunk({ text: '', message: last });
  }

  #reply(messages: readonly BaseMessage[]): Reply {
    const turn = readTurn(messages);
    const reading = readInItsLanguage(turn.question, turn.previous);
    const input = gatherInput(reading, turn);
    const remembered = answerRemembered(input, rememberedAnswers(turn));
    const next = remembered ? [] : planNextCalls(reading, turn, (tool) => this.#tools?.has(tool) ?? true);
    if (next.length > 0) return { calls: next, text: '' };
    const { text, focus } = remembered ?? answerTurn(input);
    const { changes: _changes, focus: _focus, spoken: _spoken, unknown: _unknown, ...kept } = reading;
    return {
      calls: [],
      text,
      memory: { reading: { ...kept, clause: input.clause.words === '' ? kept.clause : input.clause }, focus },
    };
  }
}

function nameOf(tool: BindToolsInput): string {
  if ('name' in tool && typeof tool.name === 'string') return tool.name;
  const described = 'function' in tool ? (tool.function as { name?: unknown }) : undefined;
  return typeof described?.name === 'string' ? described.name : '';
}

function toToolCalls(reply: Reply, messages: readonly BaseMessage[]) {
  return reply.calls.map(({ name, args }, index) => ({
    name,
    args,
    id: `offline-${messages.length}-${index}`,
    type: 'tool_call' as const,
  }));
}

function toKwargs(reply: Reply): Record<string, unknown> {
  return reply.memory ? { [memoryKey]: reply.memory } : {};
}
