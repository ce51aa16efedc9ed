import { AskreelError } from '../domain/coded-error.js';
import type { ProviderChoice } from './contracts.js';
import { executionProviders, type ExecutionProvider } from './execution-providers.js';
import {
  firstLine,
  modelFailed,
  OnnxSession,
  type OnnxModel,
  type TapResult,
  type TappableModel,
} from './onnx-session.js';
import { tapModel, type TapRequest } from './tap-model.js';

/** Options of {@link ModelRuntime}. */
export interface ModelRuntimeOptions {
  /** Execution providers to try, in order; a list without `cpu` demands one of its own. Default: all, `cpu` last. */
  readonly providers?: readonly ExecutionProvider[];
  /** Threads that one model may use; onnxruntime takes one per physical core by default. */
  readonly threads?: number;
}

interface OpenedModel {
  readonly session: OnnxSession;
  readonly tap: TapResult;
}

/** Opens models on the first execution provider that works, and closes them all. */
export class ModelRuntime {
  readonly #providers: readonly ExecutionProvider[];
  readonly #threads: number | undefined;
  readonly #sessions = new Map<string, Promise<OpenedModel>>();
  readonly #refused: { provider: ExecutionProvider; reason: string }[] = [];
  #taken: ExecutionProvider | undefined;
  #closed = false;

  constructor({ providers = executionProviders, threads }: ModelRuntimeOptions = {}) {
    this.#providers = providers;
    this.#threads = threads;
  }

  /** The provider of the models opened so far; `none` before the first. */
  get choice(): ProviderChoice {
    return { taken: this.#taken ?? 'none', refused: [...this.#refused] };
  }

  /** A model that is loaded when it is first run, so that a question does not pay for what only indexing needs. */
  model(path: string): OnnxModel {
    return { run: async (inputs, outputs) => (await this.open(path)).run(inputs, outputs) };
  }

  /** The same for a model of which a tensor inside the graph is wanted too. */
  tappable(path: string, request: TapRequest): TappableModel {
    const open = (): Promise<OpenedModel> => this.#openOnce(path, request);
    return {
      run: async (inputs, outputs) => (await open()).session.run(inputs, outputs),
      tapped: async () => (await open()).tap,
    };
  }

  /** Loads a model, once. Throws PROVIDER_UNAVAILABLE and MODEL_FAILED. */
  async open(path: string): Promise<OnnxSession> {
    return (await this.#openOnce(path)).session;
  }

  /** Frees all models; they cannot be run afterwards. */
  async close(): Promise<void> {
    this.#closed = true;
    const sessions = await Promise.allSettled(this.#sessions.values());
    this.#sessions.clear();
    for (const session of sessions) if (session.status === 'fulfilled') await session.value.session.close();
  }

  #openOnce(path: string, request?: TapRequest): Promise<OpenedModel> {
    if (this.#closed) return Promise.reject(modelFailed(path, 'has been closed'));
    const key = request ? JSON.stringify([path, request.tap, request.logits]) : path;
    const known = this.#sessions.get(key);
    if (known) return known;
    const opened = request ? this.#openTapped(path, request) : this.#openPlain(path);
    this.#sessions.set(key, opened);
    // A failure is not remembered: the file may be put right.
    opened.catch(() => this.#sessions.delete(key));
    return opened;
  }

  async #openPlain(path: string): Promise<OpenedModel> {
    return { session: await this.#openOnFirst(path), tap: { refused: 'none was asked for' } };
  }

  async #openTapped(path: string, request: TapRequest): Promise<OpenedModel> {
    const { content, tap } = await tapModel(path, request);
    const session = await this.#openOnFirst(path, content);
    const type = 'output' in tap ? session.outputType(tap.output) : undefined;
    if (type === undefined || type === 'float32') return { session, tap };
    return { session, tap: { refused: `the tensor to tap is ${type}, not float32` } };
  }

  async #openOnFirst(path: string, content?: Uint8Array): Promise<OnnxSession> {
    let cause: unknown;
    for (const provider of this.#providers) {
      if (this.#refused.some((refusal) => refusal.provider === provider)) continue;
      try {
        const session = await OnnxSession.open(path, {
          provider,
          ...(this.#threads !== undefined && { threads: this.#threads }),
          ...(content && { content }),
        });
        this.#taken = provider;
        return session;
      } catch (error) {
        cause = error;
        // What the processor cannot open is no fault of a provider.
        if (provider === 'cpu') throw modelFailed(path, 'could not be opened', error);
        this.#refused.push({ provider, reason: firstLine(error) });
      }
    }
    const reasons = this.#refused.map(({ provider, reason }) => `${provider} (${reason})`).join(', ');
    throw new AskreelError(
      'PROVIDER_UNAVAILABLE',
      `None of the execution providers asked for works here: ${reasons}.`,
      {
        hint: 'Allow `cpu`, or install what the provider needs.',
        cause,
      },
    );
  }
}
