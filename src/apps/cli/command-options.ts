/** Options of commands that talk to a chat model. */
export interface ModelOption {
  readonly model?: string;
}

/** Options of commands whose results can be written to a file. */
export interface ExportOption {
  /** A file whose ending says as what, or a folder for clips. */
  readonly export?: string;
  /** Overwrite what is there. */
  readonly force?: boolean;
}

/** Options of `ask` and `chat`. */
export interface AskCommandOptions extends ModelOption, ExportOption {
  readonly video?: readonly string[];
  readonly thread?: string;
  /** Chat models that are asked when `model` fails. */
  readonly fallbackModel?: readonly string[];
  readonly rounds?: number;
  /** `false` with --no-check. */
  readonly check?: boolean;
}

/** Options of `threads`. */
export interface ThreadsCommandOptions {
  readonly forget?: string;
}

/** Options of `index`. */
export interface IndexCommandOptions {
  /** Who transcribes. */
  readonly transcribe?: string;
  /** ISO 639-1 code of what is spoken. */
  readonly language?: string;
}

/** Options of `index` that are for live streams. */
export interface StreamCommandOptions extends IndexCommandOptions {
  readonly name?: string;
  /** Milliseconds after which recording ends. */
  readonly for?: number;
  /** Milliseconds, and bytes, of each stream that are kept. */
  readonly keep?: number;
  readonly keepSize?: number;
  /** Milliseconds of one segment. */
  readonly segment?: number;
}

/** Options of `watch`. */
export interface WatchCommandOptions extends IndexCommandOptions {
  readonly once?: boolean;
  /** Seconds. */
  readonly every?: number;
}

/** Options of `search`. */
export interface SearchCommandOptions extends ExportOption {
  readonly video?: readonly string[];
  readonly limit?: number;
  /** A picture file to look for. */
  readonly image?: string;
  /** A moment to look for more of: `<video>@<time>`. */
  readonly like?: string;
}

/** Options of `where`. */
export interface WhereCommandOptions {
  readonly video?: string;
  /** Ends of a span of the video: seconds or `m:ss`. */
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  /** A folder for pictures with the boxes drawn. */
  readonly export?: string;
}

/** Options of `events`. */
export interface EventsCommandOptions {
  /** What the events must be, in words. */
  readonly about?: string;
}

/** Options of `actions`. */
export interface ActionsCommandOptions {
  readonly action?: readonly string[];
  /** Seconds or `m:ss`. */
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
}

/** Options of `highlights`. */
export interface HighlightsCommandOptions extends ExportOption {
  /** Length of all stretches together. */
  readonly seconds?: number;
}

/** Options of `summarize`. */
export interface SummarizeCommandOptions extends ModelOption, ExportOption {
  /** Chapters that are wanted. */
  readonly chapters?: number;
  readonly language?: 'en' | 'zh';
}

/** Options of `clip`. */
export interface ClipCommandOptions extends Pick<ExportOption, 'force'> {
  /** Like `ExportOption.export`; the working folder when it is left out. */
  readonly out?: string;
}

/** Options of `feedback list`. */
export interface FeedbackListOptions {
  readonly limit?: number;
  readonly offset?: number;
}

/** Options of `feedback export`. */
export interface FeedbackExportOptions {
  readonly format: 'dpo' | 'csv' | 'json';
  /** A file; stdout when it is left out. */
  readonly out?: string;
  readonly force?: boolean;
}

/** Options of `feedback fit`. */
export interface FeedbackFitOptions {
  readonly reset?: boolean;
}

/** Options of `mcp`. */
export interface McpCommandOptions extends ModelOption {
  /** Serves over HTTP; all that follow belong to it. */
  readonly http?: boolean;
  readonly host?: string;
  readonly port?: number;
  /** Further names that clients may reach the server by. */
  readonly allowHost?: readonly string[];
}

/** Options of `serve`. */
export interface ServeCommandOptions extends ModelOption {
  readonly host?: string;
  readonly port?: number;
  /** Further names that clients may reach the server by. */
  readonly allowHost?: readonly string[];
  /** Further origins whose pages may use the server. */
  readonly allowOrigin?: readonly string[];
  /** Folders of this machine that clients may have indexed. */
  readonly allowFolder?: readonly string[];
  /** Folders that the library is kept equal to. */
  readonly watch?: readonly string[];
  /** The folder for uploaded videos; `false` with --no-uploads. */
  readonly uploads?: string | false;
  /** Most bytes of one upload. */
  readonly uploadLimit?: number;
}

/** Options of `eval`. */
export interface EvalCommandOptions {
  readonly limit?: number;
  /** A file for the events of the evaluation, as JSON lines. */
  readonly details?: string;
  /** Name of a public benchmark, with `predictions`. */
  readonly benchmark?: string;
  readonly predictions?: readonly string[];
  /** Lists the benchmarks instead. */
  readonly benchmarks?: boolean;
  /** A file for an HTML page of the scores. */
  readonly report?: string;
}

/** Options of `doctor`. */
export interface DoctorCommandOptions extends ModelOption {
  readonly fetchCuda?: boolean;
}

/** Options of `demo`. */
export interface DemoCommandOptions extends ModelOption {
  readonly out?: string;
}

/** Options of commands that ask before they do something. */
export interface ConfirmOption {
  readonly yes?: boolean;
}

/** Options of `models pull` and `models add`. */
export interface FetchCommandOptions extends ConfirmOption {
  readonly variant?: 'full' | 'quantised';
  readonly revision?: string;
}

/** Options of `models pull`. */
export interface PullCommandOptions extends FetchCommandOptions {
  readonly only?: readonly string[];
  readonly without?: readonly string[];
  readonly wordTimestamps?: boolean;
}

/** Options of `models add`. */
export interface AddCommandOptions extends FetchCommandOptions {
  readonly link?: boolean;
  readonly name?: string;
}
