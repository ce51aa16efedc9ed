import { basename as lastPart } from 'node:path';
import { AskreelError } from '../../domain/coded-error.js';
import { plainLine } from '../../domain/plain-line.js';
import { formatTimestamp } from '../../domain/timestamp.js';
import type { IndexingEvent } from '../../indexing/contracts.js';
import type { CommandContext } from './command-context.js';
import { errorLine } from './error-line.js';
import { progressBar } from './progress-bar.js';
import { StatusLine } from './status-line.js';

/**
 * Indexing as a person follows it, on stderr: a bar for the video in work, and one line for each that is done. Errors
 * are shown even when all else is quiet.
 */
export class IndexingProgress {
  readonly #context: CommandContext;
  readonly #status: StatusLine;
  #count = '';

  constructor(context: CommandContext) {
    this.#context = context;
    this.#status = new StatusLine(context.terminal, context.options.quiet === true);
  }

  show(event: IndexingEvent): void {
    const { noteColours: colours } = this.#context.terminal;
    switch (event.type) {
      case 'video-started':
        this.#count = `[${event.index + 1}/${event.total}]`;
        this.#status.show(`${this.#count} ${basename(event.path)}`);
        break;
      case 'video-progress':
        this.#status.show(this.#progressLine(event));
        break;
      case 'transcription-progress':
        this.#status.show(this.#listeningLine(event));
        break;
      case 'video-warning':
        this.#line(`${colours.yellow('warning')} ${basename(event.path)}: ${plainLine(event.warning)}`);
        break;
      case 'video-indexed':
        this.#line(`${colours.green('✓')} ${this.#count} ${basename(event.path)}  ${colours.dim(contents(event))}`);
        break;
      case 'video-transcribed': {
        const lines = `${event.transcriptLines} transcript lines${event.language === undefined ? '' : ` (${event.language})`}`;
        this.#line(`${colours.green('✓')} ${this.#count} ${basename(event.path)}  ${colours.dim(lines)}`);
        break;
      }
      case 'video-skipped':
        this.#line(colours.dim(`- ${this.#count} ${basename(event.path)}  ${skipReasons[event.reason]}`));
        break;
      case 'video-moved':
        this.#line(
          `${colours.green('→')} ${this.#count} ${basename(event.path)}  ${colours.dim(`was ${plainLine(event.oldPath)}`)}`,
        );
        break;
      case 'video-failed':
        this.#status.clear();
        this.#context.terminal.writeNote(`${colours.red(failureLine(event))}\n`);
        break;
      case 'finished':
        this.#status.clear();
    }
  }

  #line(text: string): void {
    this.#status.clear();
    this.#context.note(text);
  }

  #progressLine(event: Extract<IndexingEvent, { type: 'video-progress' }>): string {
    return `${this.#barOf(event)}  ${Math.round(event.framesPerSecond)} frames/s  ${basename(event.path)}`;
  }

  #listeningLine(event: Extract<IndexingEvent, { type: 'transcription-progress' }>): string {
    return `${this.#barOf(event)}  listening, ${formatTimestamp(event.speechSeconds)} of speech  ${basename(event.path)}`;
  }

  #barOf({ secondsDone, secondsTotal }: { readonly secondsDone: number; readonly secondsTotal: number }): string {
    const share = secondsTotal > 0 ? secondsDone / secondsTotal : 0;
    const times = `${formatTimestamp(secondsDone)}/${formatTimestamp(secondsTotal)}`;
    const percent = `${Math.round(Math.min(1, share) * 100)} %`.padStart(5);
    return `${this.#count} ${progressBar(share)} ${percent}  ${times}`;
  }
}

function basename(path: string): string {
  return plainLine(lastPart(path));
}

const skipReasons = { unchanged: 'unchanged', 'same-content': 'same content as another file' } as const;

function contents(event: Extract<IndexingEvent, { type: 'video-indexed' }>): string {
  const lines = event.transcriptLines > 0 ? `, ${event.transcriptLines} transcript lines` : '';
  const unfamiliar = event.familiarity === 'unfamiliar' ? ' · unfamiliar footage: captions and actions held back' : '';
  return `${event.shots} shots, ${event.frames} frames${lines}${unfamiliar}`;
}

function failureLine(event: Extract<IndexingEvent, { type: 'video-failed' }>): string {
  const hint = event.hint === undefined ? {} : { hint: event.hint };
  return plainLine(errorLine(new AskreelError(event.code, event.message, hint)));
}
