import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { hostname, networkInterfaces } from 'node:os';

/** Who may talk to the server. */
export interface RequestGuard {
  /** Names and addresses that requests may be made to; IPv6 addresses in brackets. */
  readonly hosts: ReadonlySet<string>;
  /** The bearer token that every request must bring, if there is one. */
  readonly token: string | undefined;
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

/**
 * Why a request must not be served; `undefined` when it may be. The `Host` must be one of ours and the `Origin`, which
 * browsers send, too: otherwise any web page could reach a server on the reader's own machine (DNS rebinding).
 */
export function refusalOf(request: Pick<IncomingMessage, 'headers'>, guard: RequestGuard): Refusal | undefined {
  const { host, origin, authorization } = request.headers;
  const name = host === undefined ? undefined : hostNameOf(host);
  if (name === undefined || !guard.hosts.has(name)) {
    return { status: 403, words: 'This Host is not served here. Start askreel mcp with --allow-host to add a name.' };
  }
  if (origin !== undefined) {
    const from = /^https?:\/\/(.+)$/i.exec(origin)?.[1];
    const page = from === undefined ? undefined : hostNameOf(from);
    if (page === undefined || !guard.hosts.has(page)) return { status: 403, words: 'This Origin is not served here.' };
  }
  if (guard.token !== undefined && !sameToken(/^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1], guard.token)) {
    return { status: 401, words: 'A bearer token is needed: the one in ASKREEL_MCP_TOKEN of the server.' };
  }
  return undefined;
}

/** Compares in a time that tells nothing of where the two differ. */
function sameToken(given: string | undefined, wanted: string): boolean {
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
