import type { AnswerWords } from '../domain/answer.js';
import { temporalIou } from '../domain/time-span.js';
import type { VideoId } from '../domain/video.js';
import { containsPhrase } from './contains-phrase.js';
import { firstNumber } from './first-number.js';
import type { ExpectedAnswer } from './truth-set.js';

const yesOrNo = {
  yes: /^[^\p{L}\p{N}]*(?:yes\b|(?:是|有|对|会|能|可以)(?!没|不|否))/iu,
  no: /^[^\p{L}\p{N}]*(?:no\b|不|没|否|无)/iu,
} as const;

/** Temporal IoU with the true span from which a citation is right. */
const leastSpanIou = 0.3;

/**
 * Whether an answer is right.
 * - `words`: something was found, every word of `all` is said, and no word of `none` but those that the question says.
 * - `span`: something was found, and the first citation lies in the video, with IoU ≥ 0.3 to the span.
 * - `number`: the first number said is the value; markers, quoted titles and times are not numbers.
 * - `yes-no`: the answer begins with that word (是, 有, 对 …, 不, 没 … in Chinese).
 * - `not-found`: the answer says that nothing was found.
 */
export function judgeAnswer(
  expected: ExpectedAnswer,
  answer: AnswerWords,
  question: string,
  videoId: VideoId,
): boolean {
  switch (expected.kind) {
    case 'words':
      return (
        answer.found &&
        expected.all.every((phrase) => containsPhrase(answer.text, phrase)) &&
        !expected.none.some((phrase) => containsPhrase(answer.text, phrase) && !containsPhrase(question, phrase))
      );
    case 'span': {
      const first = answer.citations[0];
      return answer.found && first?.videoId === videoId && temporalIou(first.span, expected.span) >= leastSpanIou;
    }
    case 'number':
      return firstNumber(answer.text) === expected.value;
    case 'yes-no':
      return yesOrNo[expected.value].test(answer.text);
    case 'not-found':
      return !answer.found;
  }
}
