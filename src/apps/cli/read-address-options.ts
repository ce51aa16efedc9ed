import { InvalidArgumentError } from 'commander';

/** Collects an option that may be given several times. */
export function oneMore(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

/** A port to listen at; throws commander's error for what is none. */
export function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
}
