/** A hue for a label, in degrees: the same label always has the same. */
export function hueOf(label: string): number {
  let sum = 0;
  for (const letter of label) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return sum;
}
