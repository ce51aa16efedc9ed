/** A value that was read, and how. */
export interface LooseJson {
  readonly value: unknown;
  /** The place after the value. */
  readonly end: number;
  /** False when the text ended before the value did. */
  readonly complete: boolean;
}

const deepest = 12;
/** What may close a text that such a quote opened; models mix the quotes of one family. */
const closingQuotes: Readonly<Record<string, string>> = {
  '"': '"”＂',
  '“': '”"“＂',
  '”': '”"“＂',
  '＂': '＂"”',
  "'": "'’",
  '‘': "’'",
  '’': "’'",
  '`': '`',
  '「': '」',
  '『': '』',
};
const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['none', null],
  ['undefined', null],
  ['nan', null],
]);
/** Objects, and the arguments of a call such as `look(at="0:12")`. */
const opens = (letter: string) => letter !== '' && '{｛(（'.includes(letter);
const closersOf = (letter: string) => ('(（'.includes(letter) ? ')）' : '}｝');
const closes = (letter: string) => letter === '}' || letter === '｝';
const opensList = (letter: string) => letter === '[' || letter === '［';
const closesList = (letter: string) => letter === ']' || letter === '］';
const isColon = (letter: string) => letter === ':' || letter === '：' || letter === '=';
const isComma = (letter: string) => ',，、;；'.includes(letter) && letter !== '';

/**
 * Reads JSON as models write it: single, typographic and full-width quotes and punctuation, bare keys, `True` and `None`,
 * trailing and missing commas, comments, brackets and quotes that are never closed. Arguments in parentheses are an object
 * as well, or a list where they have no names. `undefined` where no value begins.
 */
export function readLooseJson(text: string, start = 0): LooseJson | undefined {
  const reader = new LooseReader(text, start);
  const value = reader.value(0);
  return value === undefined ? undefined : { value, end: reader.at, complete: !reader.cutOff };
}

class LooseReader {
  readonly #text: string;
  at: number;
  cutOff = false;

  constructor(text: string, start: number) {
    this.#text = text;
    this.at = start;
  }

  value(depth: number): unknown {
    this.#skipSpace();
    const letter = this.#letter();
    if (depth > deepest || letter === '') return undefined;
    if (opens(letter)) return this.#object(depth);
    if (opensList(letter)) return this.#list(depth);
    if (closingQuotes[letter] !== undefined) return this.#string();
    return this.#bare();
  }

  #object(depth: number): unknown {
    const entries: [string, unknown][] = [];
    const unnamed: unknown[] = [];
    const closers = closersOf(this.#letter());
    this.at += 1;
    for (;;) {
      this.#skipSpace();
      const letter = this.#letter();
      if (letter === '') {
        this.cutOff = true;
        break;
      }
      if (closers.includes(letter)) {
        this.at += 1;
        break;
      }
      const before = this.at;
      const quoted = closingQuotes[letter] !== undefined;
      const key = isComma(letter) ? undefined : this.#key();
      if (key !== undefined) {
        this.#skipSpace();
        if (isColon(this.#letter())) {
          this.at += 1;
          const value = this.value(depth + 1);
          if (value !== undefined) entries.push([key, value]);
        } else if (quoted) unnamed.push(key);
      }
      // Whatever cannot be read is passed over, so that reading always comes to an end.
      if (this.at === before) this.at += 1;
    }
    return entries.length === 0 && unnamed.length > 0 && closers === ')）' ? unnamed : Object.fromEntries(entries);
  }

  #list(depth: number): unknown[] {
    const values: unknown[] = [];
    this.at += 1;
    for (;;) {
      this.#skipSpace();
      const letter = this.#letter();
      if (letter === '') {
        this.cutOff = true;
        return values;
      }
      if (closesList(letter)) {
        this.at += 1;
        return values;
      }
      const before = this.at;
      const value = isComma(letter) || closes(letter) ? undefined : this.value(depth + 1);
      if (value !== undefined) values.push(value);
      if (this.at === before) this.at += 1;
    }
  }

  #key(): string | undefined {
    if (closingQuotes[this.#letter()] !== undefined) return this.#string();
    return this.#match(/[\p{L}\p{N}_$][\p{L}\p{N}_$.-]*/uy);
  }

  #string(): string {
    const quotes = closingQuotes[this.#letter()] ?? '"';
    const from = this.at + 1;
    let read = '';
    this.at = from;
    for (let letter = this.#letter(); letter !== ''; letter = this.#letter()) {
      if (letter === '\\') {
        read += this.#escaped();
        continue;
      }
      this.at += 1;
      if (quotes.includes(letter) && this.#mayEndHere()) return read;
      read += letter;
    }
    // The closing quote is missing: what closes the brackets around is not part of the text.
    this.cutOff = true;
    return read.replace(/[\s}\]｝］,]+$/u, '');
  }

  /** Quotes inside a text are often not escaped: one that ends it is followed by punctuation, a key or nothing. */
  #mayEndHere(): boolean {
    this.#pattern.lastIndex = this.at;
    return this.#pattern.test(this.#text);
  }

  readonly #pattern =
    /\s{0,200}(?:[,，、;；}\]｝］:：)]|$|\n|<\/|["'“][\w-]{1,40}["'”]\s{0,9}[:：]|[\w-]{1,40}\s?[:：=])/uy;

  #escaped(): string {
    const next = this.#text.charAt(this.at + 1);
    const code = next === 'u' ? /^[0-9a-fA-F]{4}/.exec(this.#text.slice(this.at + 2, this.at + 6))?.[0] : undefined;
    this.at += code === undefined ? 2 : 6;
    if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
    return { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }[next] ?? next;
  }

  /** A number, a word such as `True`, or words without quotes up to the next punctuation. */
  #bare(): unknown {
    const bare = this.#match(/[^,，;；{}[\]｛｝［］:："“”\n<)）]+/uy)?.trim();
    if (bare === undefined || bare === '') return undefined;
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(bare)) return Number(bare);
    const known = words.get(bare.toLowerCase());
    return known === undefined ? bare : known;
  }

  #skipSpace(): void {
    this.#match(/(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)+/uy);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  #letter(): string {
    return this.#text.charAt(this.at);
  }
}
