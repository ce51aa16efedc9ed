import { draft, type AnswerDraft, type AnswerInput } from './answer-input.js';
import { findScenes, type Scene } from './match-facts.js';
import { phraseGroups } from './phrase-scenes.js';

/** "Is the dog red or blue?": whichever can be seen. */
export function answerWhichOf(input: AnswerInput): AnswerDraft {
  const { alternatives = [] } = input.reading;
  const scenes = [...new Set(alternatives.flatMap((clause) => findScenes(input.scenes, clause)))];
  if (scenes.length === 0) return neither(input);
  return draft(input.say.sentence(phraseGroups(input.say, scenes, input.say.caption)), scenes);
}

/** "Which comes first, the dog jumps or the cat sits down?" */
export function answerWhichFirst(input: AnswerInput): AnswerDraft {
  const { alternatives = [], pick } = input.reading;
  const found = alternatives.map((clause) => findScenes(input.scenes, clause));
  if (found.some((scenes) => scenes.length === 0)) return neither(input);
  const firsts = found.flatMap((scenes) => scenes.slice(pick === 'last' ? -1 : 0, pick === 'last' ? undefined : 1));
  return firstOfTwo(input, firsts);
}

/** Says which of two scenes comes first (last, where that is asked). */
export function firstOfTwo(input: AnswerInput, scenes: readonly Scene[]): AnswerDraft {
  const { pick } = input.reading;
  const [winner, other] = scenes.toSorted(
    (a, b) => (a.span.startSeconds - b.span.startSeconds) * (pick === 'last' ? -1 : 1),
  );
  if (!winner || !other) return neither(input);
  const { say } = input;
  return draft(
    say.inTurn(
      say.caption(winner),
      say.when(winner, false),
      say.caption(other),
      say.when(other, false),
      pick ?? 'first',
    ),
    [winner, other],
  );
}

function neither(input: AnswerInput): AnswerDraft {
  const wanted = (input.reading.alternatives ?? []).filter((clause) => findScenes(input.scenes, clause).length === 0);
  return draft(input.say.notFoundAll(wanted), []);
}
