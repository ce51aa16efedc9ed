import type { PreTrainedModel, PreTrainedTokenizer, Tensor } from '@huggingface/transformers';
import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import type { RgbImage } from '../domain/rgb-image.js';
import type { GeneratedText } from './contracts.js';
import type { ExecutionProvider } from './execution-providers.js';
import { modelFailed } from './onnx-session.js';
import type { VisionLanguageRole } from './pack-manifest.js';
import { openOnFirst } from './open-on-first.js';
import { recordProbabilities } from './record-probabilities.js';
import { loadTransformers, type Transformers } from './transformers-runtime.js';
import type { VisionLanguagePreprocessor } from './vision-language-preprocessor.js';
import { VisionLanguagePrompt } from './vision-language-prompt.js';

/** What {@link VisionLanguageModel} is opened with. */
export interface VisionLanguageModelOptions {
  /** Absolute; in the hub's layout. */
  readonly folder: string;
  readonly role: VisionLanguageRole;
  readonly preprocessor: VisionLanguagePreprocessor;
  /** Execution providers to try, in order; transformers.js calls them devices. */
  readonly providers: readonly ExecutionProvider[];
  readonly threads?: number;
}

/** What a model says of some frames. */
export interface VisionLanguageRequest {
  readonly images: readonly RgbImage[];
  readonly text: string;
  readonly signal?: AbortSignal;
}

interface Parts {
  readonly library: Transformers;
  readonly model: PreTrainedModel;
  readonly tokenizer: PreTrainedTokenizer;
  readonly prompt: VisionLanguagePrompt;
}

/** A vision encoder and a language decoder in memory, run by transformers.js; greedy. */
export class VisionLanguageModel {
  readonly #options: VisionLanguageModelOptions;
  readonly #parts: Parts;
  readonly #encodeImage: PreTrainedModel['encode_image'];

  private constructor(options: VisionLanguageModelOptions, parts: Parts) {
    this.#options = options;
    this.#parts = parts;
    const { model } = parts;
    this.#encodeImage = model.encode_image.bind(model);
    // The frames are encoded one by one before the text is generated, see `#encodeFrames`.
    model.encode_image = ({ pixel_values: encoded }: { pixel_values: Tensor }) => Promise.resolve(encoded);
  }

  /** Throws PACKAGE_MISSING, PACK_DAMAGED, PACK_INVALID and MODEL_FAILED. */
  static async open(options: VisionLanguageModelOptions): Promise<VisionLanguageModel> {
    const { folder } = options;
    const library = await loadTransformers();
    const tokenizer = await library.AutoTokenizer.from_pretrained(folder).catch((error: unknown) => {
      throw modelFailed(folder, 'has no tokenizer that can be read', error);
    });
    const prompt = await VisionLanguagePrompt.load(folder, tokenizer);
    const { role, providers, threads } = options;
    const model = await openOnFirst(folder, providers, (device) =>
      library.AutoModelForImageTextToText.from_pretrained(folder, {
        device,
        dtype: role.dtype as 'fp32' | Record<string, 'fp32'>,
        session_options: threads === undefined ? {} : { intraOpNumThreads: threads },
      }),
    );
    return new VisionLanguageModel(options, { library, model, tokenizer, prompt });
  }

  /** Throws MODEL_FAILED and, between two runs of a model, ABORTED. */
  async generate({ images, text, signal }: VisionLanguageRequest): Promise<GeneratedText> {
    const { library, model, prompt } = this.#parts;
    const ids = prompt.encode(images.length, text);
    const shape = [1, ids.length];
    const probabilities: number[] = [];
    const interruption = new library.InterruptableStoppingCriteria();
    const interrupt = (): void => interruption.interrupt();
    try {
      const features = await this.#encodeFrames(images, signal);
      signal?.addEventListener('abort', interrupt, { once: true });
      const sequences = (await model.generate({
        input_ids: new library.Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
        attention_mask: new library.Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
        pixel_values: features,
        max_new_tokens: this.#options.role.maxNewTokens,
        do_sample: false,
        logits_processor: recordProbabilities(library, probabilities),
        stopping_criteria: interruption,
      })) as Tensor;
      throwIfAborted(signal);
      return this.#read(Array.from(sequences.data as BigInt64Array, Number).slice(ids.length), probabilities);
    } catch (error) {
      throw AskreelError.isInstance(error) ? error : modelFailed(this.#options.folder, 'could not be run', error);
    } finally {
      signal?.removeEventListener('abort', interrupt);
    }
  }

  /** Frees the model's memory. */
  async close(): Promise<void> {
    await this.#parts.model.dispose();
  }

  /** Image tokens of the frames, one after another: all at once would need several times the memory, and nobody could interrupt it. */
  async #encodeFrames(images: readonly RgbImage[], signal: AbortSignal | undefined): Promise<Tensor> {
    const { Tensor, cat } = this.#parts.library;
    const { preprocessor } = this.#options;
    const features: Tensor[] = [];
    for (const image of images) {
      throwIfAborted(signal);
      const { data, shape } = preprocessor.prepare(image);
      const [, , height = 0, width = 0] = shape;
      const mask = new Uint8Array(height * width).fill(1);
      features.push(
        (await this.#encodeImage({
          pixel_values: new Tensor('float32', data, [1, ...shape]),
          pixel_attention_mask: new Tensor('bool', mask, [1, 1, height, width]),
        })) as Tensor,
      );
    }
    throwIfAborted(signal);
    return cat(features, 0);
  }

  /** The words without marks, on one line; a text that was cut off ends with its last whole sentence, if it has one. */
  #read(ids: readonly number[], logProbabilities: readonly number[]): GeneratedText {
    const { tokenizer } = this.#parts;
    const text = tokenizer
      .decode([...ids], { skip_special_tokens: true })
      .replace(/\s+/g, ' ')
      .trim();
    const isCut = ids.length > 0 && !tokenizer.all_special_ids.includes(ids[ids.length - 1] ?? -1);
    const mean = logProbabilities.reduce((sum, value) => sum + value, 0) / Math.max(1, logProbabilities.length);
    return { text: isCut ? text.replace(/^(.*[.!?]) .*$/, '$1') : text, confidence: Math.exp(mean) };
  }
}
