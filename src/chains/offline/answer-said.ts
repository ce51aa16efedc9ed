import { fieldText, type EvidenceLine } from '../../tools/evidence-line.js';
import { draft, notFound, type AnswerDraft, type AnswerInput } from './answer-input.js';
import { meaningSet, says } from '../../domain/wording/meaning-units.js';
import { fromSeveralVideos } from './phrase-scenes.js';

const mostQuoted = 8;

/** Questions about what is said: when something is mentioned, what is said of it, whether and how often. */
export function answerSaid(input: AnswerInput): AnswerDraft {
  const { reading, clause, turn, say } = input;
  const lines = turn.results
    .filter((result) => result.tool === 'read_transcript')
    .flatMap((result) => result.lines)
    .filter((line) => isAbout(fieldText(line, 'transcript') ?? '', input))
    .toSorted((a, b) =>
      a.videoTitle < b.videoTitle ? -1 : a.videoTitle > b.videoTitle ? 1 : a.span.startSeconds - b.span.startSeconds,
    );
  const several = fromSeveralVideos(lines);
  const quote = (line: EvidenceLine) =>
    say.saidAt(say.quote(fieldText(line, 'transcript') ?? ''), say.when(line, several));
  const topic = reading.spoken ?? clause.words;
  if (lines.length === 0) {
    if (reading.intent === 'said-yes-no') return draft(say.neverMentioned(topic), []);
    if (clause.units.length === 0) return draft(say.noSpeech(), []);
    return notFoundInWords(input);
  }
  const focus = lines.map((line) => ({ videoTitle: line.videoTitle, span: line.span, subject: '', place: '' }));
  const shown = lines.slice(0, mostQuoted);
  const whens = shown.map((line) => say.when(line, several));
  if (reading.intent === 'said-when') {
    const quotes = shown.map((line) => say.quote(fieldText(line, 'transcript') ?? ''));
    return { text: say.mentioned(topic, say.list(whens), say.list(quotes)), focus };
  }
  if (reading.intent === 'said-count') {
    const all = lines.map((line) => say.when(line, several));
    return { text: say.saidTimes(lines.length, say.list(all, 20)), focus };
  }
  const told = say.list(shown.map(quote));
  return { text: say.sentence(reading.intent === 'said-yes-no' ? say.yes(told) : told), focus };
}

/** Whether a line is about what was asked for, in English or in the question's own words. */
function isAbout(line: string, { clause, reading }: AnswerInput): boolean {
  if (reading.spoken !== undefined && line.includes(reading.spoken)) return true;
  const set = meaningSet(line);
  return clause.units.every((unit) => says(set, unit));
}

function notFoundInWords(input: AnswerInput): AnswerDraft {
  const { turn, say, reading, clause } = input;
  if (turn.results.some(({ words }) => words.startsWith('No video is called '))) return notFound(input);
  return draft(say.noSpeechAbout(reading.spoken ?? clause.words), []);
}
