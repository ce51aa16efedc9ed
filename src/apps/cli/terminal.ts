import { pathToFileURL } from 'node:url';
import pc from 'picocolors';
import type { TimeSpan } from '../../domain/time-span.js';
import type { Settings } from '../settings.js';
import { printableText } from './printable-text.js';

/** Where a command writes: results on stdout, everything else on stderr. */
export interface TerminalStreams {
  readonly stdout: { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown };
  readonly stderr: { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown };
}

type Colours = ReturnType<typeof pc.createColors>;

/** What a terminal can do: colours and links only where a person looks at it. */
export class Terminal {
  /** Colours of results. */
  readonly colours: Colours;
  /** Colours of notes and errors. */
  readonly noteColours: Colours;
  /** Whether a person watches the notes, so that a line may be drawn over. */
  readonly isInteractive: boolean;
  readonly #streams: TerminalStreams;
  readonly #links: boolean;

  constructor(streams: TerminalStreams, settings: Pick<Settings, 'colour' | 'hyperlinks'>) {
    const { stdout, stderr } = streams;
    this.#streams = streams;
    this.colours = pc.createColors(settings.colour ?? stdout.isTTY === true);
    this.noteColours = pc.createColors(settings.colour ?? stderr.isTTY === true);
    this.isInteractive = stderr.isTTY === true;
    this.#links = settings.hyperlinks && stdout.isTTY === true;
  }

  /** Whether a person reads the results as they come. */
  get showsResultsLive(): boolean {
    return this.#streams.stdout.isTTY === true;
  }

  get noteColumns(): number {
    const { columns } = this.#streams.stderr;
    // Some pseudo-terminals say that they have none.
    return columns === undefined || columns === 0 ? 80 : columns;
  }

  /** Writes on stdout, as it is. */
  write(text: string): void {
    this.#streams.stdout.write(text);
  }

  /** Writes on stderr, as it is. */
  writeNote(text: string): void {
    this.#streams.stderr.write(text);
  }

  /**
   * Text that opens a place in a video when clicked (OSC 8), plain where the terminal does not know links. The span is
   * a media fragment (https://www.w3.org/TR/media-frags): players that know them start there.
   */
  linkToMoment(text: string, videoPath: string, span: TimeSpan): string {
    if (!this.#links) return text;
    const seconds = [span.startSeconds, span.endSeconds].map((value) => Number(value.toFixed(2))).join(',');
    return `\u001b]8;;${pathToFileURL(videoPath).href}#t=${seconds}\u001b\\${printableText(text).replaceAll('\n', ' ')}\u001b]8;;\u001b\\`;
  }
}
