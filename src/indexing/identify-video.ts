import { stat } from 'node:fs/promises';
import type { Video, VideoId } from '../domain/video.js';
import type { LibraryReader } from '../library/contracts.js';
import { hashFile } from '../media/hash-file.js';
import { requireVideoFile } from '../media/require-video-file.js';

/** A file whose content is known by its hash. */
export interface IdentifiedFile {
  readonly path: string;
  readonly id: VideoId;
  /** SHA-256, 64 hex digits. */
  readonly contentHash: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** What the library has to do about a file. */
export type FileIdentity =
  | { readonly kind: 'unchanged'; readonly video: Video }
  | { readonly kind: 'new'; readonly file: IdentifiedFile }
  | {
      /**
       * `touched`: the same bytes under the same path, only written anew. `copy`: the same bytes as a video whose own
       * file is still in its place. `moved`: the same bytes as a video whose file is not.
       */
      readonly kind: 'touched' | 'copy' | 'moved';
      readonly video: Video;
      readonly file: IdentifiedFile;
      /** Lay under this path until now. */
      readonly displaced: Video | undefined;
    };

/**
 * Compares a file with the library: by size and modification time when its path is known, otherwise by content.
 * Throws VIDEO_NOT_FOUND, VIDEO_UNREADABLE, VIDEO_EMPTY, ABORTED.
 */
export async function identifyVideo(
  path: string,
  library: Pick<LibraryReader, 'findByPath' | 'findByHash'>,
  signal?: AbortSignal,
): Promise<FileIdentity> {
  await requireVideoFile(path);
  const { size: sizeBytes, mtimeMs } = await stat(path);
  const modifiedMs = Math.round(mtimeMs);
  const unchanged = library.findByPath(path, sizeBytes, modifiedMs);
  if (unchanged) return { kind: 'unchanged', video: unchanged };

  const contentHash = await hashFile(path, signal);
  const file = { path, id: contentHash.slice(0, 16), contentHash, sizeBytes, modifiedMs };
  const video = library.findByHash(contentHash);
  if (!video) return { kind: 'new', file };
  const here = library.findByPath(path);
  const displaced = here?.id === video.id ? undefined : here;
  if (video.path === path) return { kind: 'touched', video, file, displaced };
  return { kind: (await stillHolds(video, signal)) ? 'copy' : 'moved', video, file, displaced };
}

/** Whether a known video's own file still has its content; read only when its size is right but its time is not. */
async function stillHolds(video: Video, signal: AbortSignal | undefined): Promise<boolean> {
  const stats = await stat(video.path).catch(() => undefined);
  if (stats?.size !== video.sizeBytes) return false;
  if (Math.round(stats.mtimeMs) === video.modifiedMs) return true;
  return (await hashFile(video.path, signal)) === video.contentHash;
}
