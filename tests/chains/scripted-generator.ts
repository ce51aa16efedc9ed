import { setImmediate as nextTask } from 'node:timers/promises';
import { throwIfAborted } from '../../src/domain/coded-error.js';
import type {
  GenerateOptions,
  TemplateMessage,
  TextGenerator,
  ToolDescription,
} from '../../src/encoders/text-generator.js';

/** What the generator is asked to continue. */
export interface ScriptedPrompt {
  readonly messages: readonly TemplateMessage[];
  readonly tools: readonly ToolDescription[];
  /** How often it was asked before. */
  readonly asked: number;
}

/** A text generator that writes what a script says, in pieces of three characters. A token is four characters of prompt. */
export class ScriptedGenerator implements TextGenerator {
  readonly prompts: ScriptedPrompt[] = [];
  closed = 0;

  constructor(
    private readonly script: (prompt: ScriptedPrompt) => string,
    readonly contextTokens = 100_000,
    readonly maxNewTokens = 1000,
  ) {}

  render(messages: readonly TemplateMessage[], tools: readonly ToolDescription[]): Promise<string> {
    return Promise.resolve(JSON.stringify({ messages, tools }));
  }

  countTokens(text: string): Promise<number> {
    return Promise.resolve(Math.ceil(text.length / 4));
  }

  async generate(prompt: string, { signal, onText }: GenerateOptions = {}): Promise<string> {
    throwIfAborted(signal);
    const asked = { ...(JSON.parse(prompt) as Omit<ScriptedPrompt, 'asked'>), asked: this.prompts.length };
    this.prompts.push(asked);
    const text = this.script(asked);
    for (const [index, piece] of (text.match(/.{1,3}/gsu) ?? []).entries()) {
      if (index % 20 === 0) await nextTask();
      throwIfAborted(signal);
      onText?.(piece);
    }
    return text;
  }

  close(): Promise<void> {
    this.closed += 1;
    return Promise.resolve();
  }
}
