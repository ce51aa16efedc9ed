import type { TurnEvidence } from './turn-evidence.js';

/** What a tool said of a video that the library does not hold, with the titles that are there; `undefined` when all are known. */
export function unknownVideo({ results }: TurnEvidence): string | undefined {
  const said = results.flatMap(({ words }) => /^No video is called .*/.exec(words)?.[0] ?? [])[0];
  return said === undefined ? undefined : (said.split(' Call again')[0] ?? '');
}
