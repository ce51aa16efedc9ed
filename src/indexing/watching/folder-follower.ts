import type { Video, VideoId } from '../../domain/video.js';
import { hashFile } from '../../media/hash-file.js';
import { toIndexingError } from '../to-indexing-error.js';
import type {
  FolderLook,
  FollowedFolders,
  FollowerDependencies,
  IndexOne,
  LookedFile,
  SeenFile,
  WatchAction,
  WatchEvent,
} from './contracts.js';
import { findMissing } from './find-missing.js';
import { isInside } from './is-inside.js';
import { inScope, planChanges } from './plan-changes.js';
import { hasFailed, isSame, remember } from './seen-file.js';
import { Settling } from './settling.js';
import { takeLook } from './take-look.js';
import { WatchMemory } from './watch-memory.js';

/** What one round came to. */
export interface WatchRound {
  /** Files that are not yet settled, and videos that are not missing for long enough. */
  readonly waiting: number;
  /** Something changed while a video was indexed: look again at once. */
  readonly lookAgain: boolean;
}

const usualSettleMs = 2000;

/** Keeps a library equal to some folders, one round of looking and working at a time. */
export class FolderFollower {
  readonly #scope: FollowedFolders;
  readonly #dependencies: FollowerDependencies;
  readonly #settling: Settling;
  readonly #memory: WatchMemory;
  #seen: Map<string, SeenFile> | undefined;
  #goneFolders = new Set<string>();
  #told = '';

  constructor(scope: FollowedFolders, dependencies: FollowerDependencies) {
    this.#scope = scope;
    this.#dependencies = dependencies;
    this.#settling = new Settling(dependencies.settleMs ?? usualSettleMs);
    this.#memory = new WatchMemory(dependencies.memoryFile);
  }

  /**
   * One look and all the work that it asks for. Ends early when the signal fires (what was committed stays) and, between
   * two videos, when `hasChanged` says that the folders are no longer what they were.
   */
  async round(signal?: AbortSignal, hasChanged: () => boolean = () => false): Promise<WatchRound> {
    const seen = (this.#seen ??= await this.#memory.load());
    const found = await takeLook(this.#scope.folders, this.#scope.ignored);
    const nowMs = this.#dependencies.nowMs?.() ?? Date.now();
    const videos = this.#dependencies.library.videos();
    const byPath = new Map(videos.map((video) => [video.path, video]));
    const settled = new Set<string>();
    const files = found.files.map((file) => {
      const known = this.#recall(file, byPath.get(file.path), seen);
      const mark = `${file.sizeBytes} ${file.modifiedMs}`;
      const rests = this.#settling.observe(file.path, known ? mark : `${mark} ${file.subtitles}`, nowMs);
      if (file.sizeBytes > 0 && (known || rests)) settled.add(file.path);
      const subtitlesRest = this.#settling.observe(`subtitles of ${file.path}`, file.subtitles, nowMs);
      // Subtitles that are still written have not changed yet.
      return known && !subtitlesRest ? { ...file, subtitles: known.subtitles } : file;
    });
    const look = { ...found, files };
    const contents = await this.#readContents(look, settled, seen, signal);
    const missing = await findMissing(videos, look, (id, path) => this.#settling.observe(`without ${id}`, path, nowMs));
    this.#settling.endLook();
    if (signal?.aborted) return { waiting: 0, lookAgain: false };

    const failed = new Set(files.filter((file) => hasFailed(file, seen.get(file.path))).map(pathOf));
    const plan = planChanges({ ...this.#scope, look, settled, contents, failed, videos, missing, seen });
    this.#tellFolders(look, plan.held);
    for (const file of files) {
      const before = seen.get(file.path);
      // What is about to be read again stays as it was seen until then.
      if (before && plan.actions.some(({ type, path }) => type === 'read-subtitles' && path === file.path)) continue;
      if (settled.has(file.path)) seen.set(file.path, remember(file, contents.get(file.path), before));
    }
    const lookAgain = await this.#work(
      plan.actions,
      new Map(files.map((file) => [file.path, file])),
      signal,
      hasChanged,
    );
    await this.#keep(seen, look);
    const unsettled = files.length - settled.size;
    this.#tellStanding(plan.actions.length > 0, unsettled, seen, look);
    const unsure = [...missing.values()].filter(({ forLong }) => !forLong).length;
    return { waiting: unsettled + unsure, lookAgain };
  }

  /** What is remembered of a file that is as it was; `undefined` for one that is new or has changed. */
  #recall(file: LookedFile, video: Video | undefined, seen: Map<string, SeenFile>): SeenFile | undefined {
    const before = seen.get(file.path);
    if (before && isSame(before, file)) return before;
    if (!video || !isSame(video, file)) return undefined;
    // Seen for the first time: subtitles beside a video without lines came after it was indexed.
    const silent = file.subtitles !== '' && this.#dependencies.library.transcript(video.id).length === 0;
    const known = { ...remember(file, video.contentHash, undefined), subtitles: silent ? '' : file.subtitles };
    seen.set(file.path, known);
    return known;
  }

  async #readContents(
    look: FolderLook,
    settled: ReadonlySet<string>,
    seen: Map<string, SeenFile>,
    signal: AbortSignal | undefined,
  ): Promise<Map<string, string>> {
    const contents = new Map<string, string>();
    for (const file of look.files) {
      if (signal?.aborted) break;
      if (!settled.has(file.path)) continue;
      const before = seen.get(file.path);
      if (before?.contentHash !== undefined && isSame(before, file)) contents.set(file.path, before.contentHash);
      else if (!hasFailed(file, before)) {
        try {
          contents.set(file.path, await (this.#dependencies.hash ?? hashFile)(file.path, signal));
        } catch (caught) {
          const { code, message, hint } = toIndexingError(file.path, caught, signal);
          if (code === 'ABORTED' || code === 'VIDEO_NOT_FOUND') continue;
          seen.set(file.path, { ...remember(file, undefined, undefined), failedAtMs: file.changedMs });
          this.#tell({ type: 'video-failed', path: file.path, code, message, hint });
        }
      }
    }
    return contents;
  }

  async #work(
    actions: readonly WatchAction[],
    files: ReadonlyMap<string, LookedFile>,
    signal: AbortSignal | undefined,
    hasChanged: () => boolean,
  ): Promise<boolean> {
    const total = actions.filter(({ type }) => type === 'index').length;
    let index = 0;
    for (const action of actions) {
      if (signal?.aborted) return false;
      if (action.type === 'index') {
        if (!(await this.#index(action, { index, total }, files.get(action.path), signal))) return false;
        index += 1;
        if (hasChanged()) return true;
      } else if (action.type === 'read-subtitles') await this.#readSubtitles(action, files.get(action.path), signal);
      else if (action.type === 'relocate') {
        const { videoId, path, oldPath, modifiedMs } = action;
        this.#dependencies.library.relocate(videoId, path, modifiedMs);
        if (path !== oldPath) this.#tell({ type: 'video-moved', path, videoId, oldPath });
      } else this.#remove(action.videoId, action.path);
    }
    return false;
  }

  /** False when nothing more can be done for now. */
  async #index(
    { path, replaces }: Extract<WatchAction, { type: 'index' }>,
    place: Parameters<IndexOne>[1],
    file: LookedFile | undefined,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const outcome = await this.#dependencies.index(path, place, signal);
    if (outcome.state === 'held-up') {
      const { code, message, hint } = outcome;
      this.#tell({ type: 'held-up', code, message, hint });
    }
    if (outcome.state === 'failed' && file) {
      const before = this.#seen?.get(path);
      this.#seen?.set(path, { ...remember(file, before?.contentHash, undefined), failedAtMs: file.changedMs });
      if (replaces !== undefined) this.#remove(replaces, path);
    }
    return outcome.state !== 'held-up';
  }

  async #readSubtitles(
    { videoId, path }: Extract<WatchAction, { type: 'read-subtitles' }>,
    file: LookedFile | undefined,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { library, readSubtitles } = this.#dependencies;
    const before = this.#seen?.get(path);
    try {
      const { cues, warnings } = await readSubtitles(path, signal ? { signal } : {});
      for (const warning of warnings) this.#tell({ type: 'video-warning', path, warning });
      const lines = cues.map(({ span, text }) => ({ span, text }));
      library.replaceTranscript(videoId, lines);
      this.#tell({ type: 'subtitles-read', path, videoId, transcriptLines: lines.length });
    } catch (caught) {
      const { code, message } = toIndexingError(path, caught, signal);
      if (code === 'ABORTED') return;
      this.#tell({ type: 'video-warning', path, warning: `Subtitles left out: ${message}` });
    }
    if (file && before) this.#seen?.set(path, { ...before, subtitles: file.subtitles });
  }

  #remove(videoId: VideoId, path: string): void {
    const { library } = this.#dependencies;
    if (library.findVideo(videoId)?.path === path && library.remove(videoId))
      this.#tell({ type: 'video-removed', path, videoId });
  }

  /** Forgets what neither the folders nor the library hold. */
  async #keep(seen: Map<string, SeenFile>, look: FolderLook): Promise<void> {
    const present = new Set(look.files.map(pathOf));
    const held = new Set(this.#dependencies.library.videos().map(pathOf));
    for (const path of seen.keys()) if (!present.has(path) && !held.has(path)) seen.delete(path);
    await this.#memory.save(seen);
  }

  /** Says once that a folder is gone, and once that it is back. */
  #tellFolders({ goneFolders }: FolderLook, held: readonly { readonly path: string }[]): void {
    const countIn = (folder: string): number => held.filter(({ path }) => isInside(path, folder)).length;
    const gone = new Set(this.#scope.folders.filter((one) => goneFolders.includes(one) || countIn(one) > 0));
    for (const path of gone)
      if (!this.#goneFolders.has(path)) this.#tell({ type: 'folder-gone', path, videos: countIn(path) });
    for (const path of this.#goneFolders) if (!gone.has(path)) this.#tell({ type: 'folder-back', path });
    this.#goneFolders = gone;
  }

  #tellStanding(worked: boolean, waiting: number, seen: ReadonlyMap<string, SeenFile>, look: FolderLook): void {
    const failed = look.files.filter((file) => hasFailed(file, seen.get(file.path))).length;
    const videos = this.#dependencies.library.videos().filter(({ path }) => inScope(path, this.#scope)).length;
    const standing = { type: 'looked', videos, waiting, failed } as const;
    const text = JSON.stringify(standing);
    if (worked || text !== this.#told) this.#tell(standing);
    this.#told = text;
  }

  #tell(event: WatchEvent): void {
    this.#dependencies.onEvent(event);
  }
}

const pathOf = ({ path }: { readonly path: string }): string => path;
