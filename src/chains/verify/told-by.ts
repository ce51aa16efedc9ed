import type { Citation } from '../../domain/answer.js';

/** Where nothing tells how sure anything is, it is as likely as not. */
const nothingTold = 0.5;

/** How sure the tools were of moments, 0 to 1: as sure as of the least sure one that they say anything of. */
export function toldBy(citations: readonly Pick<Citation, 'confidence'>[]): number {
  const told = citations.flatMap(({ confidence }) => confidence ?? []);
  return told.length > 0 ? Math.min(...told) : nothingTold;
}
