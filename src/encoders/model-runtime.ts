import { AskreelError } from '../domain/coded-error.js';
import type { ProviderChoice } from './contracts.js';
import { executionProviders, type ExecutionProvider } from './execution-providers.js';
import { firstLine, modelFailed, OnnxSession, type OnnxModel } from './onnx-session.js';

/** Options of {@link ModelRuntime}. */
export interface ModelRuntimeOptions {
  /** Execution providers to try, in order; a list without `cpu` demands one of its own. Default: all, `cpu` last. */
  readonly providers?: readonly ExecutionProvider[];
  /** Threads that one model may use; onnxruntime takes one per physical core by default. */
  readonly threads?: number;
}

/** Opens models on the first execution provider that works, and closes them all. */
export class ModelRuntime {
  readonly #providers: readonly ExecutionProvider[];
  readonly #threads: number | undefined;
  readonly #sessions = new Map<string, Promise<OnnxSession>>();
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

  /** The provider of the models opened so far, and after it the processor where it is allowed: for what another library opens. */
  get providersFromTaken(): readonly ExecutionProvider[] {
    const taken = this.#taken ?? 'cpu';
    return taken !== 'cpu' && this.#providers.includes('cpu') ? [taken, 'cpu'] : [taken];
  }

  /** A model that is loaded when it is first run, so that a question does not pay for what only indexing needs. */
  model(path: string): OnnxModel {
    return { run: async (inputs, outputs) => (await this.open(path)).run(inputs, outputs) };
  }

  /** Loads a model, once. Throws PROVIDER_UNAVAILABLE and MODEL_FAILED. */
  open(path: string): Promise<OnnxSession> {
    if (this.#closed) return Promise.reject(modelFailed(path, 'has been closed'));
    const known = this.#sessions.get(path);
    if (known) return known;
    const session = this.#openOnFirst(path);
    this.#sessions.set(path, session);
    // A failure is not remembered: the file may be put right.
    session.catch(() => this.#sessions.delete(path));
    return session;
  }

  /** Frees all models; they cannot be run afterwards. */
  async close(): Promise<void> {
    this.#closed = true;
    const sessions = await Promise.allSettled(this.#sessions.values());
    this.#sessions.clear();
    for (const session of sessions) if (session.status === 'fulfilled') await session.value.close();
  }

  async #openOnFirst(path: string): Promise<OnnxSession> {
    let cause: unknown;
    for (const provider of this.#providers) {
      if (this.#refused.some((refusal) => refusal.provider === provider)) continue;
      try {
        const session = await OnnxSession.open(path, {
          provider,
          ...(this.#threads !== undefined && { threads: this.#threads }),
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
