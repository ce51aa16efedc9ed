import { printableText } from './printable-text.js';
import type { Terminal } from './terminal.js';

/** Redraws closer together than this are skipped. */
const redrawMs = 80;

/** One line on stderr that is drawn over while work goes on; nothing where nobody watches. */
export class StatusLine {
  readonly #terminal: Terminal;
  readonly #active: boolean;
  #drawnAtMs = 0;
  #visible = false;

  constructor(terminal: Terminal, quiet: boolean) {
    this.#terminal = terminal;
    this.#active = terminal.isInteractive && !quiet;
  }

  /** Shows a text, cut to the terminal's width. */
  show(text: string): void {
    const now = performance.now();
    if (!this.#active || (this.#visible && now - this.#drawnAtMs < redrawMs)) return;
    const line = printableText(text)
      .replaceAll('\n', ' ')
      .slice(0, Math.max(20, this.#terminal.noteColumns - 1));
    this.#terminal.writeNote(`\r\u001b[2K${this.#terminal.noteColours.dim(line)}`);
    this.#drawnAtMs = now;
    this.#visible = true;
  }

  /** Takes the line away, so that other output can follow. */
  clear(): void {
    if (this.#visible) this.#terminal.writeNote('\r\u001b[2K');
    this.#visible = false;
  }
}
