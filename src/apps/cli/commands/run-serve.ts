import { once } from 'node:events';
import { realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AskreelError } from '../../../domain/coded-error.js';
import { plainLine } from '../../../domain/plain-line.js';
import { webPageFolder } from '../../locations.js';
import { packageVersion } from '../../package-version.js';
import { readWatchScope } from '../../watching/watch-scope.js';
import type { UploadSettings } from '../../server/contracts.js';
import { serveLibrary } from '../../server/serve-library.js';
import type { CommandContext } from '../command-context.js';
import type { ServeCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { openLibraryForCommand } from '../open-library-for-command.js';

const usualUploadLimit = 4 * 2 ** 30;

/** `askreel serve`: the library over HTTP, until Ctrl-C. */
export async function runServe(options: ServeCommandOptions, context: CommandContext): Promise<ExitCode> {
  const { signal, settings } = context;
  const allowedFolders = await Promise.all((options.allowFolder ?? []).map(readFolder));
  await using library = await openLibraryForCommand(context, { readOnly: false });
  const log = (line: string): void => context.note(`askreel: ${plainLine(line)}`);
  const uploads = readUploads(options, library.library.folder);
  if (options.watch) {
    const own = [library.library.folder, ...(uploads ? [uploads.folder] : [])];
    await readWatchScope(options.watch, library.library, own);
  }
  const server = await serveLibrary(library, {
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 8766,
    model: options.model ?? settings.model ?? 'offline',
    version: packageVersion(),
    allowedOrigins: options.allowOrigin ?? [],
    allowedFolders,
    pageFolder: webPageFolder,
    log,
    ...(uploads && { uploads }),
    ...(options.watch && { watchedFolders: options.watch }),
    ...(settings.serverToken !== undefined && { token: settings.serverToken }),
    ...(options.allowHost && { allowedHosts: options.allowHost }),
  });
  try {
    if (context.options.json) context.printJsonLine({ url: server.url });
    const count = library.library.videos().length;
    log(
      `serving ${count} ${count === 1 ? 'video' : 'videos'} of ${library.library.folder} at ${server.url}. Ctrl-C ends.`,
    );
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await server.close();
  }
  return exitCodes.ok;
}

function readUploads(options: ServeCommandOptions, libraryFolder: string): UploadSettings | undefined {
  if (options.uploads === false) return undefined;
  const folder = options.uploads === undefined ? join(libraryFolder, 'uploads') : resolve(options.uploads);
  return { folder, limitBytes: options.uploadLimit ?? usualUploadLimit };
}

async function readFolder(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined && (await stat(real)).isDirectory()) return real;
  throw new AskreelError('BAD_ARGUMENT', `--allow-folder: there is no folder ${path}.`, {
    hint: 'Name one that is there.',
  });
}
