import type { PreTrainedTokenizer } from '@huggingface/transformers';
import { modelFailed } from './onnx-session.js';
import { plainTemplateMessages, withoutSystemMessage } from './plain-template-messages.js';
import type { TemplateMessage, ToolDescription } from './text-generator.js';

/** What a template can say, found by rendering a trial conversation. */
interface TemplateAbilities {
  /** Shows the tools, calls of them and their results. */
  readonly tools: boolean;
  readonly system: boolean;
  /** GLM calls a tool's result `observation`; some of its templates write any role's name. */
  readonly resultRole: 'tool' | 'observation';
}

const trialName = 'askreel_trial_tool';
const trialResult = 'askreel trial result';
const trialTool: ToolDescription = {
  type: 'function',
  function: { name: trialName, description: 'Tries.', parameters: { type: 'object', properties: {} } },
};

/** A model's own chat template, with words in place of what it cannot express. */
export class ChatTemplate {
  readonly #tokenizer: PreTrainedTokenizer;
  readonly #folder: string;
  readonly #controlTokens: readonly string[];
  readonly #abilities: TemplateAbilities;

  /** Throws `MODEL_FAILED` when the tokenizer has no template that can be rendered. */
  constructor(tokenizer: PreTrainedTokenizer, folder: string) {
    this.#tokenizer = tokenizer;
    this.#folder = folder;
    this.#controlTokens = controlTokensOf(tokenizer);
    this.#abilities = this.#tryOut();
  }

  /** The prompt for the assistant's next message. Control tokens inside the messages' texts are broken up. */
  render(messages: readonly TemplateMessage[], tools: readonly ToolDescription[]): string {
    const harmless = messages.map((message) => this.#breakControlTokens(message));
    if (!this.#abilities.tools) {
      const plain = plainTemplateMessages(harmless, tools);
      return this.#apply(this.#abilities.system ? plain : withoutSystemMessage(plain), []);
    }
    const known = this.#abilities.system ? harmless : withoutSystemMessage(harmless);
    return this.#apply(
      known.map((message) => this.#nameRole(message)),
      tools,
    );
  }

  #nameRole(message: TemplateMessage): object {
    return message.role === 'tool' ? { ...message, role: this.#abilities.resultRole } : message;
  }

  /** Text from a video must not be able to end a turn or to begin one, nor in the arguments of a call that repeats it. */
  #breakControlTokens<Value>(value: Value): Value {
    if (typeof value === 'string') {
      let harmless: string = value;
      for (const token of this.#controlTokens)
        harmless = harmless.replaceAll(token, `${token.charAt(0)} ${token.slice(1)}`);
      return harmless as Value;
    }
    if (Array.isArray(value)) return value.map((item: unknown) => this.#breakControlTokens(item)) as Value;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, this.#breakControlTokens(item as unknown)]),
    ) as Value;
  }

  #apply(messages: readonly object[], tools: readonly ToolDescription[]): string {
    try {
      return this.#tokenizer.apply_chat_template(messages as { role: string; content: string }[], {
        ...(tools.length > 0 && { tools: [...tools] }),
        add_generation_prompt: true,
        tokenize: false,
      });
    } catch (error) {
      throw modelFailed(this.#folder, 'has a chat template that cannot be rendered', error);
    }
  }

  #tryOut(): TemplateAbilities {
    const attempt = (messages: readonly object[], tools: readonly ToolDescription[]): string | undefined => {
      try {
        return this.#apply(messages, tools);
      } catch {
        return undefined;
      }
    };
    const user = { role: 'user', content: 'askreel trial question' };
    // A template that cannot even do this is of no use.
    this.#apply([user], []);
    const system = attempt([{ role: 'system', content: trialResult }, user], [])?.includes(trialResult) ?? false;
    const call = { type: 'function', function: { name: trialName, arguments: {} } };
    const turn = (role: string): object[] => [
      user,
      { role: 'assistant', content: '', tool_calls: [call] },
      { role, name: trialName, content: trialResult },
    ];
    const shown = attempt([user], [trialTool])?.includes(trialName) ?? false;
    const asTool = attempt(turn('tool'), []) ?? '';
    const known = asTool.includes(trialName) && asTool.includes(trialResult);
    const bareRole = asTool.includes('<|tool|>') && this.#controlTokens.includes('<|observation|>');
    return { tools: shown && known, system, resultRole: bareRole ? 'observation' : 'tool' };
  }
}

/** The part of the tokenizer below transformers.js's that knows tokens which are no special ones, such as `<tool_call>`. */
interface AddedTokens {
  readonly _tokenizer: { get_added_tokens_decoder(): ReadonlyMap<number, { readonly content: string }> };
}

/** Special tokens, and added ones that look like tags. */
function controlTokensOf(tokenizer: PreTrainedTokenizer): string[] {
  const added = (tokenizer as unknown as AddedTokens)._tokenizer.get_added_tokens_decoder();
  const tokens = [...tokenizer.all_special_tokens, ...[...added.values()].map((token) => token.content)];
  return [...new Set(tokens)].filter((token) => /^[<[].+[>\]]$/.test(token)).sort((a, b) => b.length - a.length);
}
