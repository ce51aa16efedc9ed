import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, HumanMessage, SystemMessage, type BaseMessage } from '@langchain/core/messages';
import { plainTemplateMessages } from '../../encoders/plain-template-messages.js';
import type {
  GenerateOptions,
  TemplateMessage,
  TextGenerator,
  ToolDescription,
} from '../../encoders/text-generator.js';

/**
 * A chat model that knows no tools as a text generator: its prompt is the conversation in plain words, as JSON. How many
 * tokens the server reads is not known: the server itself says when it is too much.
 */
export class ChatServerGenerator implements TextGenerator {
  readonly contextTokens = Number.MAX_SAFE_INTEGER;
  readonly maxNewTokens = Number.MAX_SAFE_INTEGER;
  readonly #model: BaseChatModel;
  readonly #streamed: boolean;

  constructor(model: BaseChatModel, { streamed = true } = {}) {
    this.#model = model;
    this.#streamed = streamed;
  }

  render(messages: readonly TemplateMessage[], tools: readonly ToolDescription[]): Promise<string> {
    return Promise.resolve(JSON.stringify(plainTemplateMessages(messages, tools)));
  }

  /** A rough count; see above. */
  countTokens(text: string): Promise<number> {
    return Promise.resolve(Math.ceil(text.length / 4));
  }

  /** Throws what the chat model throws. */
  async generate(prompt: string, { signal, onText, stop }: GenerateOptions = {}): Promise<string> {
    const messages = (JSON.parse(prompt) as TemplateMessage[]).map(toMessage);
    const options = { ...(signal && { signal }), ...(stop && { stop: [...stop] }) };
    // Called below LangChain's own tracing, so that its words are not reported a second time.
    if (!onText || !this.#streamed) {
      const { generations } = await this.#model._generate(messages, options);
      return generations[0]?.message.text ?? '';
    }
    let text = '';
    for await (const chunk of this.#model._streamResponseChunks(messages, options)) {
      text += chunk.message.text;
      onText(chunk.message.text);
    }
    return text;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function toMessage({ role, content }: TemplateMessage): BaseMessage {
  if (role === 'system') return new SystemMessage(content);
  return role === 'assistant' ? new AIMessage(content) : new HumanMessage(content);
}
