import { formatSpan, formatTimestamp } from '../../domain/timestamp.js';
import { fieldText } from '../../tools/evidence-line.js';
import { draft, type AnswerDraft, type AnswerInput } from './answer-input.js';
import { summaryTool } from './plan-overview.js';

/** Chapters of which more is told than their titles. */
const fewChapters = 6;
const mostTold = 40;

/** A whole video chapter by chapter; `undefined` where its chapters were not asked for, or could not be had. */
export function answerChapters({ reading, turn, say }: AnswerInput): AnswerDraft | undefined {
  const lines = turn.results.filter(({ tool }) => tool === summaryTool).flatMap((result) => result.lines);
  if (lines.length === 0) return undefined;
  const withText = reading.intent === 'describe' && lines.length <= fewChapters;
  const told = lines.slice(0, mostTold).map((line) => {
    const title = fieldText(line, 'details') ?? '';
    const text = withText ? fieldText(line, 'caption') : undefined;
    return say.story(formatSpan(line.span), text ?? title, `[${line.number}]`);
  });
  const length = formatTimestamp(lines.at(-1)?.span.endSeconds ?? 0);
  const focus = lines.slice(0, 8).map(({ videoTitle, span }) => ({ videoTitle, span, subject: '', place: '' }));
  return { ...draft(say.chapters(lines.length, length, told.join(' ')), []), focus };
}
