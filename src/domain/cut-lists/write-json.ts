import type { CutList } from './cut-list.js';

/** Cuts as a JSON document for programs: the list itself, numbered; times in seconds. */
export function writeJson({ title, cuts }: CutList): string {
  const numbered = cuts.map(({ span, ...cut }, index) => ({ number: index + 1, ...cut, ...span }));
  return `${JSON.stringify({ title, cuts: numbered }, null, 2)}\n`;
}
