import { firstOfTwo } from './answer-alternatives.js';
import { draft, type AnswerDraft, type AnswerInput } from './answer-input.js';
import { answerQuestionPart } from './answer-question.js';
import type { Scene } from './match-facts.js';
import type { PhraseBook } from './phrase-book.js';
import { fromSeveralVideos, phraseGroups } from './phrase-scenes.js';
import type { Anchor } from './question-reading.js';
import type { RememberedAnswer } from './remembered-answer.js';

/**
 * Words an answer from the memory of events; `undefined` where it holds nothing that would answer, so that one must look
 * at the captions themselves.
 */
export function answerRemembered(input: AnswerInput, answers: readonly RememberedAnswer[]): AnswerDraft | undefined {
  const [answer] = answers;
  if (!answer) return undefined;
  const { say } = input;
  const { intent, anchor } = input.reading;
  // These look at more than the memory alone.
  if (intent === 'which-video' || intent === 'count-videos-showing' || intent === 'compare') return undefined;
  if (anchor) return answerOnSide(input, answer, anchor);
  if (intent === 'which-first') {
    const firsts = answers.flatMap(({ events }) => events.slice(0, 1));
    return firsts.length === answers.length && firsts.length === 2 ? firstOfTwo(input, firsts) : undefined;
  }
  if (intent === 'count-times' && answer.count === 0 && answer.doubtful.length > 0) return countDoubtful(say, answer);
  if (answer.count === 0 || answer.events.length === 0) return undefined;
  if (intent === 'count-times') return countTimes(say, answer);
  if (intent === 'duration')
    return draft(say.lasts(answer.seconds, phraseGroups(say, answer.events, say.caption)), answer.events);
  return answerQuestionPart({ ...input, scenes: answer.events, trusted: undefined });
}

function countTimes(say: PhraseBook, { count, perhaps, events, otherwise, doubtful }: RememberedAnswer): AnswerDraft {
  const more = perhaps === 0 ? '' : say.perhapsMore(perhaps, doubtful.length === 0 ? '' : timesOf(say, doubtful));
  const [odd] = otherwise;
  const doubt = odd ? say.otherCaptionAt(odd.caption, say.when(odd, false)) : '';
  return draft(`${say.countedTimes(count, timesOf(say, events, count))}${more}${doubt}`, events);
}

function countDoubtful(say: PhraseBook, { perhaps, doubtful }: RememberedAnswer): AnswerDraft {
  const [odd] = doubtful;
  const caption = odd && doubtful.length === 1 ? say.whereCaptionSays(odd.caption) : '';
  return draft(say.perhapsOnly(perhaps, `${timesOf(say, doubtful)}${caption}`), doubtful);
}

function timesOf(say: PhraseBook, scenes: readonly Scene[], count = scenes.length): string {
  return say.times(
    scenes.map((scene) => say.when(scene, fromSeveralVideos(scenes))),
    count,
  );
}

function answerOnSide(input: AnswerInput, answer: RememberedAnswer, anchor: Anchor): AnswerDraft | undefined {
  const { reading, clause, say } = input;
  const { anchors, events, unsureAnchor } = answer;
  const [from] = anchors;
  if (!from) return undefined;
  if (reading.intent === 'yes-no') return answerWhether(input, answer, from);
  if (reading.intent === 'count-times') {
    return answer.count > 0
      ? draft(`${countTimes(say, answer).text} ${fromWords(say, from)}`, events)
      : draft(say.noTimesBeside(anchor.relation, from.caption, say.when(from, false)), [from]);
  }
  const [next] = events;
  if (!next) {
    return clause.units.length > 0 || unsureAnchor ? undefined : draft(say.noneOnSide(anchor.relation), []);
  }
  const told = answerQuestionPart({ ...input, scenes: [next], trusted: undefined });
  if (!unsureAnchor) return told;
  const doubt = say.fitsBest(anchor.clause?.description ?? '', say.when(from, false), from.caption);
  return { ...told, text: `${told.text}${doubt}` };
}

/** "Does the red dog jump before the blue cat sits down?" */
function answerWhether({ reading, say }: AnswerInput, answer: RememberedAnswer, from: Scene): AnswerDraft | undefined {
  const [told] = answer.events;
  const at = (scene: Scene): string => say.saidAt(say.caption(scene), say.when(scene, false));
  if (told) return draft(say.sentence(say.yes(say.both(at(told), at(from)))), [told]);
  return reading.clause.units.length > 0 ? undefined : draft(say.sentence(say.no(fromWords(say, from))), [from]);
}

function fromWords(say: PhraseBook, from: Scene): string {
  return say.sentence(say.countedFrom(from.caption, say.when(from, false)));
}
