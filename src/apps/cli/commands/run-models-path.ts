import { packFolder } from '../../locations.js';
import type { CommandContext } from '../command-context.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';

/** `askreel models path [pack]`. */
// eslint-disable-next-line @typescript-eslint/require-await -- every command is asynchronous
export async function runModelsPath(pack: string | undefined, context: CommandContext): Promise<ExitCode> {
  const folder = packFolder(pack ?? context.options.pack, context.settings);
  if (context.options.json) context.printJson({ folder });
  else context.print(folder);
  return exitCodes.ok;
}
