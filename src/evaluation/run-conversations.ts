import { throwIfAborted } from '../domain/coded-error.js';
import type { ConversationScore, EvaluationDependencies, EvaluationEvent, EvaluationOptions } from './contracts.js';
import type { HeldVideo } from './held-videos.js';
import { judgeAnswer } from './judge-answer.js';
import type { JudgedTurn } from './judged-turn.js';
import { survivableError } from './survivable-error.js';
import { tallyConversations } from './tally-conversations.js';

/**
 * Holds every conversation, each in a thread of its own, and judges every turn, whatever became of the turns before it: a
 * wrong answer misleads the questions that refer to it, as it would mislead a person. `null` for a truth without any.
 */
export async function* runConversations(
  held: readonly HeldVideo[],
  { ask }: Pick<EvaluationDependencies, 'ask'>,
  { signal }: EvaluationOptions,
): AsyncGenerator<EvaluationEvent, ConversationScore | null> {
  const conversations = held.flatMap(({ video, truth }) =>
    (truth.conversations ?? []).map((conversation, index) => ({ ...conversation, videoId: video.id, index })),
  );
  if (conversations.length === 0) return null;
  const judged: JudgedTurn[] = [];
  for (const [done, { language, turns, videoId, index }] of conversations.entries()) {
    const threadId = `${videoId}/${language}/${index}`;
    for (const [position, { question, type, expected, moment }] of turns.entries()) {
      throwIfAborted(signal);
      const outcome = await ask(question, videoId, { threadId, ...(signal && { signal }) }).catch(survivableError);
      const answer = 'text' in outcome ? outcome : undefined;
      const right = answer !== undefined && judgeAnswer(expected, answer, question, videoId);
      judged.push({ conversation: threadId, language, position, type, right, answer, moment, videoId });
      const text = 'text' in outcome ? outcome.text : outcome.message;
      const sort = `${language} turn ${position + 1}: ${type}`;
      yield { type: 'question-judged', videoId, sort, question, expected, text, right };
    }
    yield { type: 'progress', stage: 'conversations', done: done + 1, total: conversations.length };
  }
  return tallyConversations(judged);
}
