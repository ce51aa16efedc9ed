/**
 * Text from a video, a file name or a model, made safe for a terminal: control characters (escape sequences among
 * them) could move the cursor, change the title or forge output.
 */
export function printableText(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what it is about
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '');
}
