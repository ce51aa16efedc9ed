import { join } from 'node:path';
import type { PreTrainedModel, PreTrainedTokenizer, StoppingCriteria, BaseStreamer } from '@huggingface/transformers';
import { throwIfAborted } from '../domain/coded-error.js';
import { ChatTemplate } from './chat-template.js';
import { executionProviders, type ExecutionProvider } from './execution-providers.js';
import type { Pack } from './load-model-pack.js';
import { modelFailed } from './onnx-session.js';
import { openOnFirst } from './open-on-first.js';
import type { ChatRole } from './pack-manifest.js';
import type { GenerateOptions, TemplateMessage, TextGenerator, ToolDescription } from './text-generator.js';
import { loadTransformers, type Transformers } from './transformers-runtime.js';
import { TokenDecoder } from './token-decoder.js';

/** How a local language model is run. */
export interface LocalTextGeneratorOptions {
  /** Execution providers to try, in order (default: all, `cpu` last). */
  readonly providers?: readonly ExecutionProvider[];
  /** Threads within one operator (default: one per physical core). */
  readonly threads?: number;
}

interface Loaded {
  readonly library: Transformers;
  readonly tokenizer: PreTrainedTokenizer;
  readonly template: ChatTemplate;
  readonly decoder: TokenDecoder;
}

/** What a decoder-only model of transformers.js is asked for. */
interface Generating {
  generate(inputs: Record<string, unknown>): Promise<{ readonly data: ArrayLike<bigint> }>;
}

/**
 * A pack's language model, run by transformers.js. The tokenizer is loaded when a prompt is first made and the model when
 * it first writes. Texts are written one after another. All calls throw `PACKAGE_MISSING` and `MODEL_FAILED`.
 */
export class LocalTextGenerator implements TextGenerator {
  readonly contextTokens: number;
  readonly maxNewTokens: number;
  readonly knownTools?: readonly string[];
  readonly instructed: boolean;
  readonly #folder: string;
  readonly #dtype: ChatRole['dtype'];
  readonly #options: LocalTextGeneratorOptions;
  #loaded: Promise<Loaded> | undefined;
  #model: Promise<PreTrainedModel> | undefined;
  #writing: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(pack: Pick<Pack, 'folder'>, role: ChatRole, options: LocalTextGeneratorOptions = {}) {
    this.#folder = join(pack.folder, role.folder);
    this.#dtype = role.dtype;
    this.contextTokens = role.contextTokens;
    this.maxNewTokens = role.maxNewTokens;
    this.instructed = role.instructed;
    if (role.tools) this.knownTools = role.tools;
    this.#options = options;
  }

  async render(messages: readonly TemplateMessage[], tools: readonly ToolDescription[]): Promise<string> {
    const { template } = await this.#load();
    return template.render(this.instructed ? messages : messages.filter(({ role }) => role !== 'system'), tools);
  }

  async countTokens(text: string): Promise<number> {
    return encode((await this.#load()).tokenizer, text).length;
  }

  async generate(prompt: string, options: GenerateOptions = {}): Promise<string> {
    const { decoder } = await this.#load();
    const text = decoder.decode(await this.generateTokens(prompt, options), { whole: true });
    return cutAt(text, options.stop ?? []);
  }

  /** The ids of the tokens after a prompt, the one that ended the text included. */
  async generateTokens(prompt: string, options: GenerateOptions = {}): Promise<number[]> {
    const turn = this.#writing.then(() => this.#write(prompt, options));
    this.#writing = turn.catch(() => undefined);
    return abandonWhenAborted(turn, options.signal);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
    const model = await this.#model?.catch(() => undefined);
    this.#model = undefined;
    await model?.dispose();
  }

  async #write(prompt: string, { signal, onText, maxNewTokens, stop = [] }: GenerateOptions): Promise<number[]> {
    throwIfAborted(signal);
    const { library, tokenizer, decoder } = await this.#load();
    const model = await this.#open();
    throwIfAborted(signal);
    const length = encode(tokenizer, prompt).length;
    const written: number[] = [];
    let shown = '';
    let stopped = false;
    class Reader extends library.BaseStreamer {
      #prompt = true;
      override put(batch: bigint[][]): void {
        if (this.#prompt) {
          this.#prompt = false;
          return;
        }
        written.push(...(batch[0] ?? []).map(Number));
        const text = decoder.decode(written);
        stopped = stop.some((end) => text.includes(end));
        // What may be the beginning of a stop text waits.
        const ready = cutAt(text, stop).slice(0, stopped ? undefined : text.length - longestBeginning(text, stop));
        if (!ready.startsWith(shown) || ready === shown || signal?.aborted) return;
        onText?.(ready.slice(shown.length));
        shown = ready;
      }
      override end(): void {
        // The whole text is the result of the call.
      }
    }
    class Stop extends library.StoppingCriteria {
      override _call(ids: unknown[]): boolean[] {
        return ids.map(() => stopped || signal?.aborted === true);
      }
    }
    try {
      await (model as unknown as Generating).generate({
        ...(tokenizer as unknown as (text: string, options: object) => object)(prompt, { add_special_tokens: false }),
        do_sample: false,
        max_new_tokens: Math.max(1, Math.min(maxNewTokens ?? this.maxNewTokens, this.contextTokens - length)),
        streamer: new Reader() satisfies BaseStreamer,
        stopping_criteria: new Stop() satisfies StoppingCriteria,
      });
    } catch (error) {
      throwIfAborted(signal);
      throw modelFailed(this.#folder, 'could not write a text', error);
    }
    throwIfAborted(signal);
    return written;
  }

  #load(): Promise<Loaded> {
    if (this.#closed) return Promise.reject(modelFailed(this.#folder, 'has been closed'));
    this.#loaded ??= this.#loadTokenizer().catch((error: unknown) => {
      this.#loaded = undefined;
      throw error;
    });
    return this.#loaded;
  }

  async #loadTokenizer(): Promise<Loaded> {
    const library = await loadTransformers();
    const tokenizer = await library.AutoTokenizer.from_pretrained(this.#folder, { local_files_only: true }).catch(
      (error: unknown) => {
        throw modelFailed(this.#folder, 'has a tokenizer that cannot be opened', error);
      },
    );
    const template = new ChatTemplate(tokenizer, this.#folder);
    return { library, tokenizer, template, decoder: new TokenDecoder(tokenizer) };
  }

  #open(): Promise<PreTrainedModel> {
    this.#model ??= this.#openModel().catch((error: unknown) => {
      this.#model = undefined;
      throw error;
    });
    return this.#model;
  }

  async #openModel(): Promise<PreTrainedModel> {
    const { library } = await this.#load();
    const { providers = executionProviders, threads } = this.#options;
    return openOnFirst(this.#folder, providers, (device) =>
      library.AutoModelForCausalLM.from_pretrained(this.#folder, {
        device,
        dtype: this.#dtype as 'fp32',
        local_files_only: true,
        session_options: { ...(threads !== undefined && { intraOpNumThreads: threads }) },
      }),
    );
  }
}

function encode(tokenizer: PreTrainedTokenizer, text: string): number[] {
  return tokenizer.encode(text, { add_special_tokens: false });
}

function cutAt(text: string, stop: readonly string[]): string {
  const places = stop.map((end) => text.indexOf(end)).filter((place) => place >= 0);
  return places.length === 0 ? text : text.slice(0, Math.min(...places));
}

/** Length of the longest end of the text that a stop text begins with. */
function longestBeginning(text: string, stop: readonly string[]): number {
  const lengths = stop.map((end) => {
    let length = Math.min(end.length - 1, text.length);
    while (length > 0 && !text.endsWith(end.slice(0, length))) length -= 1;
    return length;
  });
  return Math.max(0, ...lengths);
}

/** A model that is reading a long prompt cannot be interrupted: it is left to finish in the background. */
async function abandonWhenAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return work;
  let leave: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    leave = () => {
      try {
        throwIfAborted(signal);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    signal.addEventListener('abort', leave, { once: true });
    leave();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', leave);
    work.catch(() => undefined);
  }
}
