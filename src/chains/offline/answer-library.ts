import { fieldText } from '../../tools/evidence-line.js';
import { draft, type AnswerDraft, type AnswerInput } from './answer-input.js';

/** Questions about the library itself: which videos there are, how many, how long. */
export function answerLibrary(input: AnswerInput): AnswerDraft {
  const { reading, turn, say } = input;
  const lines = turn.results.filter((result) => result.tool === 'list_videos').flatMap((result) => result.lines);
  if (lines.length === 0) return draft(say.noVideos(), []);
  const wanted = reading.video?.toLowerCase();
  const named = wanted === undefined ? [] : lines.filter((line) => line.videoTitle.toLowerCase() === wanted);
  const meant = named.length > 0 ? named : lines;
  const told = say.list(
    meant.map((line) => say.video(line.videoTitle, fieldText(line, 'details') ?? '', `[${line.number}]`)),
    30,
  );
  if (reading.intent === 'video-length') return draft(say.sentence(told), []);
  return draft(say.countedVideos(meant.length, told), []);
}

/** What the offline model is for, said to a greeting. */
export function answerChat({ say }: AnswerInput): AnswerDraft {
  return draft(say.greeting(), []);
}

/** Said to a question in which nothing to look for was understood. */
export function answerUnclear({ say, reading }: AnswerInput): AnswerDraft {
  return draft(say.unclear(reading.unknown ?? []), []);
}
