import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AskreelError } from '../domain/coded-error.js';
import { createTokenizer, type TokenizerCore } from './create-tokenizer.js';
import type { IdTensor } from './onnx-session.js';
import { readPackJson } from './read-pack-json.js';

const tokenizerSchema = z.looseObject({
  model: z.looseObject({ unk_token: z.string().nullish() }),
  padding: z.looseObject({ pad_id: z.int().nonnegative() }).nullish(),
});

/** Ids of a batch of texts and which of them are not padding: int64 [texts, longest]. */
export interface TokenBatch {
  readonly ids: IdTensor;
  readonly mask: IdTensor;
}

/** Texts to token ids and back, by a pack's `tokenizer.json`. */
export class TextTokenizer {
  /** The ids that every text begins and ends with. */
  readonly beginId: number;
  readonly endId: number;
  readonly #tokenizer: TokenizerCore;
  readonly #padId: number;
  readonly #unknownId: number | undefined;

  private constructor(tokenizer: TokenizerCore, padId: number | undefined, unknownId: number | undefined) {
    const [beginId, endId] = tokenizer.encode('').ids;
    if (beginId === undefined || endId === undefined) {
      throw new AskreelError('PACK_INVALID', 'The tokenizer does not put a token before and after a text.', {
        hint: 'Its post-processor must add both, as that of CLIP does.',
      });
    }
    this.#tokenizer = tokenizer;
    this.beginId = beginId;
    this.endId = endId;
    this.#padId = padId ?? endId;
    this.#unknownId = unknownId;
  }

  /** Reads `tokenizer.json` and, beside it, `tokenizer_config.json` if there is one. Throws PACK_DAMAGED and PACK_INVALID. */
  static async load(path: string): Promise<TextTokenizer> {
    const description = await readPackJson(path, tokenizerSchema);
    const configPath = join(dirname(path), 'tokenizer_config.json');
    const hasConfig = await access(configPath).then(
      () => true,
      () => false,
    );
    const config = hasConfig ? await readPackJson(configPath, z.looseObject({})) : {};
    const tokenizer = createTokenizer(description, config);
    const unknown = description.model.unk_token;
    return new TextTokenizer(
      tokenizer,
      description.padding?.pad_id,
      unknown == null ? undefined : tokenizer.token_to_id(unknown),
    );
  }

  /** Ids with the begin and end token; a text that is too long loses words, never its end token. */
  encode(text: string, maxTokens: number): number[] {
    const { ids } = this.#tokenizer.encode(text);
    return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), this.endId];
  }

  /** Ids of the text alone. */
  encodePlain(text: string): number[] {
    return this.#tokenizer.encode(text, { add_special_tokens: false }).ids;
  }

  /** Ids of several texts, padded to the longest of them. */
  encodeBatch(texts: readonly string[], maxTokens: number): TokenBatch {
    const rows = texts.map((text) => this.encode(text, maxTokens));
    const longest = Math.max(0, ...rows.map((row) => row.length));
    const shape = [rows.length, longest];
    const ids = new BigInt64Array(rows.length * longest).fill(BigInt(this.#padId));
    const mask = new BigInt64Array(rows.length * longest);
    rows.forEach((row, index) => {
      ids.set(row.map(BigInt), index * longest);
      mask.fill(1n, index * longest, index * longest + row.length);
    });
    return { ids: { type: 'int64', data: ids, shape }, mask: { type: 'int64', data: mask, shape } };
  }

  /** The text of ids, without special tokens. */
  decode(ids: readonly number[]): string {
    return this.#tokenizer.decode([...ids], { skip_special_tokens: true }).trim();
  }

  /** Words that the tokenizer turns into its unknown token, as written, each once; none when it has no such token. */
  unknownWords(text: string): string[] {
    const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    return [...new Set(words)].filter((word) => this.encodePlain(word).includes(this.#unknownId ?? Number.NaN));
  }
}
