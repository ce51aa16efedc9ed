import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AskreelError } from '../../../domain/coded-error.js';
import type { Video } from '../../../domain/video.js';
import type { Media } from '../../../media/contracts.js';
import { WorkGate } from '../work-gate.js';
import { whyNotPlayable } from './plays-in-browsers.js';

/** What {@link RenditionStore} needs. */
export interface RenditionStoreOptions {
  readonly media: () => Promise<Pick<Media, 'readStreams' | 'makeRendition'>>;
  /** Absolute; made when the first rendition is. */
  readonly folder: string;
  /** Most bytes that are kept (default 20 GiB); those used longest ago make room. */
  readonly limitBytes?: number;
}

/** A rendition that is being made. */
interface Work {
  share: number;
  readonly done: Promise<void>;
  readonly listeners: Set<(share: number) => void>;
  readonly stop: AbortController;
}

/** Forms of videos that browsers play, in a folder: one file for each video, whole or not there. */
export class RenditionStore {
  readonly #options: RenditionStoreOptions;
  readonly #working = new Map<string, Work>();
  readonly #reasons = new Map<string, string | undefined>();
  readonly #gate = new WorkGate({ what: 'renditions', atOnce: 1, waiting: 20 });

  constructor(options: RenditionStoreOptions) {
    this.#options = options;
  }

  /** Why browsers would not play the file itself; `undefined` when they do. Throws what `readStreams` throws. */
  async whyNeeded({ id, path }: Video): Promise<string | undefined> {
    if (!this.#reasons.has(id)) {
      const streams = await (await this.#options.media()).readStreams(path);
      this.#reasons.set(id, whyNotPlayable(streams, extname(path)));
    }
    return this.#reasons.get(id);
  }

  /** Where a video's rendition is. */
  pathOf({ id }: Pick<Video, 'id'>): string {
    return join(this.#options.folder, `${id}.mp4`);
  }

  /** Whether a video's rendition is there. */
  async isReady(video: Pick<Video, 'id'>): Promise<boolean> {
    return (await stat(this.pathOf(video)).catch(() => undefined))?.isFile() === true;
  }

  /**
   * Makes a video's rendition unless it is there; whoever asks meanwhile shares the work, which ends when nobody waits for
   * it any more. Throws `BUSY`, `ABORTED`, and what `makeRendition` throws.
   */
  async make(video: Video, signal: AbortSignal, onProgress: (share: number) => void): Promise<void> {
    // One that everybody has left is on its way out.
    const left = this.#working.get(video.id);
    if (left?.stop.signal.aborted) await left.done.catch(() => undefined);
    if (await this.isReady(video)) return;
    const work = this.#working.get(video.id) ?? this.#begin(video);
    work.listeners.add(onProgress);
    onProgress(work.share);
    const leave = (): void => {
      work.listeners.delete(onProgress);
      if (work.listeners.size === 0) work.stop.abort();
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      if (signal.aborted) leave();
      await work.done;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** Notes that a rendition was used. */
  async touch(video: Pick<Video, 'id'>): Promise<void> {
    const path = this.pathOf(video);
    const { mtime } = await stat(path);
    await utimes(path, new Date(), mtime);
  }

  /** Forgets a video's rendition. */
  async remove(video: Pick<Video, 'id'>): Promise<void> {
    await rm(this.pathOf(video), { force: true });
  }

  /** Stops what is being made. */
  async close(): Promise<void> {
    for (const { stop } of this.#working.values()) stop.abort();
    await Promise.allSettled([...this.#working.values()].map(({ done }) => done));
  }

  #begin(video: Video): Work {
    const stop = new AbortController();
    const listeners = new Set<(share: number) => void>();
    const report = (share: number): void => {
      work.share = share;
      for (const listener of listeners) listener(share);
    };
    const done = this.#gate
      .run(stop.signal, () => this.#write(video, stop.signal, report))
      .finally(() => this.#working.delete(video.id));
    const work: Work = { share: 0, done, listeners, stop };
    this.#working.set(video.id, work);
    return work;
  }

  async #write(video: Video, signal: AbortSignal, report: (share: number) => void): Promise<void> {
    const { folder, media } = this.#options;
    const path = this.pathOf(video);
    const temporary = join(folder, `.${video.id}.part.mp4`);
    try {
      await mkdir(folder, { recursive: true });
      const onProgress = (seconds: number): void => report(Math.min(0.99, seconds / video.durationSeconds));
      await (await media()).makeRendition(video.path, temporary, { signal, onProgress });
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== 'EACCES' && code !== 'EROFS' && code !== 'ENOSPC') throw error;
      throw new AskreelError(code === 'ENOSPC' ? 'DISK_FULL' : 'OUTPUT_UNWRITABLE', 'No rendition can be kept.', {
        hint: "See that the library's folder can be written to and has room.",
        cause: error,
      });
    }
    await this.#makeRoom(path);
    report(1);
  }

  /** Removes those used longest ago until the rest fits; what was just made stays. */
  async #makeRoom(newest: string): Promise<void> {
    const { folder, limitBytes = 20 * 2 ** 30 } = this.#options;
    const now = new Date();
    await utimes(newest, now, now);
    const names = (await readdir(folder)).filter((name) => /^[0-9a-f]{16}\.mp4$/.test(name));
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name);
        const { size, atimeMs } = await stat(path);
        return { path, size, atimeMs };
      }),
    );
    let bytes = files.reduce((sum, { size }) => sum + size, 0);
    for (const { path, size } of files.sort((a, b) => a.atimeMs - b.atimeMs)) {
      if (bytes <= limitBytes) return;
      if (path === newest) continue;
      await rm(path, { force: true });
      bytes -= size;
    }
  }
}
