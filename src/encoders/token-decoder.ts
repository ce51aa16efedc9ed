import type { PreTrainedTokenizer } from '@huggingface/transformers';

/** Turns what a model writes into text. Control tokens become line breaks: between two tool calls they are all there is. */
export class TokenDecoder {
  readonly #tokenizer: PreTrainedTokenizer;
  readonly #control: ReadonlySet<number>;

  constructor(tokenizer: PreTrainedTokenizer) {
    this.#tokenizer = tokenizer;
    this.#control = new Set(tokenizer.all_special_ids);
  }

  /** The text of token ids. Without `whole`, a character at the end whose last bytes are still to come is left out. */
  decode(ids: readonly number[], { whole = false } = {}): string {
    const pieces: number[][] = [[]];
    for (const id of ids) {
      if (this.#control.has(id)) pieces.push([]);
      else pieces.at(-1)?.push(id);
    }
    const texts = pieces.map((piece) =>
      piece.length === 0
        ? ''
        : this.#tokenizer.decode(piece, { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
    );
    const text = texts.join('\n').replace(/\n+$/, (breaks) => (texts.at(-1) === '' ? '' : breaks));
    return whole ? text : text.replace(/\uFFFD+$/, '');
  }
}
