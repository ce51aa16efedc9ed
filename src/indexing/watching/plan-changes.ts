import type { Video, VideoId } from '../../domain/video.js';
import type { FolderLook, LookedFile, MissingVideo, SeenFile, WatchAction, WatchPlan } from './contracts.js';
import { isInside } from './is-inside.js';

/** All that {@link planChanges} goes by. */
export interface WatchState {
  /** The watched folders and those inside them that are passed over; absolute. */
  readonly folders: readonly string[];
  readonly ignored: readonly string[];
  readonly look: FolderLook;
  /** Paths of the look whose files have settled. */
  readonly settled: ReadonlySet<string>;
  /** SHA-256 of settled files, as far as they could be read. */
  readonly contents: ReadonlyMap<string, string>;
  /** Paths of the look whose files could not be indexed as they are. */
  readonly failed: ReadonlySet<string>;
  readonly videos: readonly Video[];
  /** Videos whose own path is not in the look, and has no file. */
  readonly missing: ReadonlyMap<VideoId, MissingVideo>;
  /** What earlier looks saw, by path. */
  readonly seen: ReadonlyMap<string, SeenFile>;
}

/**
 * What must be done so that the library holds exactly what the watched folders hold, one entry for each content. Moves come
 * first, so that a video is never removed or replaced that has only changed its place; new content, which takes long,
 * comes last. Nothing is removed while its file may come back: its folder or drive is gone or cannot be listed, or a file
 * of its size has not settled yet. Videos outside of the folders are left alone.
 */
export function planChanges(state: WatchState): WatchPlan {
  const { look, contents, videos, failed } = state;
  const files = new Map(look.files.map((file) => [file.path, file]));
  const pathsOf = groupByContent(look.files, contents);
  const known = new Map(videos.map((video) => [video.contentHash, video]));

  const moves = videos.flatMap((video) => relocation(video, pathsOf.get(video.contentHash) ?? [], state, files));
  const additions: Extract<WatchAction, { type: 'index' }>[] = [];
  for (const [hash, paths] of pathsOf) {
    const path = known.has(hash) ? undefined : paths.find((one) => !failed.has(one));
    if (path !== undefined) additions.push({ type: 'index', path });
  }
  const added = new Set(additions.map(({ path }) => path));

  const removals: WatchAction[] = [];
  const held: { videoId: VideoId; path: string }[] = [];
  const replaced = new Map<string, VideoId>();
  const unsettledSizes = new Set(look.files.filter(({ path }) => !state.settled.has(path)).map((one) => one.sizeBytes));
  for (const video of videos) {
    if (!inScope(video.path, state) || pathsOf.has(video.contentHash)) continue;
    const verdict = fateOf(video, state, files.get(video.path));
    if (verdict === 'held') held.push({ videoId: video.id, path: video.path });
    if (verdict !== 'gone') continue;
    if (added.has(video.path)) replaced.set(video.path, video.id);
    else if (!unsettledSizes.has(video.sizeBytes))
      removals.push({ type: 'remove', videoId: video.id, path: video.path });
  }
  const indexing = additions.map((action): WatchAction => {
    const replaces = replaced.get(action.path);
    return replaces === undefined ? action : { ...action, replaces };
  });
  const subtitles = videos.flatMap((video) => subtitleChange(video, state, files.get(video.path)));
  return { actions: [...moves, ...removals, ...subtitles, ...indexing], held };
}

/** Whether a path is one that this watch looks after. */
export function inScope(path: string, { folders, ignored }: Pick<WatchState, 'folders' | 'ignored'>): boolean {
  return folders.some((folder) => isInside(path, folder)) && !ignored.some((folder) => isInside(path, folder));
}

function groupByContent(files: readonly LookedFile[], contents: ReadonlyMap<string, string>): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const { path } of files) {
    const hash = contents.get(path);
    if (hash !== undefined) paths.set(hash, [...(paths.get(hash) ?? []), path]);
  }
  return paths;
}

/** Where a video's content lies now, when that is not where the library has it. */
function relocation(
  video: Video,
  paths: readonly string[],
  state: WatchState,
  files: ReadonlyMap<string, LookedFile>,
): WatchAction[] {
  const path = paths.includes(video.path) ? video.path : paths[0];
  const file = path === undefined ? undefined : files.get(path);
  if (!file) return [];
  if (file.path === video.path && file.modifiedMs === video.modifiedMs) return [];
  // Outside of the folders a file that is still there keeps its entry: this one is a copy.
  const elsewhere = !inScope(video.path, state) && !state.missing.has(video.id);
  if (file.path !== video.path && elsewhere) return [];
  const { modifiedMs } = file;
  return [{ type: 'relocate', videoId: video.id, path: file.path, oldPath: video.path, modifiedMs }];
}

/** What has become of a video whose content is nowhere among the settled files. */
function fateOf(video: Video, state: WatchState, file: LookedFile | undefined): 'kept' | 'held' | 'gone' {
  if (file) {
    if (!state.settled.has(file.path)) return 'kept';
    // What cannot be read and has its old size may still be the same.
    return state.contents.has(file.path) || file.sizeBytes !== video.sizeBytes ? 'gone' : 'kept';
  }
  const missing = state.missing.get(video.id);
  const { goneFolders, blindFolders } = state.look;
  if ([...goneFolders, ...blindFolders].some((folder) => isInside(video.path, folder))) return 'held';
  if (!missing) return 'kept';
  if (driveIsGone(video, missing, state)) return 'held';
  return missing.forLong ? 'gone' : 'kept';
}

/**
 * Whether a file is missing because its drive is. The folder above lies on another file system than the file did, and
 * nothing else that was on that one is to be seen; of a file that no look has seen, an empty watched folder is suspect.
 */
function driveIsGone(video: Video, { device }: MissingVideo, { look, seen, folders }: WatchState): boolean {
  const before = seen.get(video.path);
  if (before) {
    return before.device !== device && !look.files.some(({ path }) => seen.get(path)?.device === before.device);
  }
  const folder = folders.find((one) => isInside(video.path, one));
  return folder !== undefined && !look.files.some(({ path }) => isInside(path, folder));
}

/** Subtitles that came, changed or went since the video was last seen. */
function subtitleChange(video: Video, { settled, seen, contents }: WatchState, file?: LookedFile): WatchAction[] {
  const before = file && seen.get(file.path);
  if (!before || !settled.has(file.path) || contents.get(file.path) !== video.contentHash) return [];
  if (before.subtitles === file.subtitles) return [];
  return [{ type: 'read-subtitles', videoId: video.id, path: file.path }];
}
