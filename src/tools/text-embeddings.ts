import { Embeddings, type EmbeddingsParams } from '@langchain/core/embeddings';
import { AskreelError } from '../domain/coded-error.js';
import type { TextEncoder } from '../encoders/contracts.js';

/**
 * A model pack's text tower as LangChain embeddings: L2-normalised vectors in the pack's text–image space, so that
 * they compare with the vectors of frames and clips, not only with each other. Throws `MODEL_FAILED`.
 */
export class TextEmbeddings extends Embeddings {
  readonly #encoder: TextEncoder;

  constructor(encoder: TextEncoder, options: EmbeddingsParams = {}) {
    super(options);
    this.#encoder = encoder;
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    if (texts.length === 0) return [];
    const vectors = await this.#encoder.encode(texts);
    return vectors.map((vector) => Array.from(vector));
  }

  override async embedQuery(text: string): Promise<number[]> {
    const [vector] = await this.embedDocuments([text]);
    if (!vector) throw new AskreelError('MODEL_FAILED', 'The text encoder gave no vector.');
    return vector;
  }
}
