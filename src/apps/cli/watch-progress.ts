import { plainLine } from '../../domain/plain-line.js';
import type { WatchEvent } from '../../indexing/watching/contracts.js';
import { describeWatchEvent } from '../watching/describe-watch-event.js';
import type { CommandContext } from './command-context.js';
import { IndexingProgress } from './indexing-progress.js';

/** A watch as a person follows it, on stderr: one line for each thing that happened. */
export class WatchProgress {
  readonly #context: CommandContext;
  readonly #indexing: IndexingProgress;

  constructor(context: CommandContext) {
    this.#context = context;
    this.#indexing = new IndexingProgress(context);
  }

  show(event: WatchEvent): void {
    const { yellow, dim } = this.#context.terminal.noteColours;
    switch (event.type) {
      case 'folder-gone':
      case 'held-up':
        this.#context.note(yellow(describeWatchEvent(event)));
        break;
      case 'watching':
      case 'video-removed':
      case 'subtitles-read':
      case 'folder-back':
        this.#context.note(describeWatchEvent(event));
        break;
      case 'looked':
        this.#context.note(dim(describeWatchEvent(event)));
        break;
      case 'video-moved':
        this.#context.note(plainLine(`→ ${event.path}  was ${event.oldPath}`));
        break;
      default:
        this.#indexing.show(event);
    }
  }
}
