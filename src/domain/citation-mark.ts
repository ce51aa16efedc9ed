/**
 * Source of a pattern for a citation mark: `[3]`, lists and ranges such as `[1, 4]` and `[2–5]`, and the brackets and commas
 * of Chinese typing. Its first group holds the numbers.
 */
export const citationMark = String.raw`[[［【](\d+(?:\s*[,;–，、；-]\s*\d+)*)[\]］】]`;
