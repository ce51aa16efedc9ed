import type { SqliteThreadMemory } from '../../chains/sqlite-thread-memory.js';
import type { VideoAgent } from '../../chains/contracts.js';
import type { RequestGuard } from '../http/request-guard.js';
import type { VideoLibrary } from '../video-library.js';
import type { JobQueue } from './jobs/job-queue.js';
import type { RequestConversations } from './openai/request-conversations.js';
import type { ThumbnailCache } from './pictures/thumbnail-cache.js';
import type { RenditionStore } from './renditions/rendition-store.js';
import type { WorkGate } from './work-gate.js';

/** Where uploaded videos go. */
export interface UploadSettings {
  /** Absolute; made when missing. */
  readonly folder: string;
  /** Most bytes of one video. */
  readonly limitBytes: number;
}

/** How the server is to behave. */
export interface ServerSettings {
  readonly guard: RequestGuard;
  /** Further origins whose pages may use the server (CORS), as browsers write them. */
  readonly allowedOrigins: readonly string[];
  /** Absolute real paths of the folders that `POST /api/index` may read; without any it is closed. */
  readonly allowedFolders: readonly string[];
  /** Folders that the library is kept equal to while the server runs. */
  readonly watchedFolders?: readonly string[];
  /** Without it nothing can be uploaded. */
  readonly uploads?: UploadSettings;
  /** The built page; absent folders are no error. */
  readonly pageFolder: string;
  readonly version: string;
  /** The chat model's name as it was given. */
  readonly model: string;
}

/** Everything that the routes work with; made once by `openServerParts`. */
export interface ServerParts {
  readonly settings: ServerSettings;
  readonly library: VideoLibrary;
  readonly agent: Pick<VideoAgent, 'ask' | 'stream' | 'forget'>;
  readonly threads: Pick<SqliteThreadMemory, 'load' | 'threads' | 'forget'>;
  readonly conversations: RequestConversations;
  readonly jobs: JobQueue;
  readonly thumbnails: ThumbnailCache;
  readonly renditions: RenditionStore;
  /** How much is done at once. */
  readonly gates: {
    readonly asks: WorkGate;
    readonly searches: WorkGate;
    /** Work that decodes: clips, boxes, actions. */
    readonly films: WorkGate;
    readonly uploads: WorkGate;
  };
  /** Fires when the server begins to close. */
  readonly closing: AbortSignal;
  /** Takes one line about a failure that is not the caller's. */
  readonly log: (line: string) => void;
}
