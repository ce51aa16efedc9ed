import type { AnswerWords, Claim } from '../domain/answer.js';
import { saysNotFound } from './compose-answer.js';

/**
 * What a model is told so that it looks once more: which of its statements the video contradicts, or that it found nothing
 * where it has not looked everywhere yet. `undefined` when there is nothing to mend.
 */
export function noteToLookAgain(
  words: AnswerWords,
  claims: readonly Claim[],
  { round, rounds }: { readonly round: number; readonly rounds: number },
): string | undefined {
  const rejected = claims.filter(({ verdict }) => verdict === 'rejected');
  const foundNothing = !words.found && saysNotFound(words.text);
  if (!foundNothing && rejected.length === 0) return undefined;
  // Twice nothing is an answer.
  if (foundNothing && round > 1) return undefined;
  const roundsLeft = rounds - round;
  const missing = !foundNothing
    ? rejected.map(({ text, reason }) => `- ${JSON.stringify(text)}: ${reason}.`)
    : ['- You found nothing. Look in another way: other words, another tool, the whole video shot by shot.'];
  return [
    'Your answer was checked against the videos and is not shown yet. What does not hold:',
    ...missing,
    `Look again there, then answer the question anew (${roundsLeft === 1 ? 'this is the last time' : `${roundsLeft} rounds left`}). If the videos do not tell, say "I could not find" and what you looked for.`,
  ].join('\n');
}
