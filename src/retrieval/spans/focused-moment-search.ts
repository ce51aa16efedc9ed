import { overlapSeconds, spanSeconds, type TimeSpan } from '../../domain/time-span.js';
import type { Moment } from '../../domain/moment.js';
import type { EncoderSet } from '../../encoders/contracts.js';
import type { LibraryReader } from '../../library/contracts.js';
import type { MomentQuery, MomentSearch, MomentSearchResult } from '../contracts.js';
import { LibrarySpanSearch } from './library-span-search.js';

/** A refined span belongs to a moment when so much of it lies inside. */
const insideShare = 0.8;
/** Below this nobody is told: the moment as a whole is the surer answer. */
const leastScore = 0.5;
/** A span that fills so much of its moment tells nothing new. */
const fullShare = 0.95;

/**
 * A search whose moments also say, where a query asks for it, when inside them it happens. The moments themselves stay
 * whole shots: those are what captions, actions and citations speak of.
 */
export class FocusedMomentSearch implements MomentSearch {
  readonly #search: MomentSearch;
  readonly #spans: LibrarySpanSearch;

  constructor(parts: {
    readonly search: MomentSearch;
    readonly library: LibraryReader;
    readonly encoders: Pick<EncoderSet, 'text' | 'qformer' | 'moments'>;
  }) {
    this.#search = parts.search;
    this.#spans = new LibrarySpanSearch({ library: parts.library, encoders: parts.encoders });
  }

  async search(query: MomentQuery): Promise<MomentSearchResult> {
    const result = await this.#search.search(query);
    if (query.precise !== true || result.moments.length === 0) return result;
    const { description, signal } = query;
    const seen = result.moments.filter(({ evidence }) => !evidence.every(({ kind }) => kind === 'transcript'));
    const focuses = new Map<Moment, TimeSpan>();
    for (const videoId of new Set(seen.map((moment) => moment.videoId))) {
      const spans = await this.#spans.search({ description, videoIds: [videoId], ...(signal && { signal }) });
      for (const moment of seen.filter((item) => item.videoId === videoId)) {
        const inside = spans.find(
          (span) => span.score >= leastScore && overlapSeconds(span, moment.span) >= insideShare * spanSeconds(span),
        );
        if (!inside || spanSeconds(inside) > fullShare * spanSeconds(moment.span)) continue;
        focuses.set(moment, {
          startSeconds: Math.max(inside.startSeconds, moment.span.startSeconds),
          endSeconds: Math.min(inside.endSeconds, moment.span.endSeconds),
        });
      }
    }
    const moments = result.moments.map((moment) => {
      const focus = focuses.get(moment);
      return focus ? { ...moment, focus } : moment;
    });
    return { ...result, moments };
  }
}
