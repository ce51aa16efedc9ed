import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LibraryReader, LibraryWriter } from '../../library/contracts.js';
import { planPruning, type StoredSegment, type StreamLimits } from './plan-pruning.js';
import { segmentName, segmentStartMs } from './segment-name.js';

/** Where ffmpeg writes; hidden, so that nobody takes a file that grows for a video. */
const workName = '.recording';

/** The segments of one stream in its folder. */
export class SegmentStore {
  readonly folder: string;
  readonly workFolder: string;
  readonly #streamName: string;

  constructor(folder: string, streamName: string) {
    this.folder = folder;
    this.workFolder = join(folder, workName);
    this.#streamName = streamName;
  }

  /** Makes the folder; takes in what a run that was killed has left. */
  async open(): Promise<void> {
    await mkdir(this.workFolder, { recursive: true });
    for (const name of await readdir(this.workFolder)) {
      const path = join(this.workFolder, name);
      const { size, birthtimeMs, mtimeMs } = await stat(path);
      if (size > 0) await this.take(path, birthtimeMs > 0 ? birthtimeMs : mtimeMs);
      else await rm(path, { force: true });
    }
  }

  /** Gives a recorded file its name; two that begin in one second are numbered. */
  async take(recordedPath: string, startedAtMs: number): Promise<string> {
    const name = segmentName(this.#streamName, startedAtMs);
    const held = new Set(await readdir(this.folder));
    let free = name;
    for (let number = 2; held.has(free); number += 1) free = name.replace(/\.mkv$/, ` ${number}.mkv`);
    const path = join(this.folder, free);
    await rename(recordedPath, path);
    return path;
  }

  /** All segments, the oldest first. */
  async list(): Promise<StoredSegment[]> {
    const segments: StoredSegment[] = [];
    for (const name of await readdir(this.folder)) {
      const startedAtMs = segmentStartMs(name);
      const found = startedAtMs === undefined ? undefined : await stat(join(this.folder, name)).catch(() => undefined);
      if (startedAtMs !== undefined && found?.isFile())
        segments.push({ path: join(this.folder, name), sizeBytes: found.size, startedAtMs });
    }
    return segments.sort((one, other) => one.startedAtMs - other.startedAtMs);
  }

  /** Removes what is more than may be kept, from the library and from the disk; gives the paths. */
  async prune(
    limits: StreamLimits,
    library: Pick<LibraryReader & LibraryWriter, 'findByPath' | 'remove'>,
    nowMs: number,
  ): Promise<string[]> {
    const gone = planPruning(await this.list(), limits, nowMs);
    for (const { path } of gone) {
      const video = library.findByPath(path);
      if (video) library.remove(video.id);
      await rm(path, { force: true });
    }
    return gone.map(({ path }) => path);
  }
}
