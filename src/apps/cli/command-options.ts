/** Options of commands that talk to a chat model. */
export interface ModelOption {
  readonly model?: string;
}

/** Options of `ask` and `chat`. */
export interface AskCommandOptions extends ModelOption {
  readonly video?: readonly string[];
  readonly thread?: string;
}

/** Options of `search`. */
export interface SearchCommandOptions {
  readonly video?: readonly string[];
  readonly limit?: number;
}

/** Options of `eval`. */
export interface EvalCommandOptions {
  readonly limit?: number;
  /** A file for the events of the evaluation, as JSON lines. */
  readonly details?: string;
}

/** Options of `doctor`. */
export interface DoctorCommandOptions extends ModelOption {
  readonly fetchCuda?: boolean;
}

/** Options of `demo`. */
export interface DemoCommandOptions extends ModelOption {
  readonly out?: string;
}
