import { scoreLogOdds } from '../../src/retrieval/taste/apply-taste.js';
import type { JudgedQuery } from '../../src/retrieval/taste/judged-queries.js';
import type { Random } from '../../training/playhouse/random.js';
import type { RecordedSearch, TrueParts } from './record-searches.js';

/** Somebody who gives thumbs. */
export interface SimulatedUser {
  readonly name: string;
  /** Whether the user would like the moment; a user without it throws a coin. */
  readonly likes?: (truth: TrueParts) => boolean;
}

/** Users with a taste, one who wants exactly what the query says, and one without any. */
export const simulatedUsers: readonly SimulatedUser[] = [
  { name: 'cares for the place', likes: ({ place }) => place },
  { name: 'cares for the deed', likes: ({ deed }) => deed },
  { name: 'cares for who acts', likes: ({ subject }) => subject },
  { name: 'cares for what is said', likes: ({ spoken }) => spoken },
  { name: 'wants all that was asked', likes: ({ subject, deed, place }) => subject && deed && place },
  { name: 'random thumbs' },
];

/** How often a thumb is given, and how often it is the wrong one. */
export interface ThumbHabits {
  readonly judgedShare: number;
  readonly noise: number;
}

/** The thumbs that a user gives to the moments of some searches: those with thumbs of both kinds. */
export function giveThumbs(
  user: SimulatedUser,
  searches: readonly RecordedSearch[],
  { judgedShare, noise }: ThumbHabits,
  random: Random,
): JudgedQuery[] {
  return searches
    .map(({ query, moments }) => {
      const judged = moments
        .filter(() => random.chance(judgedShare))
        .map(({ score, signals, truth }) => {
          const up = user.likes ? user.likes(truth) !== random.chance(noise) : random.chance(0.5);
          return { up, moment: { logOdds: scoreLogOdds(score), signals } };
        });
      const side = (wanted: boolean): JudgedQuery['ups'] =>
        judged.filter(({ up }) => up === wanted).map(({ moment }) => moment);
      return { key: query, ups: side(true), downs: side(false) };
    })
    .filter(({ ups, downs }) => ups.length > 0 && downs.length > 0);
}
