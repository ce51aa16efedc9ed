import { firstOfTwo } from './answer-alternatives.js';
import { times } from './answer-count.js';
import { draft, type AnswerDraft, type AnswerInput } from './answer-input.js';
import { answerQuestionPart } from './answer-question.js';
import type { Scene } from './match-facts.js';
import { fromSeveralVideos, listInWords, phraseGroups, quoted, sentence, whenOf } from './phrase-scenes.js';
import type { Anchor } from './question-reading.js';
import type { RememberedAnswer } from './remembered-answer.js';

/**
 * Words an answer from the memory of events; `undefined` where it holds nothing that would answer, so that one must look
 * at the captions themselves.
 */
export function answerRemembered(input: AnswerInput, answers: readonly RememberedAnswer[]): AnswerDraft | undefined {
  const [answer] = answers;
  if (!answer) return undefined;
  const { intent, anchor } = input.reading;
  if (anchor) return answerOnSide(input, answer, anchor);
  if (intent === 'which-first') {
    const firsts = answers.flatMap(({ events }) => events.slice(0, 1));
    return firsts.length === answers.length && firsts.length === 2 ? firstOfTwo(input, firsts) : undefined;
  }
  if (intent === 'count-times' && answer.count === 0 && answer.doubtful.length > 0) return countDoubtful(answer);
  if (answer.count === 0 || answer.events.length === 0) return undefined;
  if (intent === 'count-times') return countTimes(answer);
  if (intent === 'duration')
    return draft(
      sentence(`${answer.seconds.toFixed(1)} seconds: ${phraseGroups(answer.events, (scene) => scene.caption)}`),
      answer.events,
    );
  return answerQuestionPart({ ...input, scenes: answer.events, trusted: undefined });
}

function countTimes({ count, perhaps, events, otherwise, doubtful }: RememberedAnswer): AnswerDraft {
  const more =
    perhaps === 0 ? '' : ` Perhaps ${times(perhaps)} more${doubtful.length === 0 ? '' : `: at ${timesOf(doubtful)}`}.`;
  const [odd] = otherwise;
  const doubt = odd ? ` This is less certain: the caption at ${whenOf(odd, false)} says ${quoted(odd.caption)}.` : '';
  return draft(`${sentence(`${times(count)}: at ${timesOf(events, count)}`)}${more}${doubt}`, events);
}

function countDoubtful({ perhaps, doubtful }: RememberedAnswer): AnswerDraft {
  const [odd] = doubtful;
  const caption = odd ? `, where the caption says ${quoted(odd.caption)}` : '';
  const told = doubtful.length === 1 ? `${timesOf(doubtful)}${caption}` : timesOf(doubtful);
  return draft(`0 times for certain, perhaps ${times(perhaps)}: at ${told}.`, doubtful);
}

function timesOf(scenes: readonly Scene[], count = scenes.length): string {
  const told = scenes.map((scene) => whenOf(scene, fromSeveralVideos(scenes)));
  return count > told.length ? `${told.join(', ')} and ${count - told.length} more` : listInWords(told, 40);
}

function answerOnSide(input: AnswerInput, answer: RememberedAnswer, anchor: Anchor): AnswerDraft | undefined {
  const { reading, clause } = input;
  const { anchors, events, unsureAnchor } = answer;
  const [from] = anchors;
  if (!from) return undefined;
  if (reading.intent === 'yes-no') return answerWhether(input, answer, from);
  if (reading.intent === 'count-times') {
    return answer.count > 0
      ? draft(`${countTimes(answer).text} ${fromWords(from)}`, events)
      : draft(`0 times ${anchor.relation} ${from.caption} at ${whenOf(from, false)}.`, [from]);
  }
  const [next] = events;
  if (!next) {
    return clause.units.length > 0 || unsureAnchor
      ? undefined
      : draft(`I could not find anything ${anchor.relation} that in the same video.`, []);
  }
  const told = answerQuestionPart({ ...input, scenes: [next], trusted: undefined });
  if (!unsureAnchor) return told;
  const doubt = `This is less certain: "${anchor.clause?.description ?? 'that'}" fits best at ${whenOf(from, false)}, where the caption says ${quoted(from.caption)}.`;
  return { ...told, text: `${told.text} ${doubt}` };
}

/** "Does the red dog jump before the blue cat sits down?" */
function answerWhether({ reading }: AnswerInput, answer: RememberedAnswer, from: Scene): AnswerDraft | undefined {
  const [told] = answer.events;
  if (told)
    return draft(
      sentence(`Yes, ${told.caption} at ${whenOf(told, false)}, and ${from.caption} at ${whenOf(from, false)}`),
      [told],
    );
  return reading.clause.units.length > 0 ? undefined : draft(sentence(`No, ${fromWords(from)}`), [from]);
}

function fromWords(from: Scene): string {
  return sentence(`counted from ${from.caption} at ${whenOf(from, false)}`);
}
