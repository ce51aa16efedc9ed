import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { SeenFile } from './contracts.js';

const version = 1;

/**
 * What was seen of watched files, kept in a JSON file between runs. It only saves work: a file that is lost or damaged
 * means that copies are read, and failed files tried, once more.
 */
export class WatchMemory {
  readonly #file: string | undefined;
  #saved = '';

  constructor(file: string | undefined) {
    this.#file = file;
  }

  /** What was kept; nothing when there is nothing that can be read. */
  async load(): Promise<Map<string, SeenFile>> {
    if (this.#file === undefined) return new Map();
    try {
      const kept = JSON.parse(await readFile(this.#file, 'utf8')) as { version?: unknown; files?: unknown };
      if (kept.version !== version || typeof kept.files !== 'object' || kept.files === null) return new Map();
      return new Map(Object.entries(kept.files).filter((entry): entry is [string, SeenFile] => isSeenFile(entry[1])));
    } catch {
      return new Map();
    }
  }

  /** Keeps it, whole or not at all; a disk that takes nothing is no failure of the watch. */
  async save(seen: ReadonlyMap<string, SeenFile>): Promise<void> {
    const text = JSON.stringify({ version, files: Object.fromEntries(seen) });
    if (this.#file === undefined || text === this.#saved) return;
    const temporary = `${this.#file}.new`;
    try {
      await writeFile(temporary, text);
      await rename(temporary, this.#file);
      this.#saved = text;
    } catch {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }
}

function isSeenFile(value: unknown): value is SeenFile {
  const { sizeBytes, modifiedMs, device, subtitles } = (value ?? {}) as Partial<Record<keyof SeenFile, unknown>>;
  return [sizeBytes, modifiedMs, device].every((one) => typeof one === 'number') && typeof subtitles === 'string';
}
