import type { ActionSpan, MotionTrack, Shot, Transcription, TranscriptLine, Video, VideoId } from '../domain/video.js';
import type { VideoEvent } from '../domain/events/video-event.js';
import type { Feedback, NewFeedback } from '../domain/feedback/feedback.js';
import type { TimeSpan } from '../domain/time-span.js';

/** A frame's vector on its way into the library. */
export interface FrameVector {
  readonly timeSeconds: number;
  /** L2-normalised float32 in the library's space. */
  readonly embedding: Float32Array;
}

/** A clip's vector and everything learned about it, on its way into the library. */
export interface ClipVector {
  readonly span: TimeSpan;
  readonly shotIndex: number;
  readonly embedding: Float32Array;
  /** What the Q-Former attended to (see `VisualTokens`), so that the clip can be asked about without decoding it again. */
  readonly tokens?: { readonly patches: Float32Array; readonly clip?: Float32Array };
  /** Action probabilities of the labels worth keeping (the five best), best first. */
  readonly actions: readonly { readonly label: string; readonly probability: number }[];
}

/** All that one video contributes; committed in one transaction or not at all. */
export interface IndexedVideo {
  readonly video: Video;
  readonly shots: readonly Omit<Shot, 'videoId'>[];
  readonly frames: readonly FrameVector[];
  readonly clips: readonly ClipVector[];
  readonly transcript: readonly Omit<TranscriptLine, 'videoId'>[];
  readonly motion?: MotionTrack;
  /** Present when the video was listened to. */
  readonly transcription?: Transcription;
}

/** Narrows a query to some videos and to a span of them. */
export interface LibraryFilter {
  /** Full ids; an empty list lets nothing through. */
  readonly videoIds?: readonly VideoId[];
  /** Frames inside it, anything longer that overlaps it. */
  readonly span?: TimeSpan;
}

/** A stored frame near a query. */
export interface FrameHit {
  readonly videoId: VideoId;
  readonly timeSeconds: number;
  /** Cosine. */
  readonly score: number;
}

/** A stored clip near a query. */
export interface ClipHit {
  readonly clipId: number;
  readonly videoId: VideoId;
  readonly shotIndex: number;
  readonly span: TimeSpan;
  /** Cosine. */
  readonly score: number;
}

/** A line that holds words of a query. */
export interface TranscriptHit extends TranscriptLine {
  /** BM25 as SQLite gives it, sign turned so that higher is better. */
  readonly score: number;
}

/** A clip as it was committed; tokens come back from float16 (relative error at most 2^-11). */
export interface StoredClip {
  readonly clipId: number;
  readonly videoId: VideoId;
  readonly shotIndex: number;
  readonly span: TimeSpan;
  readonly embedding: Float32Array;
  readonly tokens?: { readonly patches: Float32Array; readonly clip?: Float32Array };
  readonly actions: readonly { readonly label: string; readonly probability: number }[];
}

/** What upper floors may read. Every span comes back in source seconds, every list in time order. */
export interface LibraryReader {
  readonly space: { readonly packId: string; readonly revision: string; readonly dimensions: number };
  videos(): Video[];
  /**
   * By id, by title, by path (absolute, or its last parts such as `trip/beach.mp4`) or by id prefix; `undefined` when
   * nothing fits or when several videos do.
   */
  findVideo(reference: string): Video | undefined;
  /** The video last seen at exactly this absolute path; with size and time, only if those are unchanged too. */
  findByPath(path: string, sizeBytes?: number, modifiedMs?: number): Video | undefined;
  /** By the SHA-256 of the file's content, 64 hex digits. */
  findByHash(contentHash: string): Video | undefined;
  shots(videoId: VideoId): Shot[];
  /** How many shots the library holds (those that the filter lets through). */
  shotCount(filter?: LibraryFilter): number;
  /** The best label of each shot (of each that overlaps the span): its clips' probabilities averaged, weighted by overlap. */
  actions(videoId: VideoId, span?: TimeSpan): ActionSpan[];
  /**
   * The memory of who does what, when, in time order (with a span: what overlaps it). Made when a video is committed; of
   * a video committed before there was one it is read anew from shots, actions and motion, by the same rules.
   */
  events(videoId: VideoId, span?: TimeSpan): VideoEvent[];
  transcript(videoId: VideoId, span?: TimeSpan): TranscriptLine[];
  /** Who listened to the video; `undefined` when nobody has. */
  transcription(videoId: VideoId): Transcription | undefined;
  clips(videoId: VideoId, span?: TimeSpan): StoredClip[];
  clipsById(ids: readonly number[]): StoredClip[];
  /** How the video moves; `undefined` for videos indexed before this was kept. Values come back from float16. */
  motion(videoId: VideoId): MotionTrack | undefined;
  /** Times of the stored frames, in seconds. */
  frameTimes(videoId: VideoId): number[];
  /** Stored frames with their vectors, those inside the span when there is one. */
  frames(videoId: VideoId, span?: TimeSpan): FrameVector[];
  /** Nearest frames to a vector, best first. */
  searchFrames(embedding: Float32Array, limit: number, filter?: LibraryFilter): FrameHit[];
  /** Nearest clips to a vector, best first. */
  searchClips(embedding: Float32Array, limit: number, filter?: LibraryFilter): ClipHit[];
  /** Full-text search, best first. */
  searchTranscript(query: string, limit: number, filter?: LibraryFilter): TranscriptHit[];
  /** Full-text search over shot captions, best first. */
  searchCaptions(query: string, limit: number, filter?: LibraryFilter): (Shot & { readonly score: number })[];
  /** Cosines of a vector with a sample of at most `limit` stored frames or clips: what an unrelated hit looks like. */
  sampleScores(embedding: Float32Array, kind: 'frame' | 'clip', limit: number): Float32Array;
}

/** What indexing may change. */
export interface LibraryWriter {
  /**
   * Commits a video and all it contributes, replacing an earlier version of the same id and the video that lay at the
   * same path (its file has been overwritten). Durable when it returns; on any error nothing has changed.
   */
  commit(entry: IndexedVideo): void;
  /**
   * Gives a known video another transcript and remembers who made it (nobody: these are subtitles); all else stays. Throws
   * `VIDEO_UNKNOWN` for others.
   */
  replaceTranscript(
    videoId: VideoId,
    transcript: readonly Omit<TranscriptLine, 'videoId'>[],
    transcription?: Transcription,
  ): void;
  /** Records that a known video now lies elsewhere; its title follows the file's name. Throws `VIDEO_UNKNOWN` for others. */
  relocate(videoId: VideoId, path: string, modifiedMs: number): void;
  /** True when there was such a video. */
  remove(videoId: VideoId): boolean;
}

/** A text of the user's own beside the videos, with its vector: what LangChain calls a document. */
export interface Note {
  readonly id: string;
  readonly text: string;
  /** Anything that JSON can hold; `videoId` and `timeSeconds` tie a note to a place in a video. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** float32 in the library's space; normalised when stored. */
  readonly embedding: Float32Array;
}

/** A note near a query. */
export interface NoteHit extends Note {
  /** Cosine. */
  readonly score: number;
}

/** Reading notes. */
export interface NoteReader {
  notesById(ids: readonly string[]): Note[];
  /** Nearest notes to a vector, best first, among those that `accepts` lets through. */
  searchNotes(embedding: Float32Array, limit: number, accepts?: (note: Note) => boolean): NoteHit[];
}

/** Keeping notes. */
export interface NoteWriter {
  /** Stores all notes or none, replacing those with the same ids. */
  saveNotes(notes: readonly Note[]): void;
  /** How many of the ids there were. */
  removeNotes(ids: readonly string[]): number;
}

/** Which feedback is wanted. */
export interface FeedbackQuery {
  readonly kind?: Feedback['kind'];
  /** About this query or question, in whatever case and with whatever closing marks. */
  readonly query?: string;
  /** Default 0. */
  readonly offset?: number;
  /** Default 100. */
  readonly limit?: number;
}

/** A part of the feedback, the latest first. */
export interface FeedbackPage {
  readonly feedback: readonly Feedback[];
  /** How many there are on all pages. */
  readonly total: number;
}

/** Keeps feedback. Of one moment for one query, and of one answer to one question, the latest verdict stands. */
export interface FeedbackStore {
  /** @param pack `<pack>@<revision>` of the library. */
  add(entry: NewFeedback, pack: string): Feedback;
  list(query?: FeedbackQuery): FeedbackPage;
  /** All of it, in the order in which it was given. */
  all(): Feedback[];
  /** True when there was such feedback. */
  remove(id: number): boolean;
}

/** An open library. Its native resources are freed by `close()`, which may be called twice. */
export interface Library extends LibraryReader, LibraryWriter, NoteReader, NoteWriter, Disposable, AsyncDisposable {
  /** Absolute path of the library's folder. */
  readonly folder: string;
  readonly readOnly: boolean;
  /** Saves the vector index beside the catalog (writers only) and lets go of the folder. */
  close(): void;
}
