import type { Check } from '../../doctor/check.js';
import { fetchCudaLibraries } from '../../doctor/fetch-cuda-libraries.js';
import { runChecks } from '../../doctor/run-checks.js';
import type { CommandContext } from '../command-context.js';
import type { DoctorCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { printableText } from '../printable-text.js';

/** `askreel doctor`. */
export async function runDoctor(options: DoctorCommandOptions, context: CommandContext): Promise<ExitCode> {
  const { library, pack, providers } = context.options;
  if (options.fetchCuda) {
    const folder = await fetchCudaLibraries({ signal: context.signal, onNote: (line) => context.note(line) });
    context.note(`The CUDA libraries are in ${folder}.`);
  }
  const providersFrom = providers === undefined ? 'ASKREEL_PROVIDERS' : '--providers';
  const checks = await runChecks({ library, pack, model: options.model, providersFrom }, context.settings);
  const healthy = checks.every((check) => check.status !== 'problem');
  if (context.options.json) context.printJson({ healthy, checks });
  else for (const check of checks) printCheck(check, context);
  return healthy ? exitCodes.ok : exitCodes.failed;
}

function printCheck({ name, status, detail, hint }: Check, context: CommandContext): void {
  const { colours } = context.terminal;
  const marks = { ok: colours.green('✓'), warning: colours.yellow('!'), problem: colours.red('✗') };
  context.print(`${marks[status]} ${name.padEnd(16)} ${printableText(detail)}`);
  if (hint !== undefined) context.print(colours.dim(`  ${''.padEnd(16)} ${printableText(hint)}`));
}
