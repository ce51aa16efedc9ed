import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { hostname, networkInterfaces } from 'node:os';

/** How messages call the command that serves, and its setting. */
export interface ServedBy {
  /** As it is typed: `askreel serve`. */
  readonly command: string;
  /** The setting that holds its bearer token. */
  readonly tokenSetting: string;
}

/** Who may talk to the server. */
export interface RequestGuard {
  /** Names and addresses that requests may be made to; IPv6 addresses in brackets. */
  readonly hosts: ReadonlySet<string>;
  /** The bearer token that every request must bring, if there is one. */
  readonly token: string | undefined;
  readonly servedBy: ServedBy;
}

/** Why a request is not served. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly words: string;
}

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

/** True for the addresses that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/** The names under which a server that listens at an address can be reached, and those that were allowed besides. */
export function reachableHosts(address: string, allowed: readonly string[] = []): ReadonlySet<string> {
  const everywhere = ['0.0.0.0', '::', '[::]'].includes(address);
  const addresses = everywhere ? Object.values(networkInterfaces()).flatMap((list) => list ?? []) : [];
  const own = everywhere ? [hostname(), ...addresses.map((item) => item.address)] : [address];
  const names = [...loopbackHosts, ...own, ...allowed].flatMap((name) => hostNameOf(bracketed(name)) ?? []);
  return new Set(names);
}

/** What is looked at of a request. */
type Asked = Pick<IncomingMessage['headers'], 'host' | 'origin' | 'authorization'>;

/** Why a request must not be served; `undefined` when it may be. */
export function refusalOf(headers: Asked, guard: RequestGuard): Refusal | undefined {
  return refusalOfSite(headers, guard) ?? refusalOfToken(headers, guard);
}

/**
 * Why a request is not served by where it comes from. The `Host` must be one of ours and the `Origin`, which browsers send,
 * too: otherwise any web page could reach a server on the reader's own machine (DNS rebinding).
 *
 * @param allowedOrigins further origins that may ask, as browsers write them.
 */
export function refusalOfSite(
  { host, origin }: Asked,
  { hosts, servedBy }: RequestGuard,
  allowedOrigins: readonly string[] = [],
): Refusal | undefined {
  const name = host === undefined ? undefined : hostNameOf(host);
  if (name === undefined || !hosts.has(name)) {
    return {
      status: 403,
      words: `This Host is not served here. Start ${servedBy.command} with --allow-host to add a name.`,
    };
  }
  if (origin === undefined || allowedOrigins.includes(origin)) return undefined;
  const from = /^https?:\/\/(.+)$/i.exec(origin)?.[1];
  const page = from === undefined ? undefined : hostNameOf(from);
  if (page !== undefined && hosts.has(page)) return undefined;
  return { status: 403, words: 'This Origin is not served here.' };
}

/** Why a request is not served for want of the token. */
export function refusalOfToken({ authorization }: Asked, { token, servedBy }: RequestGuard): Refusal | undefined {
  if (token === undefined || sameSecret(/^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1], token)) return undefined;
  return { status: 401, words: `A bearer token is needed: the one in ${servedBy.tokenSetting} of the server.` };
}

/** Compares in a time that tells nothing of where the two differ. */
export function sameSecret(given: string | undefined, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(wanted)) && given !== undefined;
}

/** `example.org:80` → `example.org`, `[::1]:80` → `[::1]`; `undefined` for what is no host. */
function hostNameOf(host: string): string | undefined {
  if (/[/?#@\\\s]/.test(host)) return undefined;
  const url = `http://${host}`;
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host.replace(/%.*$/, '')}]` : host;
}
