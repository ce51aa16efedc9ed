import type { TimedBox } from '../domain/frame-box.js';
import type { ActionSpan, Shot, VideoId } from '../domain/video.js';
import type { SignalStrengths } from '../domain/feedback/taste.js';
import type { Moment } from '../domain/moment.js';
import type { TimeSpan } from '../domain/time-span.js';
import type { ShotMotion } from './actions/describe-motion.js';

/** What to look for, and where. */
export interface MomentQuery {
  readonly description: string;
  readonly videoIds?: readonly VideoId[];
  readonly span?: TimeSpan;
  /** At most this many moments (default 5). */
  readonly limit?: number;
  /** Also tell where inside each moment the action lies (`focus`). */
  readonly precise?: boolean;
  readonly signal?: AbortSignal;
}

/** Ranked moments, or none when nothing in the library matches. */
export interface MomentSearchResult {
  /** Best first; empty when `verdict` is `nothing-matches`. */
  readonly moments: readonly Moment[];
  readonly verdict: 'found' | 'nothing-matches';
  /** Calibrated confidence, 0 to 1, that the best moment shows what was asked for. */
  readonly confidence: number;
  /** The nearest moments when nothing matches: offered, never claimed. */
  readonly nearest: readonly Moment[];
  /** Words of the description that the encoder has never seen. */
  readonly unknownWords: readonly string[];
}

/** Finds moments by description. */
export interface MomentSearch {
  search(query: MomentQuery): Promise<MomentSearchResult>;
}

/** A moment with all that a taste can weigh. */
export interface WeighedMoment {
  /** Its score is the fused one, without any taste. */
  readonly moment: Moment;
  readonly signals: SignalStrengths;
}

/** Tells what spoke for moments: what feedback remembers of a search. */
export interface MomentWeigher {
  /**
   * Everything that a search for the same comes upon, shown or not, in the order in which it would be shown. Throws what
   * the search throws; `limit` and `precise` mean nothing here.
   */
  weigh(query: MomentQuery): Promise<WeighedMoment[]>;
}

/** What moments should look like, and where to look. */
export interface AlikeQuery extends Omit<MomentQuery, 'description'> {
  /** L2-normalised float32 vectors of one or more pictures, in the library's space. */
  readonly pictures: readonly Float32Array[];
  /** Left out of the results: the moment that the pictures come from. */
  readonly except?: { readonly videoId: VideoId; readonly span: TimeSpan };
}

/** Shots named with words of the caller's choice. */
export interface ShotLabels {
  /**
   * The likeliest label of each shot in time order, with its probability among the labels judged; the label as the
   * caller wrote it. Empty for unfamiliar footage and when fewer than two labels can be judged.
   */
  readonly actions: readonly ActionSpan[];
  /** Labels left out because the encoder has never seen some of their words, with those words. */
  readonly unknown: readonly { readonly label: string; readonly words: readonly string[] }[];
}

/** Looks closely at one span of one video. */
export interface ClipInspector {
  /** Learned captions of the shots that overlap the span (all shots without one). Empty for unfamiliar footage. */
  captions(videoId: VideoId, span?: TimeSpan): Promise<Shot[]>;
  /** Actions in the shots that overlap the span, best label of each, in time order. Empty for unfamiliar footage. */
  actions(videoId: VideoId, span?: TimeSpan): ActionSpan[];
  /**
   * Which of some labels (any phrases, at least two) each shot that overlaps the span shows best, from the vectors
   * that were kept of its frames inside the span.
   */
  labelShots(videoId: VideoId, labels: readonly string[], span?: TimeSpan): Promise<ShotLabels>;
  /** A short answer to a question about the span; `undefined` for unfamiliar footage or packs without a decoder. */
  ask(
    videoId: VideoId,
    span: TimeSpan,
    question: string,
  ): Promise<{ readonly text: string; readonly confidence: number } | undefined>;
}

/** What to look for in the frame, and in which stretch of which video. */
export interface SpatialQuery {
  readonly videoId: VideoId;
  /** Default: everything that the pack's detector knows. */
  readonly description?: string;
  /** Default: the whole video, which is decoded. */
  readonly span?: TimeSpan;
  readonly signal?: AbortSignal;
}

/** Something followed over time inside one shot. */
export interface Tube {
  readonly videoId: VideoId;
  /** From the first box to the last. */
  readonly span: TimeSpan;
  /** What the detector calls it; without a detector, the words that were looked for. */
  readonly description: string;
  /** In time order, several a second. */
  readonly boxes: readonly TimedBox[];
  /** What it does: the shot's action, for the one of its tubes that does it. */
  readonly action?: { readonly label: string; readonly probability: number };
  /** How sure it is, 0 to 1: of being there and of fitting the description. */
  readonly score: number;
  /** Found without a detector: a region, not an outline, and always found, whether or not the thing is there. */
  readonly approximate?: true;
}

/** Finds where in the frame things are. */
export interface SpatialLocator {
  /**
   * Tubes in time order of their shots; in each shot the one that acts first. Empty when nothing fits, when the
   * encoder does not know a word of the description, and for footage that the pack's detector was not made for.
   * Without a detector one approximate tube a shot, and none without a description.
   */
  whereIs(query: SpatialQuery): Promise<Tube[]>;
}

/** Which actions to look for, and where. */
export interface ActionQuery {
  readonly videoId: VideoId;
  /** Labels, or words of labels; any words where the pack judges by words. Default: all that the pack names. */
  readonly actions?: readonly string[];
  readonly span?: TimeSpan;
  /** At most this many actions, the surest (default: all). */
  readonly limit?: number;
  /** Less sure ones are left out (default 0.3). */
  readonly leastScore?: number;
  /** At most so many windows are shown to the clip encoder; of the rest, what indexing kept must do (default: all). */
  readonly mostWindows?: number;
  /**
   * What the video's motion is used for: to say which windows are needed, and ends (`gate`, the default), ends alone
   * (`refine`), nothing (`off`). For comparison.
   */
  readonly motion?: 'gate' | 'refine' | 'off';
  readonly onProgress?: (windowsDone: number, windowsTotal: number) => void;
  readonly signal?: AbortSignal;
}

/** An action with its beginning and end. */
export interface LocatedAction {
  readonly videoId: VideoId;
  readonly shotIndex: number;
  /** To a tenth of a second where the video's motion is known. */
  readonly span: TimeSpan;
  readonly label: string;
  /** 0 to 1. */
  readonly score: number;
}

/** Windows that the clip encoder was to judge. */
export interface WindowCount {
  readonly judged: number;
  /** Left out by the motion gate: nothing moves in them, or a window round all that moves shows as much. */
  readonly gated: number;
  /** Left out because they were too many. */
  readonly leftOut: number;
}

/** Where some actions happen. */
export interface LocatedActions {
  /** In time order. */
  readonly actions: readonly LocatedAction[];
  readonly windows: WindowCount;
  /** How each shot that was looked at moves, in time order; empty for videos that were indexed before motion was kept. */
  readonly motion: readonly { readonly shot: Shot; readonly motion: ShotMotion }[];
}

/** Finds out when actions happen, and what moves. */
export interface ActionLocator {
  locate(query: ActionQuery): Promise<LocatedActions>;
}

/** A stretch of a video that a description means, with borders of its own: the action, not the shot it lies in. */
export interface RefinedSpan extends TimeSpan {
  readonly videoId: VideoId;
  /** Probability, 0 to 1; comparable between videos, but calibrated for none of the two methods. */
  readonly score: number;
}

/** Where borders come from: a span predictor of the pack, or similarity curves and motion. */
export type SpanMethod = 'learned' | 'training-free';

/** Finds when, inside videos, a description happens. Reads what was kept; decodes nothing. */
export interface SpanSearch {
  readonly method: SpanMethod;
  /** Best first, at most `limit` (10) over all videos asked for. Throws BAD_ARGUMENT for an empty description, ABORTED. */
  search(query: Omit<MomentQuery, 'span' | 'precise'>): Promise<RefinedSpan[]>;
}

/** What to make highlights of. */
export interface HighlightQuery {
  readonly videoId: VideoId;
  /** Highlights of this only; without it, whatever is eventful. */
  readonly description?: string;
  /** Length of all stretches together (20). */
  readonly seconds?: number;
  readonly signal?: AbortSignal;
}

/** A stretch worth seeing. */
export interface Highlight extends TimeSpan {
  /** 0 to 1, comparable within one video. */
  readonly saliency: number;
}

/** What is worth seeing of a video. */
export interface Highlights {
  /** The best stretches, in time order; they do not overlap. */
  readonly stretches: readonly Highlight[];
  /** 0 to 1 for each `clipSeconds` of the video, from its beginning to its end. */
  readonly saliency: Float32Array;
  readonly clipSeconds: number;
}

/** Finds the highlights of a video from what was kept of it. Throws VIDEO_UNKNOWN, BAD_ARGUMENT, ABORTED. */
export interface HighlightFinder {
  find(query: HighlightQuery): Promise<Highlights>;
}
