import type { AnswerDraft, AnswerInput } from './answer-input.js';
import { answerWhichFirst, answerWhichOf } from './answer-alternatives.js';
import {
  answerCountActors,
  answerCountKinds,
  answerCountShots,
  answerCountSubjects,
  answerCountTimes,
  kindsOf,
} from './answer-count.js';
import { answerComparison } from './answer-comparison.js';
import { answerChat, answerLibrary, answerUnclear } from './answer-library.js';
import {
  answerColour,
  answerDuration,
  answerWhatAction,
  answerWhen,
  answerWhere,
  answerWho,
  answerWhoBeside,
} from './answer-parts.js';
import { answerSaid } from './answer-said.js';
import { answerChapters } from './answer-chapters.js';
import { answerDescribe, answerWhatHappens } from './answer-story.js';
import { answerWhichVideos } from './answer-which-videos.js';
import { answerYesNo } from './answer-yes-no.js';
import type { Intent } from './question-reading.js';

const answers: Readonly<Record<Intent, (input: AnswerInput) => AnswerDraft>> = {
  chat: answerChat,
  unclear: answerUnclear,
  'list-videos': answerLibrary,
  'count-videos': answerLibrary,
  'video-length': answerLibrary,
  'which-video': answerWhichVideos,
  'count-videos-showing': answerWhichVideos,
  compare: answerComparison,
  describe: (input) => answerChapters(input) ?? answerDescribe(input),
  chapters: (input) => answerChapters(input) ?? answerDescribe(input),
  when: answerWhen,
  'what-action': answerWhatAction,
  'what-happens': answerWhatHappens,
  who: answerWho,
  'who-beside': answerWhoBeside,
  where: answerWhere,
  colour: answerColour,
  'count-times': answerCountTimes,
  'count-subjects': answerCountSubjects,
  'count-shots': answerCountShots,
  'count-actors': answerCountActors,
  'count-actions': (input) => answerCountKinds(input, kindsOf.actions),
  'count-places': (input) => answerCountKinds(input, kindsOf.places),
  'count-colours': (input) => answerCountKinds(input, kindsOf.colours),
  'yes-no': answerYesNo,
  'which-of': answerWhichOf,
  'which-first': answerWhichFirst,
  duration: answerDuration,
  'said-when': answerSaid,
  'said-what': answerSaid,
  'said-yes-no': answerSaid,
  'said-count': answerSaid,
};

/** Words an answer to what a question wants to know, from the scenes it is given. */
export function answerQuestionPart(input: AnswerInput): AnswerDraft {
  return answers[input.reading.intent](input);
}
