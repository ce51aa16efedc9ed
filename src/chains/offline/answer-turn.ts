import type { EvidenceLine } from '../../tools/evidence-line.js';
import type { AnswerDraft, AnswerInput } from './answer-input.js';
import { answerInOrder } from './answer-order.js';
import { answerQuestionPart } from './answer-question.js';
import { readCaptionFacts } from './caption-fact.js';
import { changeClause, findScenes, inReach, sceneAt, toScenes, type Scene } from './match-facts.js';
import { chinesePhrases } from './chinese-phrases.js';
import { englishPhrases } from './english-phrases.js';
import { says } from '../../domain/wording/meaning-units.js';
import { isCutShort } from './plan-tool-calls.js';
import type { Clause, QuestionReading } from './question-reading.js';
import { readSearchVerdict, type SearchVerdict, type TurnEvidence } from './turn-evidence.js';

// Confidence is calibrated: below this, more wrong moments are let in than right ones are won.
const sureEnough = 0.5;

/** All that is known about a question when the tools have answered. */
export function gatherInput(reading: QuestionReading, turn: TurnEvidence): AnswerInput {
  const say = reading.language === 'zh' ? chinesePhrases : englishPhrases;
  const scenes = inReach(inNamedVideo(toScenes(readCaptionFacts(captionLines(turn))), reading), reading);
  const clause = reading.changes ? changeClause(reading.changes, reading.clause, scenes) : reading.clause;
  const verdict = readSearchVerdict(turn.results);
  const focused =
    reading.focus && !reading.anchor ? reading.focus.flatMap((focus) => sceneAt(scenes, focus) ?? []) : [];
  if (focused.length > 0) {
    const anything = { ...clause, units: [], beside: [] };
    return { reading, clause: anything, scenes: focused, verdict, trusted: undefined, turn, say };
  }
  const searched = reading.anchor?.clause ?? clause;
  return { reading, clause, scenes, verdict, trusted: trustedScene(scenes, searched, verdict), turn, say };
}

/** Words the answer to a turn's question; owns up where it rests on the search against the caption. */
export function answerTurn(input: AnswerInput): AnswerDraft {
  const { anchor } = input.reading;
  const answer = anchor ? answerInOrder(input, anchor) : answerQuestionPart(input);
  const { trusted, scenes } = input;
  const doubtful =
    trusted && answer.text.includes(`[${trusted.number}]`) && findScenes(scenes, input.clause).length === 0;
  if (!doubtful || anchor) return answer;
  const caption = scenes.find((scene) => scene.number === trusted.number)?.caption ?? '';
  return { ...answer, text: `${answer.text}${input.say.otherCaptionAt(caption)}` };
}

/**
 * The search's best scene, told as it was asked for: where the search is sure and the caption lacks no more than one of
 * the things asked for. A caption may be wrong in a word, or may say it in other words.
 */
function trustedScene(scenes: readonly Scene[], clause: Clause, verdict: SearchVerdict | undefined): Scene | undefined {
  if (verdict?.found !== true || verdict.confidence < sureEnough || clause.beside.length > 0) return undefined;
  const hit = scenes.find((scene) => scene.number === verdict.lines[0]?.number);
  if (!hit) return undefined;
  const missing = clause.units.filter((unit) => !says(hit.mainMeaning, unit));
  if (missing.length > 1 || missing.length === clause.units.length) return undefined;
  const place = clause.description.includes(hit.place) ? '' : hit.place;
  return { ...hit, caption: `${clause.description} ${place}`.trim() };
}

/** A title that the question names in plain words ("in beach trip") narrows the scenes to that video. */
function inNamedVideo(scenes: Scene[], reading: QuestionReading): Scene[] {
  const wanted = reading.video?.toLowerCase();
  if (wanted === undefined) return scenes;
  const named = scenes.filter((scene) => scene.videoTitle.toLowerCase() === wanted);
  return named.length > 0 ? named : scenes;
}

/** The captions; where they are too many to be read whole, also those of the search's hits. */
function captionLines(turn: TurnEvidence): EvidenceLine[] {
  const linesOf = (tool: string) =>
    turn.results.filter((result) => result.tool === tool).flatMap((result) => result.lines);
  const captions = linesOf('caption_moment');
  if (!isCutShort(turn) || readSearchVerdict(turn.results)?.found !== true) return captions;
  const known = new Set(captions.map((line) => line.number));
  return [...captions, ...linesOf('search_moments').filter((line) => !known.has(line.number))];
}
