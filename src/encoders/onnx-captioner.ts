import { join } from 'node:path';
import { encodeInBatches } from './batches.js';
import type { CaptionCandidate, CaptionWeights, GeneratedText, PromptCaptioner } from './contracts.js';
import { decodeTexts } from './decode-texts.js';
import type { ModelPack } from './load-model-pack.js';
import type { ModelRuntime } from './model-runtime.js';
import type { OnnxModel } from './onnx-session.js';
import type { DecoderRole } from './pack-manifest.js';
import { TextTokenizer } from './text-tokenizer.js';

/** Room that a long question must leave for its answer, in tokens. */
const answerTokens = 12;

/** A small causal decoder behind the Q-Former's soft prompt. */
export class OnnxCaptioner implements PromptCaptioner {
  readonly reads = 'prompt';
  readonly rerank?: CaptionWeights;
  readonly #role: DecoderRole;
  readonly #promptDimensions: number;
  readonly #model: OnnxModel;
  readonly #tokenizer: TextTokenizer;

  private constructor(role: DecoderRole, promptDimensions: number, model: OnnxModel, tokenizer: TextTokenizer) {
    if (role.rerank) this.rerank = role.rerank;
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
  async caption(prompts: readonly Float32Array[]): Promise<GeneratedText[]> {
    const candidates = await this.candidates(prompts, 1);
    return candidates.map(([best]) => best ?? { text: '', confidence: 0 });
  }

  /** Throws MODEL_FAILED and PROVIDER_UNAVAILABLE. */
  candidates(prompts: readonly Float32Array[], count: number): Promise<CaptionCandidate[][]> {
    const start = [this.#tokenizer.beginId, ...this.#tokenizer.encodePlain(this.#role.captionPrefix)];
    return encodeInBatches(prompts, this.#role.batch, (batch) => this.#generate(batch, start, count));
  }

  /** The end of a very long question is not heard. Throws MODEL_FAILED and PROVIDER_UNAVAILABLE. */
  async answer(prompt: Float32Array, question: string): Promise<GeneratedText> {
    const { questionPrefix, answerPrefix, maxTokens } = this.#role;
    const before = [this.#tokenizer.beginId, ...this.#tokenizer.encodePlain(questionPrefix)];
    const after = this.#tokenizer.encodePlain(answerPrefix);
    const room = Math.max(0, maxTokens - before.length - after.length - answerTokens);
    const asked = this.#tokenizer.encodePlain(question).slice(0, room);
    const [answers = []] = await this.#generate([prompt], [...before, ...asked, ...after], 1);
    return answers[0] ?? { text: '', confidence: 0 };
  }

  async #generate(
    prompts: readonly Float32Array[],
    start: readonly number[],
    beams: number,
  ): Promise<CaptionCandidate[][]> {
    const { inputs, outputs, maxNewTokens, maxTokens } = this.#role;
    const generated = await decodeTexts({
      model: this.#model,
      names: { ...inputs, ...outputs },
      prompts,
      promptDimensions: this.#promptDimensions,
      start,
      endId: this.#tokenizer.endId,
      maxNewTokens: Math.min(maxNewTokens, maxTokens - start.length),
      beams,
    });
    return generated.map((texts) => texts.map(({ ids, ...rest }) => ({ text: this.#tokenizer.decode(ids), ...rest })));
  }
}
