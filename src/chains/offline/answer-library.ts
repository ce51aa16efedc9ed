import { fieldText } from '../../tools/evidence-line.js';
import { draft, type AnswerDraft, type AnswerInput } from './answer-input.js';
import { listInWords, quoted, sentence } from './phrase-scenes.js';

/** Questions about the library itself: which videos there are, how many, how long. */
export function answerLibrary(input: AnswerInput): AnswerDraft {
  const { reading, turn } = input;
  const lines = turn.results.filter((result) => result.tool === 'list_videos').flatMap((result) => result.lines);
  if (lines.length === 0) return draft('I could not find any videos in the library. Index some first.', []);
  const wanted = reading.video?.toLowerCase();
  const named = wanted === undefined ? [] : lines.filter((line) => line.videoTitle.toLowerCase() === wanted);
  const meant = named.length > 0 ? named : lines;
  const told = listInWords(
    meant.map((line) => `${quoted(line.videoTitle)} (${fieldText(line, 'details') ?? ''}) [${line.number}]`),
    30,
  );
  if (reading.intent === 'video-length') return draft(sentence(told), []);
  const count = `${meant.length} video${meant.length === 1 ? '' : 's'}`;
  return draft(sentence(`${count}: ${told}`), []);
}

/** What the offline model is for, said to a greeting. */
export function answerChat(): AnswerDraft {
  return draft(
    'Ask me about your videos: when something happens, who does it, where, how many times, what comes before or after, or what is said. Without a language model I understand plain questions in English.',
    [],
  );
}

/** Said to a question in which nothing to look for was understood. */
export function answerUnclear(): AnswerDraft {
  return draft(`I could not find out what you are asking for. ${answerChat().text}`, []);
}
