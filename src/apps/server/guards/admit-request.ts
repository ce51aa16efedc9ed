import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { refusalOfSite, refusalOfToken, sameSecret, type RequestGuard } from '../../http/request-guard.js';
import { ServerFailure } from '../server-failure.js';

/** The cookie in the place of the token, for pictures and films in pages. */
export const sessionCookie = 'askreel_session';

/** Longest path with its query. */
const longestUrl = 8192;

/** What the cookie holds: nobody can read the token from it. */
export function sessionSecret(token: string): string {
  return createHash('sha256').update(`askreel serve ${token}`).digest('base64url');
}

/** Whether a request brings the token, or the cookie in its place; always, where no token is needed. */
export function isAdmitted(context: Context, guard: RequestGuard): boolean {
  const authorization = context.req.header('authorization');
  if (!refusalOfToken({ authorization }, guard)) return true;
  return guard.token !== undefined && sameSecret(getCookie(context, sessionCookie), sessionSecret(guard.token));
}

/**
 * Lets requests in by where they come from: their `Host`, their `Origin`, and for other sites' pages not even pictures. Refuses
 * addresses that are too long or hold what no address holds.
 */
export function admitSites(guard: RequestGuard, allowedOrigins: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const url = new URL(context.req.url);
    if (context.req.url.length - url.origin.length > longestUrl) {
      throw new ServerFailure('TOO_LARGE', `An address may have at most ${longestUrl} characters.`);
    }
    if (/%00|\0/.test(context.req.url)) throw new ServerFailure('NOT_FOUND', 'There is nothing at this address.');
    const origin = context.req.header('origin');
    const refusal = refusalOfSite(
      { host: context.req.header('host') ?? url.host, ...(origin !== undefined && { origin }) },
      guard,
      allowedOrigins,
    );
    if (refusal) throw new ServerFailure('FORBIDDEN', refusal.words);
    const foreign = context.req.header('sec-fetch-site') === 'cross-site' && origin === undefined;
    if (foreign && allowedOrigins.length === 0 && context.req.header('sec-fetch-mode') !== 'navigate') {
      throw new ServerFailure('FORBIDDEN', 'Pages of other sites are not served here.');
    }
    await next();
  };
}

/** Lets requests in that bring the token. */
export function admitBearers(guard: RequestGuard): MiddlewareHandler {
  return async (context, next) => {
    if (!isAdmitted(context, guard)) {
      const { words = '' } = refusalOfToken({}, guard) ?? {};
      throw new ServerFailure('UNAUTHORIZED', words, { headers: { 'www-authenticate': 'Bearer realm="askreel"' } });
    }
    await next();
  };
}
