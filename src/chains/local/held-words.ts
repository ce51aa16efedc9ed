/** Where a tool call, or something else that is not for the user, begins. */
const opening = /<|```|[{｛]|[[［]\s*[{｛]|[A-Za-z0-9]+_[A-Za-z0-9_]*|[A-Za-z0-9_]+[(（]/u;
/** What may become such a place, or is a word that may go on, or a line of one word: the name of a tool, perhaps. */
const unfinished = /(?:\s*(?:[[［]\s*|`{1,2}|[A-Za-z0-9_.-]*)|(?<=^|\n)\s*[A-Za-z0-9_.-]+\s*)$/u;
const lineBeforeOpening = /(?:(?<=^|\n)\s*[A-Za-z0-9_.-]+)?\s*$/u;

const longestName = 100;

/**
 * Lets the words of a reply through while it is written, and holds back from the place where a tool call may begin.
 * What was held back is shown when the reply has been read as a whole.
 */
export class HeldWords {
  readonly #names: readonly string[];
  #written = '';
  #shown = 0;
  #said = '';
  #holding = false;

  /** `toolNames` are held back in whole, wherever they stand. */
  constructor(toolNames: readonly string[]) {
    this.#names = toolNames.map((name) => name.toLowerCase());
  }

  /** All that was let through so far; white space before the first word is not. */
  get shown(): string {
    return this.#said;
  }

  /** The next piece; gives the words that may be shown now. */
  push(piece: string): string {
    this.#written += piece;
    if (this.#holding) return '';
    const rest = this.#written.slice(this.#shown);
    const marker = opening.exec(rest)?.index ?? rest.length;
    const name = this.#names
      .map((tool) => rest.toLowerCase().indexOf(tool))
      .filter((place) => place >= 0)
      .reduce((first, place) => Math.min(first, place), rest.length);
    const stop = Math.min(marker, name);
    this.#holding = stop < rest.length;
    const clear = this.#written.slice(0, this.#shown + stop);
    // A line that is longer than this is no tool's name.
    const tailStart = Math.max(0, clear.length - longestName);
    const end = tailStart + clear.slice(tailStart).search(this.#holding ? lineBeforeOpening : unfinished);
    const ready = clear.slice(this.#shown, Math.max(this.#shown, end));
    this.#shown += ready.length;
    const said = this.#said === '' ? ready.trimStart() : ready;
    this.#said += said;
    return said;
  }
}
