/** Line ends of any system; the control character U+0085 is one that `\s` does not know. */
const gaps = /[\s\u0085]+/g;

/**
 * What is no character of a text: controls, halves of surrogate pairs, non-characters, and what is there but not seen
 * (zero-width spaces, marks that turn the order of letters round, tag characters and variation selectors beyond those
 * of emoji, in which whole sentences can hide). The two joiners stay, which scripts and emoji need.
 */
const unseen =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- single characters are what it is about
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}]|\p{Cs}/gu;

/**
 * Text from a video, a file name or a model as one plain line: white space runs become one space, and what cannot be seen
 * is left out. It can neither begin a line of its own nor control a terminal, nor show other letters than it holds.
 */
export function plainLine(text: string): string {
  return text.replace(gaps, ' ').replace(unseen, '').replace(/ {2,}/g, ' ').trim();
}

/** The same for a text of several lines, whose line feeds and tabs stay. */
export function plainText(text: string): string {
  return text.replace(/[\u0085\u2028\u2029]/g, '\n').replace(unseen, (character) => {
    return character === '\n' || character === '\t' ? character : '';
  });
}
