import { withProviders, type Settings } from '../settings.js';
import { terminalJson } from './terminal-json.js';
import type { Terminal } from './terminal.js';

/** Options that every command knows. */
export interface SharedOptions {
  readonly library?: string;
  readonly pack?: string;
  /** Execution providers to try in order, separated by commas. */
  readonly providers?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly debug?: boolean;
}

/** What a command is run with. */
export class CommandContext {
  readonly settings: Settings;
  readonly terminal: Terminal;
  readonly options: SharedOptions;
  /** Fires at the first Ctrl-C. */
  readonly signal: AbortSignal;

  constructor(parts: Pick<CommandContext, 'settings' | 'terminal' | 'options' | 'signal'>) {
    this.settings = withProviders(parts.settings, parts.options.providers);
    this.terminal = parts.terminal;
    this.options = parts.options;
    this.signal = parts.signal;
  }

  /** A line of the result. */
  print(line = ''): void {
    this.terminal.write(`${line}\n`);
  }

  /** The result for programs: one JSON document, indented. */
  printJson(value: unknown): void {
    this.terminal.write(`${terminalJson(value, 2)}\n`);
  }

  /** One of several results for programs: one line of JSON. */
  printJsonLine(value: unknown): void {
    this.terminal.write(`${terminalJson(value)}\n`);
  }

  /** A line about the work, on stderr; silent with `--quiet`. */
  note(line: string): void {
    if (this.options.quiet !== true) this.terminal.writeNote(`${line}\n`);
  }
}
