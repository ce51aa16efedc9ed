import type { EvidenceLine } from '../../tools/evidence-line.js';
import type { AnswerDraft, AnswerInput } from './answer-input.js';
import { answerInOrder } from './answer-order.js';
import { answerQuestionPart } from './answer-question.js';
import { readCaptionFacts } from './caption-fact.js';
import { changeClause, findScenes, inReach, roleOf, sceneAt, toScenes, type Scene } from './match-facts.js';
import { says } from './meaning-units.js';
import { isCutShort } from './plan-tool-calls.js';
import type { Clause, QuestionReading } from './question-reading.js';
import { readSearchVerdict, type SearchVerdict, type TurnEvidence } from './turn-evidence.js';

const sureEnough = 0.6;

/** All that is known about a question when the tools have answered. */
export function gatherInput(reading: QuestionReading, turn: TurnEvidence): AnswerInput {
  const scenes = inReach(inNamedVideo(toScenes(readCaptionFacts(captionLines(turn))), reading), reading);
  const clause = reading.changes ? changeClause(reading.changes, reading.clause, scenes) : reading.clause;
  const verdict = readSearchVerdict(turn.results);
  const focused =
    reading.focus && !reading.anchor ? reading.focus.flatMap((focus) => sceneAt(scenes, focus) ?? []) : [];
  if (focused.length > 0)
    return {
      reading,
      clause: { ...clause, units: [], beside: [] },
      scenes: focused,
      verdict,
      trusted: undefined,
      turn,
    };
  return { reading, clause, scenes, verdict, trusted: trustedScene(scenes, clause, verdict, turn), turn };
}

/** Words the answer to a turn's question. */
export function answerTurn(input: AnswerInput): AnswerDraft {
  const { anchor } = input.reading;
  return anchor ? answerInOrder(input, anchor) : answerQuestionPart(input);
}

/** Whether the search should be checked against the clip itself: only it knows a scene for these words. */
export function needsVerification(input: AnswerInput): boolean {
  return input.trusted !== undefined && findScenes(input.scenes, input.clause).length === 0;
}

/**
 * The search's best scene, where only the clause's verb is missing from all captions and is no verb that would have
 * been told in other words: then the clause may be another wording. A scene that lacks a named colour, thing or place
 * is never trusted.
 */
function trustedScene(
  scenes: readonly Scene[],
  clause: Clause,
  verdict: SearchVerdict | undefined,
  turn: TurnEvidence,
): Scene | undefined {
  const { verb } = clause;
  if (!verb || verb.meaning.startsWith('~') || roleOf(verb, scenes) !== 'unseen') return undefined;
  if (verdict?.found !== true || verdict.confidence < sureEnough) return undefined;
  const hit = scenes.find((scene) => scene.number === verdict.lines[0]?.number);
  if (!hit) return undefined;
  const rest = clause.units.filter((unit) => unit !== verb);
  if (rest.length === 0 || !rest.every((unit) => says(hit.mainMeaning, unit))) return undefined;
  const denied = turn.results.some((result) => result.tool === 'ask_moment' && /\| answer "no\b/i.test(result.words));
  return denied ? undefined : hit;
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
