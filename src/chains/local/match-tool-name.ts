import { editDistance } from '../../domain/wording/edit-distance.js';

/** Which of the names is meant: the same, the same but for case, punctuation and prefixes, or a near miss of only one. */
export function matchName(wanted: string, names: readonly string[]): string | undefined {
  if (names.includes(wanted)) return wanted;
  const plain = simplify(wanted);
  if (plain === '' || wanted.length > 80) return undefined;
  const same = names.filter((name) => simplify(name) === plain);
  if (same.length === 1) return same[0];
  const near = names
    .map((name) => ({ name, distance: editDistance(simplify(name), plain) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(simplify(name).length / 4)))
    .sort((a, b) => a.distance - b.distance);
  const [best, next] = near;
  return best !== undefined && (next === undefined || next.distance > best.distance) && plain.length > 2
    ? best.name
    : undefined;
}

/** `functions.Search-Moments` → `searchmoments`. */
function simplify(name: string): string {
  return name
    .replace(/^.*[./:]/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
