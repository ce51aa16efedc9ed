import type { Taste, TasteScore } from '../../src/domain/feedback/taste.js';
import { noTaste } from '../../src/retrieval/taste/fit-taste.js';
import { learnTaste, type TasteDecision } from '../../src/retrieval/taste/learn-taste.js';
import { meanScore, scoreQuery } from '../../src/retrieval/taste/score-taste.js';
import { createRandom } from '../../training/playhouse/random.js';
import type { RecordedSearch } from './record-searches.js';
import { giveThumbs, type SimulatedUser, type ThumbHabits } from './simulated-users.js';

/** What one user's feedback did to the ranking of searches that the user had not judged. */
export interface UserTrial {
  readonly decision: TasteDecision;
  readonly before: TasteScore;
  /** With the taste that is used: none where it was not adopted. */
  readonly after: TasteScore;
  readonly taste: Taste;
}

/** Half of the searches are held out; of the other half the user judges `judgedSearches`. */
export function tryUser(
  user: SimulatedUser,
  searches: readonly RecordedSearch[],
  floors: Taste,
  options: ThumbHabits & { readonly judgedSearches: number; readonly seed: number },
): UserTrial {
  const random = createRandom(options.seed);
  const mixed = random.shuffle(searches);
  const half = Math.floor(mixed.length / 2);
  const given = giveThumbs(user, mixed.slice(0, Math.min(half, options.judgedSearches)), options, random);
  const heldOut = giveThumbs(user, mixed.slice(half), options, random);
  const learned = learnTaste(given, floors);
  const used = learned.decision === 'adopted' ? learned.taste : noTaste;
  const scoreWith = (taste: Taste): TasteScore => meanScore(heldOut.map((query) => scoreQuery(query, taste)));
  return { decision: learned.decision, before: scoreWith(noTaste), after: scoreWith(used), taste: learned.taste };
}
