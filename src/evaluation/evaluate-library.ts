import { throwIfAborted } from '../domain/coded-error.js';
import type { EvaluationDependencies, EvaluationEvent, EvaluationOptions } from './contracts.js';
import { findHeldVideos } from './held-videos.js';
import { runAbsent } from './run-absent.js';
import { runBoxes } from './run-boxes.js';
import { runConversations } from './run-conversations.js';
import { runHighlights } from './run-highlights.js';
import { runLocalisation } from './run-localisation.js';
import { runMoments } from './run-moments.js';
import { runQuestions } from './run-questions.js';
import { runRetrieval } from './run-retrieval.js';
import { runShots } from './run-shots.js';
import { tallyConfidence } from './tally-confidence.js';
import type { TruthSet } from './truth-set.js';

/**
 * Scores a library against the truth about its videos ({@link readTruthFolder}); the library must hold them all, and
 * retrieval is scored over all that it holds. Nothing is written. Yields what happens, last `finished` with the result.
 *
 * Throws VIDEO_UNKNOWN when a video is missing, ABORTED, and the errors of decoding, the encoders and the search.
 */
export async function* evaluateLibrary(
  truth: TruthSet,
  dependencies: EvaluationDependencies,
  options: EvaluationOptions = {},
): AsyncGenerator<EvaluationEvent, void> {
  throwIfAborted(options.signal);
  const held = findHeldVideos(truth, dependencies.library);
  const { actions, captions, shots } = yield* runShots(held, truth.directionPairs, dependencies, options);
  const localisation = yield* runLocalisation(held, dependencies, options);
  const boxes = yield* runBoxes(held, dependencies, options);
  const { retrieval, outcomes } = yield* runRetrieval(held, dependencies, options);
  const confidence = tallyConfidence(outcomes, yield* runAbsent(held, dependencies, options));
  const moments = yield* runMoments(held, dependencies, options);
  const highlights = yield* runHighlights(held, dependencies, options);
  const qa = yield* runQuestions(held, dependencies, options);
  const conversations = yield* runConversations(held, dependencies, options);
  const looked = { retrieval, confidence, actions, localisation, boxes, moments, highlights, captions, shots };
  yield { type: 'finished', result: { ...looked, qa, conversations, episodes: held.length } };
}
