import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import { isChinese } from '../domain/wording/chinese/plain-chinese.js';
import type { Moment } from '../domain/moment.js';
import type { EncoderSet } from '../encoders/contracts.js';
import type { LibraryFilter, LibraryReader } from '../library/contracts.js';
import { addWordDeviations } from './add-word-deviations.js';
import { adaptDescription, type AdaptedDescription } from './adapt-words.js';
import type { MomentQuery, MomentSearch, MomentSearchResult } from './contracts.js';
import { deduplicateMoments } from './deduplicate-moments.js';
import { defaultFusionWeights, type FusionWeights } from './fusion-weights.js';
import { addNamedAction, gatherSignals } from './gather-signals.js';
import { contentWords, toDescription } from './query-words.js';
import { addMatches } from './rerank-shots.js';
import { fuseSignals, type ShotSignals } from './shot-signals.js';
import { toMoment } from './to-moment.js';
import { findTranscriptMoments, isSpoken } from './transcript-moments.js';
import type { WordBackground } from './word-background.js';

const nearestOffered = 3;
/** Confidence left in a search for something that the encoder has never heard of. */
const unknownWordConfidence = 0.05;

/** What {@link LibraryMomentSearch} needs. */
export interface MomentSearchDependencies {
  readonly library: LibraryReader;
  readonly encoders: Pick<EncoderSet, 'text' | 'qformer' | 'sample'>;
  /** For packs with an open vocabulary: what other words say of the same frames. */
  readonly words?: WordBackground;
  /** Default: {@link defaultFusionWeights}. */
  readonly weights?: FusionWeights;
}

/**
 * Finds moments by description: vectors, captions, actions and the match head vote on shots, subtitles bring moments
 * of their own. Scores are calibrated for each query, so that "nothing matches" is a possible answer.
 */
export class LibraryMomentSearch implements MomentSearch {
  readonly #library: LibraryReader;
  readonly #encoders: MomentSearchDependencies['encoders'];
  readonly #words: WordBackground | undefined;
  readonly #weights: FusionWeights;

  constructor({ library, encoders, words, weights = defaultFusionWeights }: MomentSearchDependencies) {
    this.#library = library;
    this.#encoders = encoders;
    this.#words = words;
    this.#weights = weights;
  }

  /** Throws BAD_ARGUMENT for an empty description and one in a language that the encoder does not know, ABORTED. */
  async search(query: MomentQuery): Promise<MomentSearchResult> {
    const { description, signal, limit = 5 } = query;
    if (description.trim() === '') throw new AskreelError('BAD_ARGUMENT', 'The description is empty.');
    throwIfAborted(signal);
    const filter: LibraryFilter = {
      ...(query.videoIds && { videoIds: query.videoIds }),
      ...(query.span && { span: query.span }),
    };
    const wanted = toDescription(description);
    const { text, unknownWords } = this.#inEncoderWords(description, filter);
    const unheard = unknownWords.filter((word) => !isSpoken(word, filter, this.#library));
    // What is said keeps its own language: it is looked for in the words as they were typed, and as they were turned.
    const spoken = (isChinese(wanted) ? [wanted, text] : [wanted])
      .filter((words) => words !== '')
      .flatMap((words) => findTranscriptMoments(contentWords(words), filter, this.#library, this.#weights))
      .sort((a, b) => b.score - a.score);
    const ranks = text === '' ? [] : await this.#rankShots(text, filter, signal);
    const seen = ranks.map(({ signals, score }) => toMoment(signals, score));

    // What the encoder has no word for cannot be seen by it: then only what is said counts.
    const ranked = deduplicateMoments(unknownWords.length > 0 ? spoken : [...seen, ...spoken]);
    const best = ranked[0]?.score ?? 0;
    const confidence = unheard.length > 0 ? Math.min(best, unknownWordConfidence) : best;
    if (confidence < this.#weights.foundProbability) {
      const nearest = deduplicateMoments([...seen, ...spoken]).slice(0, nearestOffered);
      return { moments: [], verdict: 'nothing-matches', confidence, nearest, unknownWords };
    }
    const moments = ranked.filter((moment: Moment) => moment.score >= this.#weights.tailShare * best).slice(0, limit);
    return { moments, verdict: 'found', confidence, nearest: [], unknownWords };
  }

  /** A description that cannot be put into the encoder's language may still be what somebody says. */
  #inEncoderWords(description: string, filter: LibraryFilter): AdaptedDescription {
    try {
      return adaptDescription(description, this.#encoders.text);
    } catch (error) {
      const wanted = toDescription(description);
      if (isSpoken(wanted, filter, this.#library)) return { text: '', unknownWords: [wanted] };
      throw error;
    }
  }

  async #rankShots(
    text: string,
    filter: LibraryFilter,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly signals: ShotSignals; readonly score: number }[]> {
    const [embedding] = await this.#encoders.text.encode([text]);
    throwIfAborted(signal);
    if (!embedding) return [];
    const words = contentWords(text);
    const searched = this.#library.shotCount(filter);
    const scored = (shots: readonly ShotSignals[], amongWords = false): { signals: ShotSignals; score: number }[] =>
      shots
        .map((signals) => ({ signals, score: fuseSignals(signals, this.#weights, { amongWords, shots: searched }) }))
        .sort((a, b) => b.score - a.score);
    const candidates = scored(
      gatherSignals({ embedding, description: text, words, filter }, this.#library, this.#encoders.sample),
    );
    const looked = candidates.slice(0, this.#weights.rerankedShots).map(({ signals }) => signals);
    for (const signals of looked) addNamedAction(signals, words, this.#library);
    if (this.#encoders.qformer) await addMatches(looked, text, this.#library, this.#encoders.qformer);
    if (this.#words) await addWordDeviations(looked, embedding, this.#library, this.#words);
    throwIfAborted(signal);
    return scored(
      candidates.map(({ signals }) => signals),
      this.#words !== undefined,
    );
  }
}
