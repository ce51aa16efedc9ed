import { join } from 'node:path';
import { encodeInBatches } from './batches.js';
import type { GeneratedText, PromptCaptioner } from './contracts.js';
import { decodeGreedily } from './greedy-decoding.js';
import type { ModelPack } from './load-model-pack.js';
import type { ModelRuntime } from './model-runtime.js';
import type { OnnxModel } from './onnx-session.js';
import type { DecoderRole } from './pack-manifest.js';
import { TextTokenizer } from './text-tokenizer.js';

/** Room that a long question must leave for its answer, in tokens. */
const answerTokens = 12;

/** A small causal decoder behind the Q-Former's soft prompt; greedy. */
export class OnnxCaptioner implements PromptCaptioner {
  readonly reads = 'prompt';
  readonly #role: DecoderRole;
  readonly #promptDimensions: number;
  readonly #model: OnnxModel;
  readonly #tokenizer: TextTokenizer;

  private constructor(role: DecoderRole, promptDimensions: number, model: OnnxModel, tokenizer: TextTokenizer) {
    this.#role = role;
    this.#promptDimensions = promptDimensions;
    this.#model = model;
    this.#tokenizer = tokenizer;
  }

  /** `promptDimensions` is the width of the Q-Former's soft prompt. Throws PACK_DAMAGED and PACK_INVALID. */
  static async open(
    role: DecoderRole,
    promptDimensions: number,
    { folder }: ModelPack,
    runtime: ModelRuntime,
  ): Promise<OnnxCaptioner> {
    const tokenizer = await TextTokenizer.load(join(folder, role.tokenizer));
    return new OnnxCaptioner(role, promptDimensions, runtime.model(join(folder, role.model)), tokenizer);
  }

  /** Throws MODEL_FAILED and PROVIDER_UNAVAILABLE. */
  caption(prompts: readonly Float32Array[]): Promise<GeneratedText[]> {
    const start = [this.#tokenizer.beginId, ...this.#tokenizer.encodePlain(this.#role.captionPrefix)];
    return encodeInBatches(prompts, this.#role.batch, (batch) => this.#generate(batch, start));
  }

  /** The end of a very long question is not heard. Throws MODEL_FAILED and PROVIDER_UNAVAILABLE. */
  async answer(prompt: Float32Array, question: string): Promise<GeneratedText> {
    const { questionPrefix, answerPrefix, maxTokens } = this.#role;
    const before = [this.#tokenizer.beginId, ...this.#tokenizer.encodePlain(questionPrefix)];
    const after = this.#tokenizer.encodePlain(answerPrefix);
    const room = Math.max(0, maxTokens - before.length - after.length - answerTokens);
    const asked = this.#tokenizer.encodePlain(question).slice(0, room);
    const [answer = { text: '', confidence: 0 }] = await this.#generate([prompt], [...before, ...asked, ...after]);
    return answer;
  }

  async #generate(prompts: readonly Float32Array[], start: readonly number[]): Promise<GeneratedText[]> {
    const { inputs, outputs, maxNewTokens, maxTokens } = this.#role;
    const generated = await decodeGreedily({
      model: this.#model,
      names: { ...inputs, ...outputs },
      prompts,
      promptDimensions: this.#promptDimensions,
      start,
      endId: this.#tokenizer.endId,
      maxNewTokens: Math.min(maxNewTokens, maxTokens - start.length),
    });
    return generated.map(({ ids, confidence }) => ({ text: this.#tokenizer.decode(ids), confidence }));
  }
}
