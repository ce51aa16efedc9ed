import { deflateSync } from 'node:zlib';

/** Whisper's own limit: text that shrinks to less than this share says the same thing over and over. */
const mostCompressible = 2.4;

/** Whether a text is a decoder's loop: it compresses far better than speech does. Short texts never do. */
export function isRepeatedText(text: string): boolean {
  const bytes = Buffer.from(text.trim(), 'utf8');
  return bytes.length / deflateSync(bytes).length > mostCompressible;
}
