import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreTrainedTokenizer } from '@huggingface/transformers';
import { z } from 'zod';
import { AskreelError } from '../domain/coded-error.js';
import { readPackJson } from './read-pack-json.js';

const processorSchema = z.object({ image_seq_len: z.int().positive() });
const templateSchema = z.object({ chat_template: z.string().optional() });

/** The mark of a picture in a prompt, and what its place is filled with. */
const image = '<image>';
const around = '<fake_token_around_image>';
const whole = '<global-img>';

/** Writes prompts that show pictures and then say something, in the words of the model's own chat template. */
export class VisionLanguagePrompt {
  readonly #tokenizer: PreTrainedTokenizer;
  readonly #template: string;
  readonly #imageTokens: string;

  private constructor(tokenizer: PreTrainedTokenizer, template: string, tokensPerImage: number) {
    this.#tokenizer = tokenizer;
    this.#template = template;
    this.#imageTokens = `${around}${whole}${image.repeat(tokensPerImage)}${around}`;
  }

  /** Reads a hub folder's chat template and processor settings. Throws PACK_DAMAGED and PACK_INVALID. */
  static async load(folder: string, tokenizer: PreTrainedTokenizer): Promise<VisionLanguagePrompt> {
    const { image_seq_len: tokensPerImage } = await readPackJson(
      join(folder, 'processor_config.json'),
      processorSchema,
    );
    return new VisionLanguagePrompt(tokenizer, await readTemplate(folder), tokensPerImage);
  }

  /** Token ids of a user's turn that shows `images` pictures and ends with `text`, up to where the model goes on. */
  encode(images: number, text: string): number[] {
    const pictures = Array.from({ length: images }, () => ({ type: 'image' }));
    const turn = { role: 'user', content: [...pictures, { type: 'text', text: this.#withoutMarks(text) }] };
    const written = this.#tokenizer.apply_chat_template([turn], {
      chat_template: this.#template,
      add_generation_prompt: true,
      tokenize: false,
    });
    return this.#tokenizer.encode(written.replaceAll(image, this.#imageTokens), { add_special_tokens: false });
  }

  /** A question must neither end its turn nor claim to be a picture: the tokenizer would read such marks as what they say. */
  #withoutMarks(text: string): string {
    return this.#tokenizer.all_special_tokens.reduce((rest, mark) => rest.replaceAll(mark, ' '), text);
  }
}

/** The template stands in a file of its own or, in older folders, among the tokenizer's settings. */
async function readTemplate(folder: string): Promise<string> {
  const plain = await readFile(join(folder, 'chat_template.jinja'), 'utf8').catch(() => undefined);
  if (plain !== undefined) return plain;
  for (const name of ['chat_template.json', 'tokenizer_config.json']) {
    const template = await readPackJson(join(folder, name), templateSchema).catch((error: unknown) => {
      if (name === 'tokenizer_config.json' || (AskreelError.isInstance(error) && error.code !== 'PACK_DAMAGED'))
        throw error;
      return undefined;
    });
    if (template?.chat_template !== undefined) return template.chat_template;
  }
  throw new AskreelError('PACK_INVALID', `The model in ${folder} has no chat template.`, {
    hint: 'Fetch the model pack again, with its chat_template.json.',
  });
}
