import type { EncoderSet, Transcriber } from '../encoders/contracts.js';
import type { IndexingDependencies } from '../indexing/contracts.js';
import type { FeedbackStore, Library } from '../library/contracts.js';
import type { Media } from '../media/contracts.js';
import type { ActionLocator, HighlightFinder, MomentWeigher, SpatialLocator } from '../retrieval/contracts.js';
import type { VideoToolContext } from '../tools/contracts.js';
import type { LibraryRanking } from './library-ranking.js';
import type { TranscriberChoice } from './open-transcriber.js';

/**
 * A video library with everything that looks into it: what `createVideoTools`, `VideoRetriever`, `indexVideos` and
 * `createVideoAgent` take. Holds native resources until `close()` (or use `await using`).
 */
export interface VideoLibrary extends VideoToolContext, AsyncDisposable {
  /** The catalog: videos, shots, transcripts and vectors. */
  readonly library: Library;
  /** Finds what is worth seeing of a video. */
  readonly highlights: HighlightFinder;
  /** Thumbs on moments and answers; `recordFeedback` adds to them. */
  readonly feedback: FeedbackStore;
  /** What moments are ranked by; `fitRanking` fits it to feedback. */
  readonly ranking: LibraryRanking;
  /** Tells what spoke for the moments of a search. */
  readonly weigher: MomentWeigher;
  /** The model pack's encoders. */
  readonly encoders: EncoderSet;
  readonly actionLocator: ActionLocator;
  readonly spatialLocator: SpatialLocator;
  /** ffmpeg and what is done with it; located when first asked for. Throws `FFMPEG_MISSING`. */
  media(): Promise<Media>;
  /** The rooms as indexing sees them; locates ffmpeg. */
  indexing(): Promise<IndexingDependencies>;
  /** A transcriber for {@link IndexingDependencies}; closed with the library. Throws what `openTranscriber` throws. */
  openTranscriber(choice: TranscriberChoice): Promise<Transcriber>;
  /** Lets go of the folder and of the models. May be called twice. */
  close(): Promise<void>;
}
