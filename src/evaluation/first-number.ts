const numberWords: ReadonlyMap<string, number> = new Map([
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'].map(
    (word, value) => [word, value] as const,
  ),
  ['no', 0],
  ['none', 0],
  ['never', 0],
  ['once', 1],
  ['twice', 2],
]);

/** What holds digits but counts nothing: citation markers, quoted titles, timestamps, lengths of time. */
const notCounts = [
  /\[\d+(?:\s*,\s*\d+)*\]/g,
  /"[^"]*"|“[^”]*”|«[^»]*»/g,
  /\d+(?::\d{1,2}){1,2}(?:\.\d+)?(?:\s*[–-]\s*\d+(?::\d{1,2}){1,2}(?:\.\d+)?)?/g,
  /\d+(?:\.\d+)?\s*(?:s|seconds?)\b/gi,
];

const numberPattern = new RegExp(
  `(?<![\\w.-])(?:(\\d+(?:\\.\\d+)?)(?![\\w-])|(${[...numberWords.keys()].join('|')})(?![\\w-]))`,
  'i',
);

/** The first number that an answer says, in digits or in words up to twelve; `undefined` when it says none. */
export function firstNumber(text: string): number | undefined {
  const counted = notCounts.reduce((rest, pattern) => rest.replace(pattern, ' '), text);
  const [, digits, word] = numberPattern.exec(counted) ?? [];
  return word === undefined ? (digits === undefined ? undefined : Number(digits)) : numberWords.get(word.toLowerCase());
}
