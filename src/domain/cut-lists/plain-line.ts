/**
 * Text from a video or a model as one line for a file format: white space runs become one space, and what is no
 * character (controls, halves of a surrogate pair, non-characters) is left out.
 */
export function plainLine(text: string): string {
  return (
    text
      .replace(/[\s\u0085]+/g, ' ')
      // eslint-disable-next-line no-control-regex -- control characters are what it is about
      .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/gu, '')
      .replace(/ {2,}/g, ' ')
      .trim()
  );
}
