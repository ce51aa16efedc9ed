import { meaningSet, meaningUnits, says } from './meaning-units.js';

/** Whether two short texts say the same things in whatever wording: each says all that the other does. */
export function sameMeaning(a: string, b: string): boolean {
  if (a === b) return true;
  return saysAll(a, b) && saysAll(b, a);
}

/** Whether a text says all that another one does. A text without meaning is said by none. */
export function saysAll(text: string, wanted: string): boolean {
  const units = meaningUnits(wanted);
  const set = meaningSet(text);
  return units.length > 0 && units.every((unit) => says(set, unit));
}
