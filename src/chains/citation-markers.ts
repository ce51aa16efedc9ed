import type { Citation } from '../domain/answer.js';
import { citationMark } from '../domain/citation-mark.js';
import type { CitationLedger } from './citation-ledger.js';

const marker = new RegExp(String.raw`(\s*)${citationMark}`, 'g');
const unfinishedMarker = /\s*(?:[[［【][\d\s,;–，、；-]*)?$/;
const widestRange = 20;

/**
 * Turns a model's markers into the user's while the text streams by: `[7]` of the ledger becomes `[1]` when it is the
 * first span cited, lists and ranges become single markers, and numbers that no tool gave are removed.
 */
export class CitationMarkers {
  readonly #ledger: CitationLedger;
  readonly #shown = new Map<number, number>();
  #held = '';
  #started = false;

  constructor(ledger: CitationLedger) {
    this.#ledger = ledger;
  }

  /** The next piece of text; what may be the beginning of a marker is held until it is clear. */
  push(piece: string): string {
    const text = this.#held + piece;
    const held = unfinishedMarker.exec(text)?.[0] ?? '';
    this.#held = held;
    return this.#translate(text.slice(0, text.length - held.length));
  }

  /** The rest, when the text has ended; white space at the end is dropped. */
  finish(): string {
    const rest = this.#held.trimEnd();
    this.#held = '';
    return this.#translate(rest);
  }

  /** Cites a span that the text has no marker for; gives its marker, or nothing when the ledger does not know it. */
  add(ledgerNumber: number): string {
    return this.#mark(ledgerNumber);
  }

  /** What was cited so far, in order of first mention. */
  citations(): Citation[] {
    return [...this.#shown].flatMap(([ledgerNumber, number]) => {
      const entry = this.#ledger.find(ledgerNumber);
      if (!entry) return [];
      const { videoId, videoTitle, videoPath, span, note, confidence } = entry.span;
      const place = { number, videoId, videoTitle, videoPath, span, tool: entry.tool, note };
      return [{ ...place, ...(confidence !== undefined && { confidence }) }];
    });
  }

  #translate(text: string): string {
    const translated = text.replace(marker, (_all, space: string, numbers: string) => {
      const marks = [...new Set(numbersIn(numbers).map((number) => this.#mark(number)))].join('');
      return marks === '' ? '' : space + marks;
    });
    const shown = this.#started ? translated : translated.trimStart();
    if (shown !== '') this.#started = true;
    return shown;
  }

  #mark(ledgerNumber: number): string {
    if (!this.#ledger.find(ledgerNumber)) return '';
    const number = this.#shown.get(ledgerNumber) ?? this.#shown.size + 1;
    this.#shown.set(ledgerNumber, number);
    return `[${number}]`;
  }
}

/** `3`, `1, 4` and `2–5` as numbers. */
function numbersIn(text: string): number[] {
  return text.split(/\s*[,;，、；]\s*/).flatMap((part) => {
    const [first = 0, last = first] = part.split(/\s*[–-]\s*/).map(Number);
    const count = Math.min(Math.max(1, last - first + 1), widestRange);
    return Array.from({ length: count }, (_, index) => first + index);
  });
}
