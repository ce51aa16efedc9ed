import { join } from 'node:path';
import type {
  PreTrainedTokenizer,
  Tensor,
  WhisperFeatureExtractor,
  WhisperForConditionalGeneration,
} from '@huggingface/transformers';
import { z } from 'zod';
import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import type { HeardSpeech, TranscribeOptions, Transcriber } from './contracts.js';
import type { ExecutionProvider } from './execution-providers.js';
import type { Pack } from './load-model-pack.js';
import { modelFailed } from './onnx-session.js';
import { openOnFirst } from './open-on-first.js';
import type { SpeechRole } from './pack-manifest.js';
import { readPackJson } from './read-pack-json.js';
import { isRepeatedText } from './repeated-text.js';
import { loadTransformers, type Transformers } from './transformers-runtime.js';
import { readWhisperPieces, timestampSeconds } from './whisper-pieces.js';
import { WhisperRules, type WhisperVocabulary } from './whisper-rules.js';

const generationSchema = z.object({
  decoder_start_token_id: z.int(),
  eos_token_id: z.union([z.int(), z.array(z.int()).min(1)]),
  no_timestamps_token_id: z.int(),
  is_multilingual: z.boolean().default(true),
  lang_to_id: z.record(z.string(), z.int()).default({}),
  task_to_id: z.record(z.string(), z.int()).default({}),
  suppress_tokens: z.array(z.int()).nullish(),
  max_initial_timestamp_index: z.int().nullish(),
  alignment_heads: z.array(z.tuple([z.int(), z.int()])).nullish(),
});

/** Whisper's own limits: nothing is said when silence is this likely and the words this unsure. */
const [silenceProbability, unsureLogProbability] = [0.6, -1];
/** Longest run of tokens that a second try may not say twice. */
const longestRepeat = 4;
const samplesPerFrame = 320;
/** The median filter over time wants a few frames. */
const fewestFrames = 16;

interface Loaded {
  readonly library: Transformers;
  readonly model: WhisperForConditionalGeneration;
  readonly tokenizer: PreTrainedTokenizer;
  readonly extractor: WhisperFeatureExtractor;
}

/** Options of {@link WhisperTranscriber.open}. */
export interface WhisperOptions {
  /** ISO 639-1 code of what is spoken; without it each chunk tells. */
  readonly language?: string;
  /** Execution providers to try, in order (default `cpu`). */
  readonly providers?: readonly ExecutionProvider[];
}

/** Whisper, run by transformers.js; greedy. The model is loaded when there is first something to hear. */
export class WhisperTranscriber implements Transcriber {
  readonly name: string;
  readonly #folder: string;
  readonly #role: SpeechRole;
  readonly #language: string | undefined;
  readonly #providers: readonly ExecutionProvider[];
  readonly #vocabulary: WhisperVocabulary;
  readonly #alignmentHeads: [number, number][] | undefined;
  #loading: Promise<Loaded> | undefined;
  #isClosed = false;

  private constructor(
    pack: Pack,
    role: SpeechRole,
    settings: z.infer<typeof generationSchema>,
    { language, providers = ['cpu'] }: WhisperOptions,
  ) {
    this.#providers = providers;
    this.name = `whisper:${pack.manifest.id}@${pack.manifest.revision}`;
    this.#folder = join(pack.folder, role.folder);
    this.#role = role;
    this.#language = language;
    this.#vocabulary = readVocabulary(settings);
    this.#alignmentHeads = role.wordTimestamps ? (settings.alignment_heads ?? undefined) : undefined;
  }

  /** Throws `PACK_DAMAGED`, `PACK_INVALID`, `PACKAGE_MISSING`, and `BAD_ARGUMENT` for a language that the model does not know. */
  static async open(pack: Pack, role: SpeechRole, options: WhisperOptions = {}): Promise<WhisperTranscriber> {
    const settings = await readPackJson(join(pack.folder, role.folder, 'generation_config.json'), generationSchema);
    const transcriber = new WhisperTranscriber(pack, role, settings, options);
    const { language } = options;
    const known = settings.is_multilingual ? [...transcriber.#vocabulary.languages.keys()] : ['en'];
    if (language !== undefined && !known.includes(language)) {
      throw new AskreelError('BAD_ARGUMENT', `The speech model does not know the language "${language}".`, {
        hint: `It knows: ${known.join(', ')}.`,
      });
    }
    await loadTransformers();
    return transcriber;
  }

  async transcribe(samples: Float32Array, options: TranscribeOptions = {}): Promise<HeardSpeech> {
    throwIfAborted(options.signal);
    if (this.#isClosed) throw modelFailed(this.#folder, 'has been closed');
    try {
      const loaded = await (this.#loading ??= this.#load());
      throwIfAborted(options.signal);
      const { input_features: features } = (await loaded.extractor(samples)) as { input_features: Tensor };
      const first = await this.#listen(loaded, features, samples.length, options, 0);
      if (!isRepeatedText(textOf(first))) return first;
      const second = await this.#listen(loaded, features, samples.length, options, longestRepeat);
      return isRepeatedText(textOf(second)) ? { ...second, pieces: [] } : second;
    } catch (error) {
      throwIfAborted(options.signal);
      throw AskreelError.isInstance(error) ? error : modelFailed(this.#folder, 'could not be run', error);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const loaded = await this.#loading?.catch(() => undefined);
    await loaded?.model.dispose();
  }

  async #listen(
    { library, model, tokenizer }: Loaded,
    features: Tensor,
    sampleCount: number,
    { likelyLanguage, signal }: TranscribeOptions,
    noRepeat: number,
  ): Promise<HeardSpeech> {
    const language = this.#language;
    const rules = new WhisperRules(this.#vocabulary, {
      ...(language && { language }),
      ...(likelyLanguage && { likelyLanguage }),
    });
    const processors = new library.LogitsProcessorList();
    processors.push(asProcessor(library, rules));
    const stopping = new library.InterruptableStoppingCriteria();
    const stop = (): void => stopping.interrupt();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const positions = (model.config as unknown as { max_target_positions?: number }).max_target_positions ?? 448;
      // The rules choose language and task themselves, so that one pass of the encoder serves for all.
      const output = (await model.generate({
        inputs: features,
        decoder_input_ids: [this.#vocabulary.begin],
        max_new_tokens: Math.floor(positions / 2),
        logits_processor: processors,
        stopping_criteria: stopping,
        return_dict_in_generate: true,
        output_attentions: this.#alignmentHeads !== undefined,
        do_sample: false,
        num_beams: 1,
        suppress_tokens: null,
        begin_suppress_tokens: null,
        return_timestamps: false,
        ...(noRepeat > 0 && { no_repeat_ngram_size: noRepeat }),
      } as never)) as unknown as {
        sequences: Tensor;
        cross_attentions?: Tensor[][];
        past_key_values?: { dispose(): Promise<void> };
      };
      await output.past_key_values?.dispose();
      throwIfAborted(signal);
      return this.#read(model, tokenizer, output, rules, sampleCount);
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  #read(
    model: WhisperForConditionalGeneration,
    tokenizer: PreTrainedTokenizer,
    output: { sequences: Tensor; cross_attentions?: Tensor[][] },
    rules: WhisperRules,
    sampleCount: number,
  ): HeardSpeech {
    const prompt = rules.promptLength;
    const ids = Array.from(output.sequences.data as BigInt64Array, Number).slice(prompt);
    const { logProbabilities, language = 'en', noSpeechProbability } = rules;
    const meanLogProbability =
      logProbabilities.reduce((sum, value) => sum + value, 0) / Math.max(1, logProbabilities.length);
    if (noSpeechProbability > silenceProbability && meanLogProbability < unsureLogProbability)
      return { language, pieces: [] };
    const frames = Math.min(1500, Math.max(fewestFrames, Math.floor(sampleCount / samplesPerFrame)));
    const { cross_attentions: crossed } = output;
    const isAligned = this.#alignmentHeads !== undefined && crossed !== undefined && ids.length > 1;
    // The row of a token's attention tells where the next token is heard: hence one row more, and one place further.
    const times = isAligned
      ? model._extract_token_timestamps(
          { cross_attentions: crossed, sequences: output.sequences },
          this.#alignmentHeads ?? [],
          frames,
          timestampSeconds,
          prompt - 1,
        )
      : undefined;
    const startSeconds = times && Array.from(times.data as Float32Array).slice(prompt - 1, -1);
    const pieces = readWhisperPieces(
      {
        ids,
        logProbabilities,
        ...(startSeconds && { startSeconds }),
        end: this.#vocabulary.end,
        firstTimestamp: this.#vocabulary.noTimestamps + 1,
        durationSeconds: sampleCount / 16_000,
      },
      (tokens) => tokenizer.decode(tokens, { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
    );
    return { language, pieces };
  }

  async #load(): Promise<Loaded> {
    const library = await loadTransformers();
    const options = { local_files_only: true, dtype: this.#role.dtype as 'fp32' };
    const model = (await openOnFirst(this.#folder, this.#providers, (device) =>
      library.WhisperForConditionalGeneration.from_pretrained(this.#folder, { ...options, device }),
    )) as WhisperForConditionalGeneration;
    const tokenizer = await library.AutoTokenizer.from_pretrained(this.#folder, { local_files_only: true });
    const extractor = (await library.AutoFeatureExtractor.from_pretrained(this.#folder, {
      local_files_only: true,
    })) as WhisperFeatureExtractor;
    return { library, model, tokenizer, extractor };
  }
}

function asProcessor(library: Transformers, rules: WhisperRules): InstanceType<Transformers['LogitsProcessor']> {
  class RulesProcessor extends library.LogitsProcessor {
    override _call(ids: bigint[][], logits: Tensor): Tensor {
      rules.apply((ids[0] ?? []).map(Number), logits.data as Float32Array);
      return logits;
    }
  }
  return new RulesProcessor();
}

function textOf({ pieces }: HeardSpeech): string {
  return pieces.map(({ text }) => text).join('');
}

function readVocabulary(settings: z.infer<typeof generationSchema>): WhisperVocabulary {
  const { eos_token_id: end, lang_to_id: languages, task_to_id: tasks, max_initial_timestamp_index: latest } = settings;
  const codes = Object.entries(languages).map(([token, id]): [string, number] => [
    token.replace(/^<\|(.+)\|>$/, '$1'),
    id,
  ]);
  return {
    begin: settings.decoder_start_token_id,
    end: Array.isArray(end) ? (end[0] ?? 0) : end,
    noTimestamps: settings.no_timestamps_token_id,
    languages: new Map(settings.is_multilingual ? codes : []),
    suppressed: settings.suppress_tokens ?? [],
    ...(settings.is_multilingual && tasks.transcribe !== undefined && { transcribe: tasks.transcribe }),
    ...(latest !== null && latest !== undefined && { maxInitialTimestamp: latest }),
  };
}
