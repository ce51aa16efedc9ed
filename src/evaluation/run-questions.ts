import { throwIfAborted } from '../domain/coded-error.js';
import type { AnswerScore, EvaluationDependencies, EvaluationEvent, EvaluationOptions } from './contracts.js';
import type { HeldVideo } from './held-videos.js';
import { judgeAnswer } from './judge-answer.js';
import { survivableError } from './survivable-error.js';
import { tallyAnswers, type JudgedQuestion } from './tally-answers.js';

/**
 * Asks every question, each on its own. One that ends in a coded error counts as wrong and the rest goes on; a
 * missing key ends the run, since all others would fail alike.
 */
export async function* runQuestions(
  held: readonly HeldVideo[],
  { ask }: Pick<EvaluationDependencies, 'ask'>,
  { signal }: EvaluationOptions,
): AsyncGenerator<EvaluationEvent, AnswerScore> {
  const questions = held.flatMap(({ video, truth }) => truth.questions.map((item) => ({ ...item, videoId: video.id })));
  const judged: JudgedQuestion[] = [];
  for (const { question, type, expected, videoId } of questions) {
    throwIfAborted(signal);
    const outcome = await ask(question, videoId, signal ? { signal } : {}).catch(survivableError);
    const answer = 'text' in outcome ? outcome : undefined;
    const right = answer !== undefined && judgeAnswer(expected, answer, question, videoId);
    judged.push({ type, kind: expected.kind, right, found: answer?.found });
    const text = 'text' in outcome ? outcome.text : outcome.message;
    yield { type: 'question-judged', videoId, sort: type, question, expected, text, right };
    yield { type: 'progress', stage: 'questions', done: judged.length, total: questions.length };
  }
  return tallyAnswers(judged);
}
