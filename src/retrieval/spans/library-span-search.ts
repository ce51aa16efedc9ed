import { AskreelError, throwIfAborted } from '../../domain/coded-error.js';
import type { EncoderSet } from '../../encoders/contracts.js';
import type { LibraryReader } from '../../library/contracts.js';
import { adaptDescription } from '../adapt-words.js';
import type { MomentQuery, RefinedSpan, SpanMethod, SpanSearch } from '../contracts.js';
import { contentWords } from '../query-words.js';
import { CurveSpanFinder } from './curve-span-finder.js';
import { LearnedSpanFinder } from './learned-span-finder.js';
import { rerankSpans } from './rerank-spans.js';
import type { SpanFinder } from './span-finder.js';
import type { SpanQuery } from './step-features.js';
import { readEvidence } from './video-evidence.js';

/** What {@link LibrarySpanSearch} needs. */
export interface SpanSearchDependencies {
  readonly library: LibraryReader;
  readonly encoders: Pick<EncoderSet, 'text' | 'qformer' | 'moments'>;
  /** Default: the pack's predictor where it has one, else curves and motion. */
  readonly finder?: SpanFinder;
}

const usualLimit = 10;

/** The finder that suits a pack. */
export function chooseSpanFinder({ moments }: Pick<EncoderSet, 'moments'>): SpanFinder {
  return moments ? new LearnedSpanFinder(moments) : new CurveSpanFinder();
}

/** Spans of videos in the library for a description, re-ranked with the match head. */
export class LibrarySpanSearch implements SpanSearch {
  readonly #library: LibraryReader;
  readonly #encoders: SpanSearchDependencies['encoders'];
  readonly #finder: SpanFinder;

  constructor({ library, encoders, finder = chooseSpanFinder(encoders) }: SpanSearchDependencies) {
    this.#library = library;
    this.#encoders = encoders;
    this.#finder = finder;
  }

  get method(): SpanMethod {
    return this.#finder.method;
  }

  async search(query: Omit<MomentQuery, 'span' | 'precise'>): Promise<RefinedSpan[]> {
    const { description, videoIds, limit = usualLimit, signal } = query;
    const { text, ...wanted } = await readSpanQuery(description, this.#encoders);
    const all = this.#library.videos();
    const videos = videoIds ? all.filter(({ id }) => videoIds.includes(id)) : all;
    const found: RefinedSpan[] = [];
    for (const video of videos) {
      throwIfAborted(signal);
      const evidence = readEvidence(video, this.#library);
      const { spans } = await this.#finder.find(evidence, wanted);
      const { qformer } = this.#encoders;
      const ranked = qformer ? await rerankSpans(spans, text, evidence, qformer) : spans;
      found.push(...ranked.map((span) => ({ videoId: video.id, ...span })));
    }
    throwIfAborted(signal);
    return found.sort((a, b) => b.score - a.score).slice(0, limit);
  }
}

/** A description as finders read it, in words that the encoder knows. Throws BAD_ARGUMENT for an empty one. */
export async function readSpanQuery(
  description: string,
  { text: encoder }: Pick<EncoderSet, 'text'>,
): Promise<SpanQuery & { readonly text: string }> {
  if (description.trim() === '') throw new AskreelError('BAD_ARGUMENT', 'The description is empty.');
  const { text } = adaptDescription(description, encoder);
  const [embedding = new Float32Array()] = await encoder.encode([text]);
  return { text, embedding, words: contentWords(text) };
}
