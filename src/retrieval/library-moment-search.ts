import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import { isChinese } from '../domain/wording/chinese/plain-chinese.js';
import type { Taste } from '../domain/feedback/taste.js';
import type { Moment } from '../domain/moment.js';
import type { EncoderSet } from '../encoders/contracts.js';
import type { LibraryFilter, LibraryReader } from '../library/contracts.js';
import { addWordDeviations } from './add-word-deviations.js';
import { adaptDescription, type AdaptedDescription } from './adapt-words.js';
import type { MomentQuery, MomentSearch, MomentSearchResult, MomentWeigher, WeighedMoment } from './contracts.js';
import { deduplicateMoments } from './deduplicate-moments.js';
import { defaultFusionWeights, type FusionWeights } from './fusion-weights.js';
import { addNamedAction, gatherSignals } from './gather-signals.js';
import { contentWords, toDescription } from './query-words.js';
import { addMatches } from './rerank-shots.js';
import { fuseSignals, type ShotSignals } from './shot-signals.js';
import { applyTaste } from './taste/apply-taste.js';
import { describedParts } from './taste/described-parts.js';
import { joinVotes, strengthsOf, withoutVotes, type VotedMoment } from './taste/voted-moment.js';
import { toMoment } from './to-moment.js';
import { findTranscriptMoments, isSpoken } from './transcript-moments.js';
import type { WordBackground } from './word-background.js';

const nearestOffered = 3;
/** Confidence left in a search for something that the encoder has never heard of. */
const unknownWordConfidence = 0.05;

interface LookedUp {
  /** The description in the encoder's words. */
  readonly text: string;
  readonly seen: readonly VotedMoment[];
  readonly spoken: readonly VotedMoment[];
  readonly unknownWords: readonly string[];
  /** Those of them that nobody says either. */
  readonly unheard: readonly string[];
}

/** What {@link LibraryMomentSearch} needs. */
export interface MomentSearchDependencies {
  readonly library: LibraryReader;
  readonly encoders: Pick<EncoderSet, 'text' | 'qformer' | 'sample'>;
  /** For packs with an open vocabulary: what other words say of the same frames. */
  readonly words?: WordBackground;
  /** Default: {@link defaultFusionWeights}. */
  readonly weights?: FusionWeights;
  /** What the library's users care for, asked at each search. Default: nothing in particular. */
  readonly taste?: () => Taste | undefined;
}

/**
 * Finds moments by description: vectors, captions, actions and the match head vote on shots, subtitles bring moments
 * of their own. Scores are calibrated for each query, so that "nothing matches" is a possible answer.
 */
export class LibraryMomentSearch implements MomentSearch, MomentWeigher {
  readonly #library: LibraryReader;
  readonly #encoders: MomentSearchDependencies['encoders'];
  readonly #words: WordBackground | undefined;
  readonly #weights: FusionWeights;
  readonly #taste: (() => Taste | undefined) | undefined;

  constructor({ library, encoders, words, weights = defaultFusionWeights, taste }: MomentSearchDependencies) {
    this.#library = library;
    this.#encoders = encoders;
    this.#words = words;
    this.#weights = weights;
    this.#taste = taste;
  }

  /** Throws BAD_ARGUMENT for an empty description and one in a language that the encoder does not know, ABORTED. */
  async search(query: MomentQuery): Promise<MomentSearchResult> {
    const { limit = 5 } = query;
    const filter = filterOf(query);
    const { text, seen, spoken, unknownWords, unheard } = await this.#look(query, filter);
    // What the encoder has no word for cannot be seen by it: then only what is said counts.
    const ranked = deduplicateMoments(unknownWords.length > 0 ? spoken : [...seen, ...spoken], joinVotes);
    const best = ranked[0]?.score ?? 0;
    const confidence = unheard.length > 0 ? Math.min(best, unknownWordConfidence) : best;
    if (confidence < this.#weights.foundProbability) {
      const nearest = this.#inTaste(deduplicateMoments([...seen, ...spoken], joinVotes), text);
      return {
        ...{ moments: [], verdict: 'nothing-matches', confidence, unknownWords },
        nearest: nearest.slice(0, nearestOffered).map(withoutVotes),
      };
    }
    const moments = this.#inTaste(ranked, text)
      .filter(({ score }) => score >= this.#weights.tailShare * best)
      .slice(0, limit)
      .map(withoutVotes);
    return { moments, verdict: 'found', confidence, nearest: [], unknownWords };
  }

  /** Throws what {@link search} throws. */
  async weigh(query: MomentQuery): Promise<WeighedMoment[]> {
    const { text, seen, spoken } = await this.#look(query, filterOf(query));
    const ranked = deduplicateMoments([...seen, ...spoken], joinVotes);
    const scores = new Map(ranked.map((moment) => [placeOf(moment), moment.score]));
    const parts = describedParts(text);
    return this.#inTaste(ranked, text).map((moment) => ({
      moment: { ...withoutVotes(moment), score: scores.get(placeOf(moment)) ?? moment.score },
      signals: strengthsOf(moment, parts),
    }));
  }

  /**
   * Moments in the order of the taste, if there is one: those that the tail leaves over, or that were looked at twice, as far
   * as both go. The rest follows as it was.
   */
  #inTaste(ranked: readonly VotedMoment[], text: string): VotedMoment[] {
    const taste = this.#taste?.();
    if (!taste) return [...ranked];
    const least = this.#weights.tailShare * (ranked[0]?.score ?? 0);
    const found = ranked.filter(({ score }) => score >= least).length;
    const tasted = Math.max(found, this.#weights.rerankedShots);
    const parts = describedParts(text);
    const head = applyTaste(ranked.slice(0, tasted), taste, (moment) => strengthsOf(moment, parts));
    return [...head, ...ranked.slice(tasted)];
  }

  /** All that a description brings up: shots that may show it, and lines that may say it, each best first. */
  async #look({ description, signal }: MomentQuery, filter: LibraryFilter): Promise<LookedUp> {
    if (description.trim() === '') throw new AskreelError('BAD_ARGUMENT', 'The description is empty.');
    throwIfAborted(signal);
    const wanted = toDescription(description);
    const { text, unknownWords } = this.#inEncoderWords(description, filter);
    const unheard = unknownWords.filter((word) => !isSpoken(word, filter, this.#library));
    // What is said keeps its own language: it is looked for in the words as they were typed, and as they were turned.
    const spoken = (isChinese(wanted) ? [wanted, text] : [wanted])
      .filter((words) => words !== '')
      .flatMap((words) => findTranscriptMoments(contentWords(words), filter, this.#library, this.#weights))
      .sort((a, b) => b.score - a.score)
      .map((moment): VotedMoment => {
        const speech = Math.sqrt(moment.score / this.#weights.transcriptProbability);
        return { ...moment, votes: { speech } };
      });
    const ranks = text === '' ? [] : await this.#rankShots(text, filter, signal);
    const seen = ranks.map(({ signals, score }): VotedMoment => {
      return { ...toMoment(signals, score), votes: { shot: signals, speech: 0 } };
    });
    return { text, seen, spoken, unknownWords, unheard };
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

function filterOf({ videoIds, span }: MomentQuery): LibraryFilter {
  return { ...(videoIds && { videoIds }), ...(span && { span }) };
}

/** Tells moments of one search apart. */
function placeOf({ videoId, span }: Moment): string {
  return `${videoId} ${span.startSeconds} ${span.endSeconds}`;
}
