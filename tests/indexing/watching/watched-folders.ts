import { mkdir, mkdtemp, readFile, realpath, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { IndexOne, WatchEvent } from '../../../src/indexing/watching/contracts.js';
import { FolderFollower, type WatchRound } from '../../../src/indexing/watching/folder-follower.js';
import type { IndexedVideo } from '../../../src/library/contracts.js';
import { hashFile } from '../../../src/media/hash-file.js';
import { MemoryLibrary } from '../memory-library.js';

export const settleMs = 2000;

/**
 * Two folders, a library in memory, a clock that only tests move, and an indexer that takes any file whose text does not
 * begin with `damaged`.
 */
export class WatchedFolders implements AsyncDisposable {
  readonly root: string;
  readonly folders: readonly string[];
  readonly library = new MemoryLibrary();
  readonly events: WatchEvent[] = [];
  /** Paths that were indexed, in order; those that failed too. */
  readonly indexed: string[] = [];
  follower: FolderFollower;
  #nowMs = Date.UTC(2030, 0, 1);
  subtitles: Readonly<Record<string, string>> = {};
  /** Paths that cannot be read. */
  readonly unreadable = new Set<string>();

  private constructor(root: string) {
    this.root = root;
    this.folders = [join(root, 'one'), join(root, 'two')];
    this.follower = this.#start();
  }

  static async make(): Promise<WatchedFolders> {
    const made = new WatchedFolders(await realpath(await mkdtemp(join(tmpdir(), 'askreel-watching-'))));
    for (const folder of made.folders) await mkdir(folder);
    return made;
  }

  /** As if the program had been stopped and started again. */
  restart(): void {
    this.follower = this.#start();
  }

  path(name: string): string {
    return join(this.root, name);
  }

  /** Writes a file as of now: no two writes have one modification time. */
  async write(name: string, text: string): Promise<void> {
    const path = this.path(name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    await this.touch(name);
  }

  async touch(name: string): Promise<void> {
    this.#nowMs += 7;
    await utimes(this.path(name), this.#nowMs / 1000, this.#nowMs / 1000);
  }

  passMs(milliseconds: number): void {
    this.#nowMs += milliseconds;
  }

  /** One look, after so long that what was there before has settled. */
  async look(): Promise<WatchRound> {
    this.passMs(settleMs);
    return this.follower.round();
  }

  /** Looks until nothing is left to do. */
  async settle(): Promise<void> {
    for (let looks = 0; looks < 6; looks += 1) if ((await this.look()).waiting === 0 && looks > 0) return;
    throw new Error('The folders do not settle.');
  }

  /** Hash and path of each video of the library. */
  held(): Map<string, string> {
    return new Map(this.library.videos().map(({ contentHash, path }) => [contentHash, path]));
  }

  names(): string[] {
    return this.library
      .videos()
      .map(({ path }) => path.slice(this.root.length + 1))
      .sort();
  }

  of<Type extends WatchEvent['type']>(type: Type): Extract<WatchEvent, { type: Type }>[] {
    return this.events.filter((event): event is Extract<WatchEvent, { type: Type }> => event.type === type);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }

  #start(): FolderFollower {
    return new FolderFollower(
      { folders: this.folders, ignored: [join(this.root, 'one', 'library')] },
      {
        library: this.library,
        readSubtitles: (path) => {
          const text = this.subtitles[basename(path)];
          const cues = text === undefined ? [] : [{ span: { startSeconds: 0, endSeconds: 1 }, text }];
          return Promise.resolve({ cues, origin: undefined, language: undefined, warnings: [] });
        },
        index: this.#index,
        hash: (path, signal) => {
          if (this.unreadable.has(path)) throw Object.assign(new Error('no permission'), { code: 'EACCES' });
          return hashFile(path, signal);
        },
        onEvent: (event) => this.events.push(event),
        memoryFile: join(this.root, 'watching.json'),
        settleMs,
        nowMs: () => this.#nowMs,
      },
    );
  }

  readonly #index: IndexOne = async (path) => {
    this.indexed.push(path.slice(this.root.length + 1));
    const { size, mtimeMs } = await stat(path);
    const contentHash = await hashFile(path);
    const text = await readFile(path, 'utf8');
    if (text.startsWith('damaged')) return { state: 'failed' };
    this.library.commit(entryOf(path, contentHash, size, Math.round(mtimeMs)));
    return { state: 'done' };
  };
}

function entryOf(path: string, contentHash: string, sizeBytes: number, modifiedMs: number): IndexedVideo {
  return {
    video: {
      ...{ id: contentHash.slice(0, 16), path, title: basename(path), contentHash, sizeBytes, modifiedMs },
      ...{ durationSeconds: 1, width: 32, height: 32, codec: 'text', hasAudio: false, familiarity: 'familiar' },
      ...{ warnings: [], indexedAt: '2030-01-01T00:00:00Z' },
    },
    ...{ shots: [], frames: [], clips: [], transcript: [] },
  };
}
