import * as library from '@huggingface/tokenizers';

/** The part of `@huggingface/tokenizers` that is used here. */
export interface TokenizerCore {
  encode(text: string, options?: { readonly add_special_tokens?: boolean }): { readonly ids: number[] };
  decode(ids: number[], options?: { readonly skip_special_tokens?: boolean }): string;
  token_to_id(token: string): number | undefined;
}

/** Makes a tokenizer from the contents of `tokenizer.json` and `tokenizer_config.json`. */
export function createTokenizer(description: object, config: object): TokenizerCore {
  // The package's own types name their files without extensions, where TypeScript does not find them.
  const { Tokenizer } = library as unknown as {
    readonly Tokenizer: new (description: object, config: object) => TokenizerCore;
  };
  return new Tokenizer(description, config);
}
