import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative, sep } from 'node:path';

/** A repository: a folder on disk, or paths with their contents. */
export type MirrorRepository = string | Readonly<Record<string, Uint8Array | string>>;

/** A request that the mirror has got. */
export interface MirrorRequest {
  readonly kind: 'revision' | 'tree' | 'file' | 'unknown';
  readonly url: string;
  readonly repository: string;
  /** Of a file, from the repository's root. */
  readonly path: string;
  /** How often this file has been asked for before. */
  readonly earlier: number;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly authorization: string | undefined;
}

/** What a server does on a bad day with one request. */
export type MirrorFault =
  | { readonly status: number; readonly retryAfter?: string }
  /** The connection breaks after so many bytes of the body; the last of them may be lost on the way. */
  | { readonly cutAfter: number }
  /** One byte of the body is another. */
  | { readonly corrupt: true }
  | { readonly ignoreRange: true }
  /** Sends on to the same address at another origin. */
  | { readonly redirectTo: string }
  | { readonly body: string }
  /** Sends so many bytes, and then nothing, without closing. */
  | { readonly hangAfter: number };

/** Options of {@link startLocalMirror}. */
export interface MirrorOptions {
  /** Whether a file is kept in large file storage, where its SHA-256 is known. Default: models and tokenizers. */
  readonly isLarge?: (path: string) => boolean;
  /** Files a page of a listing. */
  readonly pageSize?: number;
  /** Licences as model cards name them, by repository. */
  readonly licences?: Readonly<Record<string, string>>;
}

export interface LocalMirror extends AsyncDisposable {
  /** For HF_ENDPOINT. */
  readonly endpoint: string;
  readonly requests: readonly MirrorRequest[];
  /** Decides about each request; `undefined` is good service. */
  onRequest: (request: MirrorRequest) => MirrorFault | undefined;
  /** The commit that `main` is at. */
  commitOf(repository: string): string;
  /** Breaks all connections, at the moment that a test chooses. */
  breakConnections(): void;
  close(): Promise<void>;
}

interface Stored {
  readonly commit: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

/** A server on 127.0.0.1 in the layout of the Hugging Face hub. */
export async function startLocalMirror(
  repositories: Readonly<Record<string, MirrorRepository>>,
  options: MirrorOptions = {},
): Promise<LocalMirror> {
  const stored = new Map(Object.entries(repositories).map(([name, content]) => [name, store(name, content)]));
  const requests: MirrorRequest[] = [];
  const server = createServer((request, response) => {
    const read = readRequest(request, requests);
    requests.push(read);
    answer(read, mirror.onRequest(read), stored.get(read.repository), options, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  const mirror: LocalMirror = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    onRequest: () => undefined,
    breakConnections: () => server.closeAllConnections(),
    commitOf: (repository) => stored.get(repository)?.commit ?? '',
    close,
    [Symbol.asyncDispose]: close,
  };
  return mirror;
}

function store(name: string, content: MirrorRepository): Stored {
  const files = new Map<string, Buffer>(
    typeof content === 'string'
      ? readdirSync(content, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .map((path) => [relative(content, path).split(sep).join('/'), readFileSync(path)])
      : Object.entries(content).map(([path, bytes]) => [path, Buffer.from(bytes)]),
  );
  const commit = createHash('sha1').update(name);
  for (const [path, bytes] of files) commit.update(path).update(bytes);
  return { commit: commit.digest('hex'), files };
}

function readRequest(request: IncomingMessage, before: readonly MirrorRequest[]): MirrorRequest {
  const url = request.url ?? '';
  const { pathname } = new URL(url, 'http://mirror');
  const api = /^\/api\/models\/([^/]+\/[^/]+)\/(revision|tree)\/[^/]+$/.exec(pathname);
  const file = /^\/([^/]+\/[^/]+)\/resolve\/[^/]+\/(.+)$/.exec(pathname);
  const repository = api?.[1] ?? file?.[1] ?? '';
  const path = decodeURIComponent(file?.[2] ?? '');
  const { range, authorization, 'if-range': ifRange } = request.headers;
  return {
    kind: file ? 'file' : ((api?.[2] ?? 'unknown') as MirrorRequest['kind']),
    url,
    repository,
    path,
    earlier: before.filter((earlier) => earlier.url === url).length,
    range,
    ifRange: typeof ifRange === 'string' ? ifRange : undefined,
    authorization,
  };
}

function answer(
  request: MirrorRequest,
  fault: MirrorFault | undefined,
  repository: Stored | undefined,
  options: MirrorOptions,
  response: ServerResponse,
): void {
  if (fault && 'status' in fault) {
    response.writeHead(fault.status, fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }).end();
  } else if (fault && 'redirectTo' in fault) {
    response.writeHead(302, { location: `${fault.redirectTo}${request.url}` }).end();
  } else if (fault && 'body' in fault) {
    response.writeHead(200).end(fault.body);
  } else if (!repository || !isKnownRevision(request, repository)) {
    response.writeHead(404).end();
  } else if (request.kind === 'revision') {
    const license = options.licences?.[request.repository];
    response.end(JSON.stringify({ id: request.repository, sha: repository.commit, cardData: { license } }));
  } else if (request.kind === 'tree') {
    sendTree(request, repository, options, response);
  } else {
    sendFile(request, fault, repository.files.get(request.path), response);
  }
}

function isKnownRevision({ kind, url }: MirrorRequest, { commit }: Stored): boolean {
  const revision = /\/(?:revision|tree|resolve)\/([^/?]+)/.exec(url)?.[1] ?? '';
  // Only what main means may be asked for by a name that moves.
  return revision === commit || (kind === 'revision' && revision === 'main');
}

function sendTree(request: MirrorRequest, { files }: Stored, options: MirrorOptions, response: ServerResponse): void {
  const isLarge = options.isLarge ?? ((path: string) => /\.onnx|^tokenizer\.json$/.test(path));
  const entries = [...files].map(([path, bytes]) => ({
    type: 'file',
    path,
    size: bytes.length,
    oid: createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex'),
    ...(isLarge(path) && {
      lfs: { oid: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, pointerSize: 134 },
    }),
  }));
  const folders = [
    ...new Set([...files.keys()].filter((path) => path.includes('/')).map((path) => path.split('/')[0])),
  ];
  const all = [...folders.map((path) => ({ type: 'directory', path, size: 0, oid: '0'.repeat(40) })), ...entries];
  const url = new URL(request.url, 'http://mirror');
  const start = Number(url.searchParams.get('cursor') ?? 0);
  const end = start + (options.pageSize ?? all.length);
  if (end < all.length) {
    url.searchParams.set('cursor', String(end));
    response.setHeader('link', `<http://mirror${url.pathname}${url.search}>; rel="next"`);
  }
  response.end(JSON.stringify(all.slice(start, end)));
}

function sendFile(
  { range, ifRange }: MirrorRequest,
  fault: MirrorFault | undefined,
  content: Buffer | undefined,
  response: ServerResponse,
): void {
  if (!content) return void response.writeHead(404).end();
  const etag = `"${createHash('sha256').update(content).digest('hex')}"`;
  const ignored = (fault && 'ignoreRange' in fault) || (ifRange !== undefined && ifRange !== etag);
  const start = ignored ? 0 : Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  if (start > 0 && start >= content.length) {
    return void response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
  }
  const body = Buffer.from(content.subarray(start));
  if (fault && 'corrupt' in fault && body.length > 0) body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 255;
  const partial = start > 0 && { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` };
  response.writeHead(start > 0 ? 206 : 200, { etag, 'content-length': body.length, ...partial });
  if (fault && 'cutAfter' in fault) {
    // The bytes have to leave before the connection breaks.
    response.write(body.subarray(0, fault.cutAfter), () => setTimeout(() => response.destroy(), 20));
  } else if (fault && 'hangAfter' in fault) response.write(body.subarray(0, fault.hangAfter));
  else response.end(body);
}
