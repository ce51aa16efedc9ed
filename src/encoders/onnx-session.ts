import { existsSync } from 'node:fs';
import type { InferenceSession, TensorConstructor } from 'onnxruntime-node';
import { AskreelError } from '../domain/coded-error.js';
import type { ExecutionProvider } from './execution-providers.js';

/** Row-major float32 values. */
export interface FloatTensor {
  readonly type: 'float32';
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

/** Row-major int64 values: token ids and masks. */
export interface IdTensor {
  readonly type: 'int64';
  readonly data: BigInt64Array;
  readonly shape: readonly number[];
}

/** Tensors by the names of a model's inputs. */
export type ModelInputs = Readonly<Record<string, FloatTensor | IdTensor>>;

/** One tensor for each name that was asked for. */
export type ModelOutputs<Names extends readonly string[]> = { -readonly [Index in keyof Names]: FloatTensor };

/** A model that can be run; `outputs` come back in the order asked for. */
export interface OnnxModel {
  /** Throws MODEL_FAILED. */
  run<const Names extends readonly string[]>(inputs: ModelInputs, outputs: Names): Promise<ModelOutputs<Names>>;
}

/** A loaded model. */
export interface ModelSession extends OnnxModel {
  /** Type of an output, as onnxruntime names it; `undefined` when there is no such output. */
  outputType?(name: string): string | undefined;
  /** Frees the model's memory. */
  close(): Promise<void>;
}

/** The name of an output that a model's file does not list, or why there is none, one clause. */
export type TapResult = { readonly output: string } | { readonly refused: string };

/** A model with one more output than its file has; see `tapModel`. */
export interface TappableModel extends OnnxModel {
  /** Throws PACK_INVALID, MODEL_FAILED and PROVIDER_UNAVAILABLE. */
  tapped(): Promise<TapResult>;
}

/** How a session is opened. */
export interface OnnxSessionOptions {
  readonly provider: ExecutionProvider;
  /** Threads within one operator; onnxruntime takes one per physical core by default. */
  readonly threads?: number;
  /** The model's content in memory, in place of the file's. */
  readonly content?: Uint8Array;
}

/** An ONNX model loaded into onnxruntime. This file is the only door to that library, which is loaded on first use. */
export class OnnxSession implements ModelSession {
  readonly #path: string;
  readonly #session: InferenceSession;
  readonly #tensor: TensorConstructor;

  private constructor(path: string, session: InferenceSession, tensor: TensorConstructor) {
    this.#path = path;
    this.#session = session;
    this.#tensor = tensor;
  }

  /** Throws onnxruntime's own error when the provider does not work here or the file is no model. */
  static async open(path: string, { provider, threads, content }: OnnxSessionOptions): Promise<OnnxSession> {
    const { InferenceSession, Tensor, env } = await import('onnxruntime-node');
    // Refusals are thrown as well; onnxruntime would also print each of them on the user's terminal.
    env.logLevel = 'fatal';
    const reason = await reasonNotToTry(provider);
    if (reason !== undefined) throw new Error(reason);
    const options = {
      executionProviders: [provider],
      ...(threads !== undefined && { intraOpNumThreads: threads }),
    };
    const session = await (content
      ? InferenceSession.create(content, options)
      : InferenceSession.create(path, options));
    return new OnnxSession(path, session, Tensor);
  }

  /** What the model calls its inputs and outputs. */
  get names(): { readonly inputs: readonly string[]; readonly outputs: readonly string[] } {
    return { inputs: this.#session.inputNames, outputs: this.#session.outputNames };
  }

  /** Type of an output, as onnxruntime names it; `undefined` when there is no such output. */
  outputType(name: string): string | undefined {
    const output = this.#session.outputMetadata.find((metadata) => metadata.name === name);
    return output?.isTensor ? output.type : undefined;
  }

  async run<const Names extends readonly string[]>(inputs: ModelInputs, outputs: Names): Promise<ModelOutputs<Names>> {
    const feeds = Object.fromEntries(
      Object.entries(inputs).map(([name, { type, data, shape }]) => [name, new this.#tensor(type, data, shape)]),
    );
    let results: InferenceSession.ReturnType;
    try {
      results = await this.#session.run(feeds, outputs);
    } catch (cause) {
      throw modelFailed(this.#path, 'could not be run', cause);
    }
    const tensors = outputs.map((name): FloatTensor => {
      const result = results[name];
      if (result?.type === 'float32' && result.data instanceof Float32Array) {
        return { type: 'float32', data: result.data, shape: result.dims };
      }
      throw modelFailed(this.#path, `gives ${result?.type ?? 'nothing'} as ${name}, not float32`);
    });
    return tensors as ModelOutputs<Names>;
  }

  async close(): Promise<void> {
    await this.#session.release();
  }
}

/** The execution providers that onnxruntime has on this platform, and whether all that they need came with it. */
export async function listPlatformProviders(): Promise<
  readonly { readonly name: string; readonly bundled: boolean }[]
> {
  const { listSupportedBackends } = await import('onnxruntime-node');
  return listSupportedBackends();
}

/** Why a provider cannot work here, as far as one sees without a model; `undefined` when it is worth a try. */
export async function reasonNotToTry(provider: ExecutionProvider): Promise<string | undefined> {
  const platform = await listPlatformProviders();
  if (!platform.some(({ name }) => name === provider)) return `onnxruntime has no ${provider} on this platform`;
  return provider === 'webgpu' && !hasGraphicsDevice() ? 'there is no graphics device' : undefined;
}

/** A model that does not do what it should, with the library's own first line as the reason. */
export function modelFailed(path: string, what: string, cause?: unknown): AskreelError {
  const reason = cause === undefined ? '' : `: ${firstLine(cause)}`;
  return new AskreelError('MODEL_FAILED', `The model ${path} ${what}${reason}`, {
    hint: 'Check the model pack with `askreel doctor`, or fetch it again.',
    cause,
  });
}

/** The first line of an error's message. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0]?.trim() ?? '';
}

/** WebGPU without any device complains on the terminal past every log level: on Linux the device files tell. */
function hasGraphicsDevice(): boolean {
  return process.platform !== 'linux' || ['/dev/dri', '/dev/nvidiactl', '/dev/dxg'].some((path) => existsSync(path));
}
