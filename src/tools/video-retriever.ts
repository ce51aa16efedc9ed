import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager';
import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import type { Moment } from '../domain/moment.js';
import type { TimeSpan } from '../domain/time-span.js';
import type { VideoId } from '../domain/video.js';
import type { MomentSearch } from '../retrieval/contracts.js';
import { dataText } from './quote-data.js';

/** Where a retrieved document lies. Times are source seconds; `score` is 0 to 1 within one search. */
export interface MomentMetadata extends Record<string, unknown> {
  readonly videoId: VideoId;
  readonly title: string;
  readonly path: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly score: number;
}

/** Options of {@link VideoRetriever}. */
export interface VideoRetrieverOptions extends BaseRetrieverInput {
  readonly search: MomentSearch;
  /** Most documents returned (default 5). */
  readonly limit?: number;
  /** Search only these videos. */
  readonly videoIds?: readonly VideoId[];
  /** Search only this span of them. */
  readonly span?: TimeSpan;
}

/**
 * A LangChain retriever over video moments: `pageContent` holds the moment's caption and what is said in it,
 * `metadata` where it lies. Gives no document when nothing in the library matches.
 */
export class VideoRetriever extends BaseRetriever<MomentMetadata> {
  override lc_namespace = ['askreel', 'retrievers'];
  readonly #options: VideoRetrieverOptions;

  static override lc_name(): string {
    return 'VideoRetriever';
  }

  constructor(options: VideoRetrieverOptions) {
    super({
      ...(options.callbacks && { callbacks: options.callbacks }),
      ...(options.tags && { tags: options.tags }),
      ...(options.metadata && { metadata: options.metadata }),
    });
    this.#options = options;
  }

  override async _getRelevantDocuments(
    query: string,
    _runManager?: CallbackManagerForRetrieverRun,
  ): Promise<Document<MomentMetadata>[]> {
    const { search, limit, videoIds, span } = this.#options;
    const result = await search.search({
      description: query,
      limit: limit ?? 5,
      ...(videoIds && { videoIds }),
      ...(span && { span }),
    });
    return result.moments.map(toDocument);
  }
}

function toDocument(moment: Moment): Document<MomentMetadata> {
  const spoken = moment.evidence.flatMap((evidence) =>
    evidence.kind === 'transcript' ? [dataText(evidence.text, Infinity)] : [],
  );
  return new Document({
    pageContent: [
      ...(moment.caption === undefined ? [] : [dataText(moment.caption, Infinity)]),
      ...new Set(spoken),
    ].join('\n'),
    metadata: {
      videoId: moment.videoId,
      title: moment.videoTitle,
      path: moment.videoPath,
      startSeconds: moment.span.startSeconds,
      endSeconds: moment.span.endSeconds,
      score: moment.score,
    },
  });
}
