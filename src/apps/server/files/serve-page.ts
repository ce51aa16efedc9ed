import { realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { Context, Handler } from 'hono';
import { ServerFailure } from '../server-failure.js';
import { pageType } from './content-types.js';
import { sendFile } from './send-file.js';

/** Names with the hash of their content, as builds make them: they never change. */
const hashedName = /[.-][\w-]{8,}\.\w+$/;

const unbuilt =
  'askreel serves its API here (GET /api/openapi.json). The web page has not been built: run npm run build, and start again.\n';

/**
 * The page's files. Addresses without a file belong to the page itself, whose own routes they are; those that look like
 * files, and everything that is no GET, are not found.
 */
export function servePage(folder: string): Handler {
  return async (context) => {
    const { method, path } = context.req;
    if (method !== 'GET' && method !== 'HEAD') throw notFound();
    const file = await findFile(folder, path);
    if (file !== undefined) return send(context, file, hashedName.test(file) && path.startsWith('/assets/'));
    if (/\.\w+$/.test(path)) throw notFound();
    const page = await findFile(folder, '/index.html');
    if (page !== undefined) return send(context, page, false);
    if (path === '/') return context.text(unbuilt, 200);
    throw notFound();
  };
}

async function send(context: Context, path: string, forGood: boolean): Promise<Response> {
  const cache = forGood ? 'public, max-age=31536000, immutable' : 'no-cache';
  return sendFile(context, path, { contentType: pageType(path), headers: { 'cache-control': cache } });
}

/** The file of an address, if there is one inside the folder; hidden files, and links out of it, are none. */
async function findFile(folder: string, path: string): Promise<string | undefined> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const parts = decoded.split('/').filter((part) => part !== '');
  if (parts.some((part) => part.startsWith('.') || /[\\\0:]/.test(part))) return undefined;
  const file = resolve(folder, join(...(parts.length === 0 ? ['index.html'] : parts)));
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const way = relative(await realpath(folder), await realpath(file));
  return way.startsWith('..') || way.startsWith(sep) ? undefined : file;
}

function notFound(): ServerFailure {
  return new ServerFailure('NOT_FOUND', 'There is nothing at this address.', {
    hint: 'GET /api/openapi.json says what there is.',
  });
}
