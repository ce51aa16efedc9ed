import { basename } from 'node:path';
import type { ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { AskreelError } from '../../domain/coded-error.js';
import { plainLine } from '../../domain/plain-line.js';
import type { ServerParts } from './contracts.js';
import type { ErrorDetail } from './schemas/api-error.js';
import { detailOf, ServerFailure, statusOf } from './server-failure.js';

/** Answers what routes throw: as the API says it, or as OpenAI's protocol does under `/v1`. Logs what was not foreseen. */
export function answerFailures({
  library,
  settings,
  log,
}: Pick<ServerParts, 'library' | 'settings' | 'log'>): ErrorHandler {
  return (thrown, context) => {
    const error = readThrown(thrown);
    const status = statusOf(error);
    const detail = withoutFolders(detailOf(error));
    if (detail.code === 'SERVER_FAILED') log(`${context.req.method} ${context.req.path}: ${plainLine(String(thrown))}`);
    if (error instanceof ServerFailure) {
      for (const [name, value] of Object.entries(error.headers)) context.header(name, value);
    }
    if (!context.req.path.startsWith('/v1/')) return context.json({ error: detail }, status);
    const { code, message, hint } = detail;
    const type = status < 500 ? 'invalid_request_error' : 'server_error';
    return context.json({ error: { message: [message, hint].join(' ').trim(), type, param: null, code } }, status);
  };

  /** Where files lie on this machine is nobody's business: their names are enough. */
  function withoutFolders(detail: ErrorDetail): ErrorDetail {
    const { code, message, hint } = detail;
    if (!/[\\/]/.test(`${message}${hint}`)) return detail;
    const paths = [
      ...library.library.videos().map(({ path }) => path),
      ...(settings.uploads ? [settings.uploads.folder] : []),
      library.library.folder,
    ];
    const short = (text: string): string =>
      plainLine(paths.reduce((words, path) => words.replaceAll(path, basename(path)), text));
    return { code, message: short(message), ...(hint !== undefined && { hint: short(hint) }) };
  }
}

/** Hono's own errors (a body that is no JSON, say) as ours. */
function readThrown(error: unknown): unknown {
  if (!(error instanceof HTTPException) || error.status >= 500) return error;
  return new AskreelError('BAD_ARGUMENT', error.message || 'The request cannot be read.', {
    hint: 'Send JSON, and with it the header content-type: application/json.',
  });
}
