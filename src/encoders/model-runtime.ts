import { AskreelError } from '../domain/coded-error.js';
import type { ProviderChoice } from './contracts.js';
import { executionProviders, type ExecutionProvider } from './execution-providers.js';
import { modelCandidates, modelKey, type ModelCandidate, type ModelFiles } from './model-files.js';
import {
  firstLine,
  modelFailed,
  OnnxSession,
  type ModelInputs,
  type ModelOutputs,
  type ModelSession,
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
  /** Told, in one line, when a provider opens a model but cannot run it, so that another one takes its place. */
  readonly onWarning?: (warning: string) => void;
  /** Opens one file on one provider (default: onnxruntime). */
  readonly openSession?: (...given: Parameters<typeof OnnxSession.open>) => Promise<ModelSession>;
}

/** A model on a provider. Until it has run once, nobody knows whether the provider can run it. */
interface OpenedModel {
  readonly session: ModelSession;
  readonly candidate: ModelCandidate;
  readonly tap: TapResult;
  hasRun: boolean;
}

interface FailedCandidate extends ModelCandidate {
  readonly error: unknown;
}

const openOnnxSession: NonNullable<ModelRuntimeOptions['openSession']> = (path, options) =>
  OnnxSession.open(path, options);

/** Opens models on the first execution provider that works, and closes them all. */
export class ModelRuntime {
  readonly #providers: readonly ExecutionProvider[];
  readonly #options: ModelRuntimeOptions;
  readonly #models = new Map<string, Promise<OpenedModel>>();
  /** Sessions that another one has taken the place of. */
  readonly #retired: Promise<OpenedModel>[] = [];
  readonly #refused: { provider: ExecutionProvider; reason: string }[] = [];
  #taken: ExecutionProvider | undefined;
  #closed = false;

  constructor(options: ModelRuntimeOptions = {}) {
    this.#providers = options.providers ?? executionProviders;
    this.#options = options;
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

  /**
   * A model that is loaded when it is first run, so that a question does not pay for what only indexing needs. When
   * its first run fails, the next provider has a try.
   */
  model(files: ModelFiles | string): OnnxModel {
    const named = typeof files === 'string' ? { path: files } : files;
    return { run: (inputs, outputs) => this.#run(named, inputs, outputs) };
  }

  /** The same for a model of which a tensor inside the graph is wanted too. */
  tappable(files: ModelFiles, request: TapRequest): TappableModel {
    const tapped = { ...files, tap: request };
    return { ...this.model(tapped), tapped: async () => (await this.#open(tapped)).tap };
  }

  /** Loads a model, once. Throws PROVIDER_UNAVAILABLE and MODEL_FAILED. */
  async open(files: ModelFiles | string): Promise<void> {
    await this.#open(typeof files === 'string' ? { path: files } : files);
  }

  /** Frees all models; they cannot be run afterwards. */
  async close(): Promise<void> {
    this.#closed = true;
    const models = await Promise.allSettled([...this.#models.values(), ...this.#retired.splice(0)]);
    this.#models.clear();
    for (const model of models) if (model.status === 'fulfilled') await model.value.session.close();
  }

  async #run<const Names extends readonly string[]>(
    files: ModelFiles,
    inputs: ModelInputs,
    outputs: Names,
  ): Promise<ModelOutputs<Names>> {
    const opening = this.#open(files);
    const model = await opening;
    try {
      const results = await model.session.run(inputs, outputs);
      model.hasRun = true;
      return results;
    } catch (error) {
      if (model.hasRun) throw error;
      // Another run that failed beside this one may have found a provider already.
      if (this.#models.get(modelKey(files)) !== opening) return this.#run(files, inputs, outputs);
      return this.#runElsewhere(files, model.candidate, error, (next) => next.run(inputs, outputs));
    }
  }

  /** Tries what is left after a candidate that cannot run. What fails everywhere is no fault of a provider. */
  async #runElsewhere<Results>(
    files: ModelFiles,
    failed: ModelCandidate,
    error: unknown,
    run: (session: ModelSession) => Promise<Results>,
  ): Promise<Results> {
    const all = modelCandidates(files, this.#providers);
    const position = all.findIndex(({ provider, path }) => provider === failed.provider && path === failed.path);
    const failures = [{ ...failed, error }];
    for (const candidate of all.slice(position + 1)) {
      const model = await this.#openFirst([candidate]).catch(() => undefined);
      try {
        if (!model) continue;
        const results = await run(model.session);
        model.hasRun = true;
        this.#replace(files, model, failures);
        return results;
      } catch (error) {
        failures.push({ ...candidate, error });
        await model?.session.close();
      }
    }
    throw error;
  }

  #replace(files: ModelFiles, model: OpenedModel, failures: readonly FailedCandidate[]): void {
    const old = this.#models.get(modelKey(files));
    // Something may still be running on it: it is freed at the end.
    if (old) this.#retired.push(old);
    this.#models.set(modelKey(files), Promise.resolve(model));
    const { provider: taken } = model.candidate;
    this.#taken = taken;
    for (const { provider, path, error } of failures) {
      if (provider !== taken) this.#refuse(provider, error);
      const instead = provider === taken ? `${taken} in float32` : taken;
      this.#options.onWarning?.(`${provider} opens ${path} but cannot run it; ${instead} runs it instead.`);
    }
  }

  #refuse(provider: ExecutionProvider, error: unknown): void {
    if (this.#refused.some((refusal) => refusal.provider === provider)) return;
    this.#refused.push({ provider, reason: firstLine(error) });
  }

  #open(files: ModelFiles): Promise<OpenedModel> {
    if (this.#closed) return Promise.reject(modelFailed(files.path, 'has been closed'));
    const known = this.#models.get(modelKey(files));
    if (known) return known;
    const opened = this.#openFirst(modelCandidates(files, this.#providers)).then((model) => {
      this.#taken = model.candidate.provider;
      return model;
    });
    this.#models.set(modelKey(files), opened);
    // A failure is not remembered: the file may be put right.
    opened.catch(() => this.#models.delete(modelKey(files)));
    return opened;
  }

  async #openFirst(candidates: readonly ModelCandidate[]): Promise<OpenedModel> {
    const { threads, openSession = openOnnxSession } = this.#options;
    let cause: unknown;
    for (const candidate of candidates) {
      const { provider, path, lastOfProvider } = candidate;
      if (this.#refused.some((refusal) => refusal.provider === provider)) continue;
      try {
        const wanted = candidate.tap && (await tapModel(path, candidate.tap));
        const session = await openSession(path, {
          provider,
          ...(threads !== undefined && { threads }),
          ...(wanted?.content && { content: wanted.content }),
        });
        return { session, candidate, tap: checkTap(session, wanted?.tap), hasRun: false };
      } catch (error) {
        if (AskreelError.isInstance(error)) throw error;
        cause = error;
        // What the processor cannot open is no fault of a provider.
        if (provider === 'cpu') throw modelFailed(path, 'could not be opened', error);
        if (lastOfProvider) this.#refuse(provider, error);
      }
    }
    const reasons = this.#refused.map(({ provider, reason }) => `${provider} (${reason})`).join(', ');
    throw new AskreelError(
      'PROVIDER_UNAVAILABLE',
      `None of the execution providers asked for works here: ${reasons}.`,
      { hint: 'Allow `cpu`, or install what the provider needs.', cause },
    );
  }
}

/** What is read of a model must be float32. */
function checkTap(session: ModelSession, tap: TapResult = { refused: 'none was asked for' }): TapResult {
  const type = 'output' in tap ? session.outputType?.(tap.output) : undefined;
  return type === undefined || type === 'float32' ? tap : { refused: `the tensor to tap is ${type}, not float32` };
}
