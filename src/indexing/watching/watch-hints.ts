import { watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import type { FollowedFolders } from './contracts.js';
import { isInside } from './is-inside.js';

/** Tells that something in a folder may have changed. Only a hint: systems leave changes out, and report some twice. */
export class WatchHints implements Disposable {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #folders: readonly string[];
  readonly #ignored: readonly string[];
  #changed = false;
  #wake: (() => void) | undefined;

  constructor({ folders, ignored }: FollowedFolders) {
    this.#folders = folders;
    this.#ignored = ignored;
  }

  /** Whether anything was heard since `forget`. */
  readonly hasChanged = (): boolean => this.#changed;

  /** Begins anew, and listens again to folders that could not be listened to. */
  forget(): void {
    this.#changed = false;
    for (const folder of this.#folders) if (!this.#watchers.has(folder)) this.#listen(folder);
  }

  /** Resolves when something is heard, at the latest after `timeoutMs` or when the signal fires. */
  async wait(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    if (this.#changed || signal?.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      signal?.addEventListener('abort', this.#wake, { once: true });
    });
    if (this.#wake) signal?.removeEventListener('abort', this.#wake);
    this.#wake = undefined;
  }

  [Symbol.dispose](): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #listen(folder: string): void {
    try {
      const watcher = watch(folder, { recursive: true, persistent: false }, (_type, name) => {
        // Indexing itself writes to the library's folder, which may lie in a watched one.
        if (name !== null && this.#ignored.some((one) => isInside(join(folder, name), one))) return;
        this.#changed = true;
        this.#wake?.();
      });
      // A folder that vanished, or too many of them: the regular looks still see everything.
      watcher.on('error', () => {
        watcher.close();
        if (this.#watchers.get(folder) === watcher) this.#watchers.delete(folder);
      });
      this.#watchers.set(folder, watcher);
    } catch {
      // As above.
    }
  }
}
