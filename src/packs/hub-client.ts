import { z } from 'zod';
import { AskreelError } from '../domain/coded-error.js';
import type { ExpectedContent } from './expected-content.js';
import { connectionFailure, requestFromHub } from './hub-request.js';
import { RetryBudget, type Pause } from './retry-budget.js';

/** Where packs come from. */
export interface HubOptions {
  /** Default: https://huggingface.co. A mirror must have the same layout. */
  readonly endpoint?: string | undefined;
  /** For private and gated repositories. */
  readonly token?: string | undefined;
  /** No network: everything throws `NETWORK_OFF` at once. */
  readonly offline?: boolean | undefined;
  readonly pause?: Pause;
}

/** A file of a repository at one commit. */
export interface HubFile extends ExpectedContent {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
}

/** A revision of a repository. */
export interface HubRevision {
  /** 40 hex digits. */
  readonly commit: string;
  /** As the model card names it, if it does. */
  readonly licence: string | undefined;
}

const revisionSchema = z.object({
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  cardData: z.looseObject({ license: z.unknown() }).nullish().catch(undefined),
});
const treeSchema = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    size: z.int().nonnegative(),
    oid: z.string(),
    lfs: z.object({ oid: z.string().regex(/^[0-9a-f]{64}$/), size: z.int().nonnegative() }).nullish(),
  }),
);

/** The Hugging Face hub, or a mirror of it. */
export class HubClient {
  readonly endpoint: string;
  readonly #options: HubOptions;

  /** Throws `BAD_ARGUMENT` for an endpoint that is no web address. */
  constructor(options: HubOptions = {}) {
    const endpoint = (options.endpoint ?? 'https://huggingface.co').replace(/\/+$/, '');
    if (!URL.canParse(endpoint) || !/^https?:/.test(endpoint)) {
      throw new AskreelError('BAD_ARGUMENT', `HF_ENDPOINT is no web address: ${endpoint}.`);
    }
    this.endpoint = endpoint;
    this.#options = options;
  }

  /** Throws `NETWORK_OFF` when the user wants no network. */
  requireNetwork(): void {
    if (this.#options.offline !== true) return;
    throw new AskreelError('NETWORK_OFF', 'The network is switched off (ASKREEL_OFFLINE or HF_HUB_OFFLINE).', {
      hint: 'Copy the pack folder here from a machine that has it, and run: askreel models add <folder>.',
    });
  }

  /** What a branch, a tag or a commit means. Throws `DOWNLOAD_FAILED`, `NETWORK_OFF` and `ABORTED`. */
  async resolveRevision(repository: string, revision: string, signal?: AbortSignal): Promise<HubRevision> {
    const url = this.#url(`api/models/${repository}/revision/${encodeURIComponent(revision)}`);
    const { sha, cardData } = (await this.#readJson(url, revisionSchema, signal)).value;
    return { commit: sha, licence: typeof cardData?.license === 'string' ? cardData.license : undefined };
  }

  /** All files of a repository at a commit. Throws `DOWNLOAD_FAILED`, `NETWORK_OFF` and `ABORTED`. */
  async listFiles(repository: string, commit: string, signal?: AbortSignal): Promise<HubFile[]> {
    const files: HubFile[] = [];
    let url: URL | undefined = this.#url(`api/models/${repository}/tree/${commit}?recursive=true`);
    while (url) {
      const page: { value: z.infer<typeof treeSchema>; next: URL | undefined } = await this.#readJson(
        url,
        treeSchema,
        signal,
      );
      for (const { type, path, size, oid, lfs } of page.value) {
        if (type !== 'file') continue;
        files.push(lfs ? { path, bytes: lfs.size, sha256: lfs.oid } : { path, bytes: size, gitBlob: oid });
      }
      url = page.next;
    }
    return files;
  }

  /** A repository's JSON file. Throws `DOWNLOAD_FAILED`, `NETWORK_OFF` and `ABORTED`. */
  async readJsonFile(repository: string, commit: string, path: string, signal?: AbortSignal): Promise<unknown> {
    return (await this.#readJson(this.#fileUrl(repository, commit, path), z.unknown(), signal)).value;
  }

  /** Asks once for a file, or for a range of it. Throws what {@link requestFromHub} throws. */
  openFile(
    { repository, commit, path }: { readonly repository: string; readonly commit: string; readonly path: string },
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    return this.#request(this.#fileUrl(repository, commit, path), headers, signal);
  }

  async #readJson<Value>(
    url: URL,
    schema: z.ZodType<Value>,
    signal: AbortSignal | undefined,
  ): Promise<{ value: Value; next: URL | undefined }> {
    const { pause } = this.#options;
    // A person waits for the answer: with no network they should soon be told.
    const budget = new RetryBudget({ limit: 4, signal, ...(pause && { pause }) });
    for (;;) {
      try {
        const response = await this.#request(url, { accept: 'application/json' }, signal);
        const text = await response.text().catch((cause: unknown) => {
          throw connectionFailure(url.host, cause);
        });
        return { value: parseAnswer(text, schema, url), next: this.#nextPage(response) };
      } catch (error) {
        await budget.failed(error);
      }
    }
  }

  async #request(
    url: URL,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    this.requireNetwork();
    return requestFromHub({ url, headers, token: this.#options.token, signal });
  }

  /** Long listings come in pages (RFC 8288 links); a page elsewhere than at the endpoint is not asked for. */
  #nextPage(response: Response): URL | undefined {
    const target = /<([^>]+)>\s*;[^,]*rel="?next"?/.exec(response.headers.get('link') ?? '')?.[1];
    if (target === undefined) return undefined;
    const { pathname, search } = new URL(target, this.endpoint);
    return new URL(`${pathname}${search}`, this.endpoint);
  }

  #fileUrl(repository: string, commit: string, path: string): URL {
    return this.#url(`${repository}/resolve/${commit}/${path.split('/').map(encodeURIComponent).join('/')}`);
  }

  #url(path: string): URL {
    return new URL(`${this.endpoint}/${path}`);
  }
}

function parseAnswer<Value>(text: string, schema: z.ZodType<Value>, url: URL): Value {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = undefined;
  }
  const parsed = schema.safeParse(content);
  if (content !== undefined && parsed.success) return parsed.data;
  throw new AskreelError(
    'DOWNLOAD_FAILED',
    `${url.host}${url.pathname} does not answer as the Hugging Face hub does.`,
    {
      hint: 'Check HF_ENDPOINT; a login page of the network may also answer in its place.',
      cause: parsed.error,
    },
  );
}
