import { plainText } from '../../domain/plain-line.js';

/**
 * Text from a video, a file name or a model, made safe for a terminal: control characters (escape sequences among
 * them) could move the cursor, change the title or forge output. Line feeds stay: for a title, a caption or a path, which
 * could forge a line of the output with them, use `plainLine`.
 */
export function printableText(text: string): string {
  return plainText(text);
}
