import type { CommandContext, SharedOptions } from './command-context.js';
import type { ExitCode } from './exit-codes.js';

/** Runs a command's own code with its shared options. */
export type RunCommand = (
  options: SharedOptions,
  command: (context: CommandContext) => Promise<ExitCode>,
) => Promise<void>;
