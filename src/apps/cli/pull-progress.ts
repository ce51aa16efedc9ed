import { formatTimestamp } from '../../domain/timestamp.js';
import type { PullEvent } from '../../packs/pull-pack.js';
import type { CommandContext } from './command-context.js';
import { formatBytes } from './format-bytes.js';
import { printableText } from './printable-text.js';
import { progressBar } from './progress-bar.js';
import { StatusLine } from './status-line.js';

/** JSON lines of progress closer together than this are left out. */
const jsonEveryMs = 500;

/** Shows a pull: a line that is drawn over, one line a file, or all events as JSON lines. */
export class PullProgress {
  readonly #context: CommandContext;
  readonly #status: StatusLine;
  #printedAtMs = -Infinity;

  constructor(context: CommandContext) {
    this.#context = context;
    this.#status = new StatusLine(context.terminal, context.options.quiet === true);
  }

  show(event: PullEvent): void {
    if (this.#context.options.json) return this.#printJson(event);
    const { noteColours: colours } = this.#context.terminal;
    switch (event.type) {
      case 'started':
        if (event.bytesHeld > 0)
          this.#line(`${formatBytes(event.bytesHeld)} of ${formatBytes(event.bytes)} are here already`);
        break;
      case 'progress':
        this.#status.show(progressLine(event));
        break;
      case 'retry':
        this.#line(`${colours.yellow('again')} in ${Number(event.pauseSeconds.toFixed(1))} s: ${event.reason}`);
        break;
      case 'file':
        this.#line(`${colours.green('✓')} ${event.file}  ${colours.dim(formatBytes(event.bytes))}`);
        break;
      case 'installed':
        this.end();
    }
  }

  /** Takes the drawn line away. */
  end(): void {
    this.#status.clear();
  }

  #printJson(event: PullEvent): void {
    if (event.type === 'progress') {
      const now = performance.now();
      if (now - this.#printedAtMs < jsonEveryMs) return;
      this.#printedAtMs = now;
    }
    this.#context.printJsonLine(event);
  }

  #line(text: string): void {
    this.#status.clear();
    this.#context.note(printableLine(text));
  }
}

function progressLine(event: Extract<PullEvent, { type: 'progress' }>): string {
  const { bytes, totalBytes, bytesPerSecond, secondsLeft, file } = event;
  const share = totalBytes > 0 ? bytes / totalBytes : 1;
  const left = secondsLeft === undefined ? '' : `  ${formatTimestamp(secondsLeft)} left`;
  const rate = bytesPerSecond > 0 ? `  ${formatBytes(Math.round(bytesPerSecond))}/s` : '';
  return `${progressBar(share)}  ${formatBytes(bytes)} of ${formatBytes(totalBytes)}${rate}${left}  ${printableText(file)}`;
}

function printableLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}
