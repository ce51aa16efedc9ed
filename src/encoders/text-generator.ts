/** One message as chat templates know it. */
export interface TemplateMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string;
  /** The tool whose result this is; only with role `tool`. */
  readonly name?: string;
  /** What the assistant called. */
  readonly tool_calls?: readonly TemplateToolCall[];
}

/** A tool call in a message of the assistant. */
export interface TemplateToolCall {
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: Readonly<Record<string, unknown>> };
}

/** A tool as chat templates know it; `parameters` is a JSON schema of an object. */
export interface ToolDescription {
  readonly type: 'function';
  readonly function: {
    readonly name: string;
    readonly description?: string;
    readonly parameters?: Readonly<Record<string, unknown>>;
  };
}

/** How one text is written. */
export interface GenerateOptions {
  /** Stops the writing; the call then throws `ABORTED`. */
  readonly signal?: AbortSignal;
  /** Pieces of the text as they are written; together they are the beginning of the result, mostly all of it. */
  readonly onText?: (piece: string) => void;
  /** At most so many tokens (default: the generator's own `maxNewTokens`). */
  readonly maxNewTokens?: number;
  /** Texts that end the writing; they are not part of the result. */
  readonly stop?: readonly string[];
}

/** A language model that continues a text, with the chat template that turns a conversation into one. Greedy. */
export interface TextGenerator {
  /** Longest prompt and answer together, in tokens. */
  readonly contextTokens: number;
  readonly maxNewTokens: number;
  /** Names of the only tools that the model was trained to call; absent when it reads any tool's description. */
  readonly knownTools?: readonly string[];
  /** `false` for a model that was never taught to follow instructions, such as a system message (default true). */
  readonly instructed?: boolean;
  /** The prompt for the assistant's next message, in the model's own template. */
  render(messages: readonly TemplateMessage[], tools: readonly ToolDescription[]): Promise<string>;
  /** Length of a prompt or of a part of one, in tokens. */
  countTokens(text: string): Promise<number>;
  /** What the model writes after a prompt, without control tokens. Throws `MODEL_FAILED` and `ABORTED`. */
  generate(prompt: string, options?: GenerateOptions): Promise<string>;
  /** Frees the model; waits for a text that is being written. May be called twice. */
  close(): Promise<void>;
}
