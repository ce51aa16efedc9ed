import type { TemplateMessage } from '../../encoders/text-generator.js';
import { editDistance } from '../../domain/wording/edit-distance.js';
import type { ReadCall } from './read-reply.js';

/** A name may differ from the one meant by this part of its length. */
const mostWrong = 0.3;
const shortestName = 5;
const longestName = 120;

/**
 * Puts right names that a small model has miscopied: a value that stands nowhere in what the user and the tools said, and
 * looks like a name (one word with a digit, `_`, `-` or `.` in it), becomes the one name of the conversation that is nearest.
 * A number with a fraction that nobody said becomes the one that differs from it in a single digit: whole numbers are
 * worked out, fractions are copied. White space around values is dropped; all other values stay as they are.
 */
export function groundCall({ name, args }: ReadCall, conversation: readonly TemplateMessage[]): ReadCall {
  const heard = conversation.filter(({ role }) => role !== 'assistant').map(({ content }) => content);
  const text = heard.join('\n').toLowerCase();
  let names: readonly string[] | undefined;
  const ground = (value: unknown): unknown => {
    if (typeof value === 'number') return nearestNumber(value, text);
    if (typeof value !== 'string') return value;
    const plain = value.trim();
    if (!looksLikeName(plain) || text.includes(plain.toLowerCase())) return plain;
    names ??= namesIn(heard);
    return nearestName(plain, names) ?? plain;
  };
  return { name, args: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, ground(value)])) };
}

function nearestNumber(wanted: number, text: string): number {
  const digits = String(wanted);
  if (Number.isInteger(wanted)) return wanted;
  const said = new Set((text.match(/\d+\.\d+/g) ?? []).map(Number));
  if (said.has(wanted)) return wanted;
  const near = [...said].filter((number) => {
    const other = String(number);
    return other.length === digits.length && editDistance(other, digits) === 1;
  });
  return near.length === 1 ? (near[0] ?? wanted) : wanted;
}

function looksLikeName(word: string): boolean {
  // Times such as 0:45 are worked out rather than copied.
  return (
    word.length >= shortestName && word.length <= longestName && /^\S*[\d_.-]\S*$/.test(word) && /\p{L}/u.test(word)
  );
}

/** Words that look like names, and what stands in quotes. */
function namesIn(texts: readonly string[]): string[] {
  const words = texts
    .flatMap((text) => text.match(/[\p{L}\p{N}][\p{L}\p{N}_.-]*[\p{L}\p{N}]/gu) ?? [])
    .filter(looksLikeName);
  const quoted = texts.flatMap((text) =>
    [...text.matchAll(/["“]([^"“”\n]{1,120})["”]/gu)].map(([, inner = '']) => inner),
  );
  return [...new Set([...words, ...quoted])];
}

function nearestName(wanted: string, names: readonly string[]): string | undefined {
  const [best, next] = names
    .filter((name) => Math.abs(name.length - wanted.length) <= mostWrong * wanted.length)
    .map((name) => ({ name, distance: editDistance(name.toLowerCase(), wanted.toLowerCase()) }))
    .filter(({ distance }) => distance <= mostWrong * wanted.length)
    .sort((a, b) => a.distance - b.distance);
  return best && (!next || next.distance > best.distance) ? best.name : undefined;
}
