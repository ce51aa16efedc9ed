import { CommanderError, type Command } from 'commander';
import { AskreelError } from '../../domain/coded-error.js';
import { packageVersion } from '../package-version.js';
import { readSettings } from '../settings.js';
import { CommandContext, type SharedOptions } from './command-context.js';
import { describeError, errorLine, errorTrace } from './error-line.js';
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.js';
import { listenForInterruption } from './interruption.js';
import { printableText } from './printable-text.js';
import { createProgram } from './program.js';
import { Terminal, type TerminalStreams } from './terminal.js';

/**
 * Runs one command line to its exit status. Never throws: every error becomes one line on stderr (and its stack, with
 * `--debug`).
 *
 * @param words The command line without the program's own name.
 */
export async function runCommandLine(words: readonly string[], streams: TerminalStreams): Promise<ExitCode> {
  const settings = readSettings();
  const terminal = new Terminal(streams, settings);
  let exitCode: ExitCode = exitCodes.ok;

  const run = async (
    options: SharedOptions,
    command: (context: CommandContext) => Promise<ExitCode>,
  ): Promise<void> => {
    const interruption = listenForInterruption(() => {
      if (!options.quiet) terminal.writeNote('\naskreel: stopping … (Ctrl-C again to stop at once)\n');
    });
    const { signal } = interruption;
    try {
      exitCode = await command(new CommandContext({ settings, terminal, options, signal }));
    } catch (error) {
      exitCode = report(error, options.debug === true, terminal);
    } finally {
      interruption.release();
      if (signal.aborted) exitCode = interruption.exitCode() ?? exitCode;
    }
  };

  const program = createProgram(run, packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.writeNote(text),
      // Usage errors are reported below, in the form of all other errors.
      outputError: () => undefined,
    });
  inheritSettings(program);
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) return report(error, words.includes('--debug'), terminal);
    if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version') return exitCodes.ok;
    // Without any command commander has shown the help on stderr already.
    if (error.code === 'commander.help') return exitCodes.badUsage;
    return report(usageError(error), words.includes('--debug'), terminal);
  }
}

/** Commands take settings over when they are made, which was before. */
function inheritSettings(parent: Command): void {
  for (const command of parent.commands) inheritSettings(command.copyInheritedSettings(parent));
}

function report(error: unknown, debug: boolean, terminal: Terminal): ExitCode {
  terminal.writeNote(`${terminal.noteColours.red(errorLine(error))}\n`);
  if (debug) terminal.writeNote(`${printableText(errorTrace(error))}\n`);
  return exitCodeOf(describeError(error).code);
}

function usageError(error: CommanderError): AskreelError {
  const message = error.message.replace(/^error: /, '').replace(/([^.?)])$/, '$1.');
  return new AskreelError('BAD_ARGUMENT', message, { hint: 'See askreel --help.', cause: error });
}
