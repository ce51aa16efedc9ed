/** The special tokens of a Whisper vocabulary, as `generation_config.json` names them. */
export interface WhisperVocabulary {
  /** `<|startoftranscript|>`, `<|endoftext|>`, `<|notimestamps|>`. */
  readonly begin: number;
  readonly end: number;
  readonly noTimestamps: number;
  /** `<|transcribe|>`; absent in English-only models. */
  readonly transcribe?: number;
  /** ISO 639-1 to token; empty in English-only models. */
  readonly languages: ReadonlyMap<string, number>;
  /** Never to be said: brackets, music signs, special tokens. */
  readonly suppressed: readonly number[];
  /** Latest first timestamp, in steps of 20 ms. */
  readonly maxInitialTimestamp?: number;
}

/** A language is believed from this probability on, unless nothing better is known. */
const surely = 0.5;

/**
 * What may be said next, after A. Radford et al., "Robust Speech Recognition via Large-Scale Weak Supervision" (2022): the
 * language that the first step finds, the task, then text between timestamps that come in pairs and never run back. Apply
 * it to the logits of each step; it notes the probabilities of what greedy decoding takes. One object for one decoding.
 */
export class WhisperRules {
  readonly #vocabulary: WhisperVocabulary;
  readonly #language: string | undefined;
  readonly #likelyLanguage: string | undefined;
  /** Log-probabilities of the tokens after the prompt, in order. */
  readonly logProbabilities: number[] = [];
  /** The language spoken; `undefined` until the first step, and in English-only models. */
  language: string | undefined;
  /** Probability that there is no speech at all. */
  noSpeechProbability = 0;

  constructor(vocabulary: WhisperVocabulary, options: { language?: string; likelyLanguage?: string } = {}) {
    this.#vocabulary = vocabulary;
    this.#language = options.language;
    this.#likelyLanguage = options.likelyLanguage;
  }

  /** Tokens before the first timestamp: the beginning, and in multilingual models the language and the task. */
  get promptLength(): number {
    return this.#vocabulary.languages.size > 0 ? 3 : 1;
  }

  /**
   * Rules out, in place, what may not follow.
   *
   * @param ids the tokens so far, from `<|startoftranscript|>` on.
   * @param logits float32, one for each token of the vocabulary.
   */
  apply(ids: readonly number[], logits: Float32Array): void {
    const { noTimestamps, languages, transcribe } = this.#vocabulary;
    // In every Whisper vocabulary <|nospeech|> stands right before <|notimestamps|>.
    if (ids.length === 1) this.noSpeechProbability = Math.exp(logProbability(logits, noTimestamps - 1));
    if (ids.length < this.promptLength) {
      const token = ids.length === 1 ? languages.get(this.#chooseLanguage(logits)) : transcribe;
      logits.fill(-Infinity);
      logits[token ?? 0] = 0;
      return;
    }
    for (const token of this.#vocabulary.suppressed) logits[token] = -Infinity;
    this.#keepTimestampsInOrder(ids.slice(this.promptLength), logits);
    this.logProbabilities.push(logProbability(logits, indexOfMost(logits)));
  }

  #chooseLanguage(logits: Float32Array): string {
    const codes = [...this.#vocabulary.languages.keys()];
    const scores = Float32Array.from(codes, (code) => logits[this.#vocabulary.languages.get(code) ?? 0] ?? -Infinity);
    const best = indexOfMost(scores);
    const isClear = Math.exp(logProbability(scores, best)) >= surely;
    this.language = this.#language ?? (isClear ? codes[best] : (this.#likelyLanguage ?? codes[best])) ?? 'en';
    return this.language;
  }

  #keepTimestampsInOrder(said: readonly number[], logits: Float32Array): void {
    const { noTimestamps, end, maxInitialTimestamp } = this.#vocabulary;
    const first = noTimestamps + 1;
    logits[noTimestamps] = -Infinity;
    if (said.length === 0) {
      logits.fill(-Infinity, 0, first);
      if (maxInitialTimestamp !== undefined) logits.fill(-Infinity, first + maxInitialTimestamp + 1);
    } else {
      const isTimestamp = (token: number | undefined): boolean => token !== undefined && token >= first;
      const endsInTimestamp = isTimestamp(said.at(-1));
      const isPaired = said.length < 2 || isTimestamp(said.at(-2));
      // After a pair comes text; after one timestamp its pair, or the end.
      if (endsInTimestamp && isPaired) logits.fill(-Infinity, first);
      else if (endsInTimestamp) logits.fill(-Infinity, 0, end);
      const last = said.findLast(isTimestamp);
      if (last !== undefined) logits.fill(-Infinity, first, endsInTimestamp && !isPaired ? last : last + 1);
    }
    const times = logits.subarray(first);
    const text = logits.subarray(0, first);
    if (logSumExp(times) > (text[indexOfMost(text)] ?? -Infinity)) text.fill(-Infinity);
  }
}

function indexOfMost(values: Float32Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index += 1) if ((values[index] ?? 0) > (values[best] ?? 0)) best = index;
  return best;
}

function logSumExp(values: Float32Array): number {
  const most = values[indexOfMost(values)] ?? -Infinity;
  if (most === -Infinity) return -Infinity;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - most);
  return most + Math.log(sum);
}

function logProbability(logits: Float32Array, index: number): number {
  return (logits[index] ?? -Infinity) - logSumExp(logits);
}
