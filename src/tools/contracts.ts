import type { TimeSpan } from '../domain/time-span.js';
import type { VideoId } from '../domain/video.js';
import type { LibraryReader } from '../library/contracts.js';
import type {
  ActionLocator,
  ClipInspector,
  HighlightFinder,
  MomentSearch,
  SpatialLocator,
} from '../retrieval/contracts.js';

/** What the tools look into; apps make one and hand it on. */
export interface VideoToolContext {
  readonly library: LibraryReader;
  readonly search: MomentSearch;
  readonly inspector: ClipInspector;
  /** Without one there is no `locate_actions`. */
  readonly actionLocator?: ActionLocator;
  /** Without one there is no `where_is`. */
  readonly spatialLocator?: SpatialLocator;
  /** For `find_highlights`, which is left out without it. */
  readonly highlights?: HighlightFinder;
}

/** Fixes what the tools can see. */
export interface VideoToolOptions {
  /** Ids, titles or paths of the only videos that the tools show (default: the whole library). */
  readonly videoIds?: readonly VideoId[];
}

/** A span that a tool returned: the only thing that may be cited. */
export interface CitableSpan {
  readonly videoId: VideoId;
  readonly videoTitle: string;
  readonly videoPath: string;
  readonly span: TimeSpan;
  /** What the tool says about the span, one line. */
  readonly note: string;
  /** How sure the tool's models are of the span, 0 to 1: the least of what they say; absent where they do not tell. */
  readonly confidence?: number;
}

/**
 * The artifact beside a tool's words (`content_and_artifact`). `spans[k]` belongs to the line that the words
 * number `[k + 1]`.
 */
export interface ToolEvidence {
  readonly tool: string;
  readonly spans: readonly CitableSpan[];
  /** The call could not be met as it stands; the words say what to change. */
  readonly refused?: true;
}
