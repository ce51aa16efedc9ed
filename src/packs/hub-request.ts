import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import { PassingFailure } from './retry-budget.js';

/** One request to the hub. */
export interface HubRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent to `url`'s origin alone, never to where a redirect leads elsewhere. */
  readonly token?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const mostRedirects = 8;

/**
 * Asks once, follows redirects, and gives the answer of a server that is content (200, 206 or 416). Throws
 * {@link PassingFailure} for what may be gone next time, `DOWNLOAD_FAILED` for what will not, and `ABORTED`.
 */
export async function requestFromHub(request: HubRequest): Promise<Response> {
  const { token, signal } = request;
  let { url } = request;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const authorised = token !== undefined && url.origin === request.url.origin;
    const headers = { ...request.headers, ...(authorised && { authorization: `Bearer ${token}` }) };
    const response = await fetchOnce(url, headers, signal);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) return requireContent(response, url);
    await response.body?.cancel();
    const next = new URL(location, url);
    if (next.protocol !== 'https:' && (url.protocol === 'https:' || next.protocol !== 'http:')) {
      throw new AskreelError('DOWNLOAD_FAILED', `${url.host} redirects to an unprotected address (${next.protocol}).`, {
        hint: 'Check HF_ENDPOINT.',
      });
    }
    url = next;
  }
  throw new AskreelError('DOWNLOAD_FAILED', `${request.url.host} redirects without end.`, {
    hint: 'Check HF_ENDPOINT.',
  });
}

async function fetchOnce(
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<Response> {
  try {
    return await fetch(url, { headers, redirect: 'manual', ...(signal && { signal }) });
  } catch (cause) {
    throwIfAborted(signal);
    throw connectionFailure(url.host, cause);
  }
}

/** A connection that could not be made or has broken. */
export function connectionFailure(host: string, cause: unknown): PassingFailure {
  const inner: unknown = cause instanceof Error ? (cause.cause ?? cause) : cause;
  const reason =
    (inner as NodeJS.ErrnoException | undefined)?.code ?? (inner instanceof Error ? inner.message : 'unknown');
  return new PassingFailure(`The connection to ${host} failed (${reason}).`, { cause });
}

async function requireContent(response: Response, url: URL): Promise<Response> {
  const { status } = response;
  if (status === 200 || status === 206 || status === 416) return response;
  await response.body?.cancel();
  const place = `${url.host}${url.pathname}`;
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const retryAfterMs = readRetryAfter(response.headers.get('retry-after'));
    throw new PassingFailure(`${url.host} answers ${status}.`, { retryAfterMs });
  }
  if (status === 401 || status === 403) {
    throw new AskreelError('DOWNLOAD_FAILED', `${place} may not be read (${status}).`, {
      hint: 'Check the name; for a private or gated repository accept its terms on the hub and set HF_TOKEN.',
    });
  }
  throw new AskreelError('DOWNLOAD_FAILED', `${place} is not there (${status}).`, {
    hint: 'Check the name and --revision, and HF_ENDPOINT if you use a mirror.',
  });
}

/** `Retry-After` in milliseconds: seconds, or a date (RFC 9110, 10.2.3). */
function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
