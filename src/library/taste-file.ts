import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import { tasteSignals, type FittedTaste } from '../domain/feedback/taste.js';
import { catalogFailure } from './catalog-failure.js';

const format = 1;

/**
 * The taste that was fitted to a library's feedback: `taste.json` in its folder, written whole or not at all. Without one,
 * and with one that cannot be read or was made for another pack, moments stand as the pack's weights order them.
 */
export class TasteFile {
  readonly #folder: string;
  readonly #file: string;
  readonly #onWarning: ((warning: string) => void) | undefined;
  #read: { readonly stamp: string; readonly fitted: FittedTaste | undefined } | undefined;

  /** @param onWarning told once about a file that cannot be read. */
  constructor(folder: string, onWarning?: (warning: string) => void) {
    this.#folder = path.resolve(folder);
    this.#file = path.join(this.#folder, 'taste.json');
    this.#onWarning = onWarning;
  }

  /**
   * The taste as it stands now; read again only when the file has changed.
   *
   * @param pack `<pack>@<revision>` of the library.
   */
  current(pack: string): FittedTaste | undefined {
    const stamp = this.#stamp();
    if (this.#read?.stamp !== stamp) this.#read = { stamp, fitted: stamp === '' ? undefined : this.#parse() };
    const { fitted } = this.#read;
    return fitted?.pack === pack ? fitted : undefined;
  }

  /** Throws `LIBRARY_UNREACHABLE`, `DISK_FULL`. */
  write(fitted: FittedTaste): void {
    const unfinished = `${this.#file}.${process.pid}.tmp`;
    this.#change(() => {
      writeFileSync(unfinished, `${JSON.stringify({ format, ...fitted }, null, 2)}\n`);
      renameSync(unfinished, this.#file);
    }, unfinished);
  }

  /** True when there was one. Throws `LIBRARY_UNREACHABLE`. */
  remove(): boolean {
    if (this.#stamp() === '') return false;
    this.#change(() => {
      rmSync(this.#file, { force: true });
    });
    return true;
  }

  #stamp(): string {
    const stats = statSync(this.#file, { throwIfNoEntry: false, bigint: true });
    return stats === undefined ? '' : `${stats.mtimeNs} ${stats.size} ${stats.ino}`;
  }

  #parse(): FittedTaste | undefined {
    try {
      const value = JSON.parse(readFileSync(this.#file, 'utf8')) as Partial<FittedTaste> & { format?: unknown };
      const taste = value.taste as Readonly<Record<string, unknown>> | undefined;
      if (value.format === format && tasteSignals.every((name) => Number.isFinite(taste?.[name]))) {
        return value as FittedTaste;
      }
    } catch (error) {
      // A file that was taken away meanwhile is no trouble.
      if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    }
    this.#onWarning?.(`${this.#file} cannot be read and is left out. \`askreel feedback fit\` makes it anew.`);
    return undefined;
  }

  #change(work: () => void, unfinished?: string): void {
    try {
      work();
    } catch (error) {
      if (unfinished !== undefined) rmSync(unfinished, { force: true });
      const failure = catalogFailure(error, this.#folder);
      throw AskreelError.isInstance(failure)
        ? failure
        : new AskreelError('LIBRARY_UNREACHABLE', `${this.#file} could not be written.`, {
            hint: 'Check the permissions of the library folder.',
            cause: error,
          });
    }
  }
}
