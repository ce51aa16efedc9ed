import { formatSpan } from '../../domain/timestamp.js';
import { fieldText, type EvidenceLine } from '../../tools/evidence-line.js';
import { draft, notFound, type AnswerDraft, type AnswerInput } from './answer-input.js';
import { meaningSet, says } from '../../domain/wording/meaning-units.js';
import { cite, fromSeveralVideos, listInWords, quoted, sentence } from './phrase-scenes.js';

const mostQuoted = 8;

/** Questions about what is said: when something is mentioned, what is said of it, whether and how often. */
export function answerSaid(input: AnswerInput): AnswerDraft {
  const { reading, clause, turn } = input;
  const lines = turn.results
    .filter((result) => result.tool === 'read_transcript')
    .flatMap((result) => result.lines)
    .filter((line) => clause.units.every((unit) => says(meaningSet(fieldText(line, 'transcript') ?? ''), unit)))
    .toSorted((a, b) =>
      a.videoTitle < b.videoTitle ? -1 : a.videoTitle > b.videoTitle ? 1 : a.span.startSeconds - b.span.startSeconds,
    );
  const several = fromSeveralVideos(lines);
  const quote = (line: EvidenceLine) => `${quoted(fieldText(line, 'transcript') ?? '')} at ${placeOf(line, several)}`;
  if (lines.length === 0) {
    if (reading.intent === 'said-yes-no') return draft(`No, nothing that is said mentions "${clause.words}".`, []);
    if (clause.units.length === 0) return draft('I could not find anything that is said there.', []);
    return notFoundInWords(input);
  }
  const focus = lines.map((line) => ({ videoTitle: line.videoTitle, span: line.span, subject: '', place: '' }));
  const shown = lines.slice(0, mostQuoted);
  if (reading.intent === 'said-when') {
    return {
      text: sentence(
        `${clause.words || 'this'} is mentioned at ${listInWords(shown.map((line) => placeOf(line, several)))}: ${listInWords(shown.map((line) => quoted(fieldText(line, 'transcript') ?? '')))}`,
      ),
      focus,
    };
  }
  if (reading.intent === 'said-count') {
    const times = lines.length === 1 ? 'once (1 time)' : `${lines.length} times`;
    return {
      text: sentence(
        `${times}: at ${listInWords(
          lines.map((line) => placeOf(line, several)),
          20,
        )}`,
      ),
      focus,
    };
  }
  const told = listInWords(shown.map(quote));
  return { text: sentence(reading.intent === 'said-yes-no' ? `Yes, ${told}` : told), focus };
}

function placeOf(line: EvidenceLine, several: boolean): string {
  return `${formatSpan(line.span)}${several ? ` in ${quoted(line.videoTitle)}` : ''} ${cite(line)}`;
}

function notFoundInWords(input: AnswerInput): AnswerDraft {
  const refused = notFound(input);
  if (refused.text.startsWith('I could not find that video')) return refused;
  return draft(`I could not find anything said about "${input.clause.words}".`, []);
}
