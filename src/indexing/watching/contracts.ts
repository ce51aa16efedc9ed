import type { VideoId } from '../../domain/video.js';
import type { LibraryReader, LibraryWriter } from '../../library/contracts.js';
import type { Media } from '../../media/contracts.js';
import type { hashFile } from '../../media/hash-file.js';
import type { IndexingEvent } from '../contracts.js';

/** A video file as one look at the folders finds it. */
export interface LookedFile {
  /** Absolute. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** When the file itself or what is said of it (its permissions) last changed. */
  readonly changedMs: number;
  /** The file system that it lies on. */
  readonly device: number;
  /** Tells whether the subtitle files beside it have changed; empty when there are none. */
  readonly subtitles: string;
}

/** What one look at the watched folders finds. */
export interface FolderLook {
  /** Sorted by path; temporary names and ignored folders are left out. */
  readonly files: readonly LookedFile[];
  /** Watched folders that are not there. */
  readonly goneFolders: readonly string[];
  /** Folders that are there and cannot be listed: nothing is known of what they hold. */
  readonly blindFolders: readonly string[];
}

/** What is remembered of a file from look to look, and over restarts. */
export interface SeenFile {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly device: number;
  readonly subtitles: string;
  /** SHA-256 of its content, once it was read. */
  readonly contentHash?: string;
  /** `changedMs` of the file that could not be read or indexed: it is left alone until this changes. */
  readonly failedAtMs?: number;
}

/** A video of the library whose file is not where it was. */
export interface MissingVideo {
  /** Long enough to be sure that it is not on its way elsewhere. */
  readonly forLong: boolean;
  /** The file system of the nearest folder above that is still there. */
  readonly device: number | undefined;
}

/** What is to be done so that the library holds what the folders hold. */
export type WatchAction =
  | {
      readonly type: 'relocate';
      readonly videoId: VideoId;
      readonly path: string;
      readonly oldPath: string;
      readonly modifiedMs: number;
    }
  | {
      readonly type: 'index';
      readonly path: string;
      /** Was at this path and is nowhere else now. */
      readonly replaces?: VideoId;
    }
  | { readonly type: 'remove'; readonly videoId: VideoId; readonly path: string }
  | { readonly type: 'read-subtitles'; readonly videoId: VideoId; readonly path: string };

/** Actions in the order in which they must be done, and what is left alone. */
export interface WatchPlan {
  readonly actions: readonly WatchAction[];
  /** Videos that stay in the library although their files cannot be seen: their drive or folder is gone. */
  readonly held: readonly { readonly videoId: VideoId; readonly path: string }[];
}

/** What following folders says, besides what indexing says. */
export type WatchEvent =
  | Exclude<IndexingEvent, { readonly type: 'finished' }>
  | { readonly type: 'watching'; readonly folders: readonly string[]; readonly videos: number }
  | { readonly type: 'video-removed'; readonly path: string; readonly videoId: VideoId }
  | {
      readonly type: 'subtitles-read';
      readonly path: string;
      readonly videoId: VideoId;
      readonly transcriptLines: number;
    }
  /** A watched folder, or the drive below it, is gone: its videos stay in the library. */
  | { readonly type: 'folder-gone'; readonly path: string; readonly videos: number }
  | { readonly type: 'folder-back'; readonly path: string }
  /** The work cannot go on for now; it is tried again at the next look. */
  | { readonly type: 'held-up'; readonly code: string; readonly message: string; readonly hint: string | undefined }
  | {
      /** After a look that changed something, or the first one. */
      readonly type: 'looked';
      /** In the library. */
      readonly videos: number;
      /** Files that still grow or have only just come. */
      readonly waiting: number;
      /** Files that cannot be indexed. */
      readonly failed: number;
    };

/** How indexing one file went. */
export type IndexOutcome =
  | { readonly state: 'done' }
  | { readonly state: 'cancelled' }
  /** Something about the file: it is left alone until it changes. */
  | { readonly state: 'failed' }
  /** Something that the next file would meet as well. */
  | {
      readonly state: 'held-up';
      readonly code: string;
      readonly message: string;
      readonly hint: string | undefined;
    };

/** Brings one file into the library, the one of this place among those that are to be indexed now. */
export type IndexOne = (
  path: string,
  place: { readonly index: number; readonly total: number },
  signal: AbortSignal | undefined,
) => Promise<IndexOutcome>;

/** What {@link FolderFollower} works with. */
export interface FollowerDependencies {
  readonly library: Pick<
    LibraryReader & LibraryWriter,
    'videos' | 'findVideo' | 'relocate' | 'remove' | 'transcript' | 'replaceTranscript'
  >;
  readonly readSubtitles: Media['readSubtitles'];
  readonly index: IndexOne;
  /** Reads a file's content to its SHA-256 (default `hashFile`). */
  readonly hash?: typeof hashFile;
  readonly onEvent: (event: WatchEvent) => void;
  /** Where it is kept what was seen; without it every start looks anew. */
  readonly memoryFile?: string;
  /** A file must stay as it is for so long before it is touched, and be missing for so long before it is forgotten (default 2000). */
  readonly settleMs?: number;
  /** The clock, in milliseconds (default: the system's). */
  readonly nowMs?: () => number;
}

/** Where a watch looks. */
export interface FollowedFolders {
  /** Absolute, none inside another. */
  readonly folders: readonly string[];
  /** Folders inside them that are passed over. */
  readonly ignored: readonly string[];
}
