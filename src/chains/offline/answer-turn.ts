import type { EvidenceLine } from '../../tools/evidence-line.js';
import type { AnswerDraft, AnswerInput } from './answer-input.js';
import { answerInOrder } from './answer-order.js';
import { answerQuestionPart } from './answer-question.js';
import { readCaptionFacts } from './caption-fact.js';
import { changeClause, findScenes, inReach, roleOf, sceneAt, toScenes, type Scene } from './match-facts.js';
import { says } from './meaning-units.js';
import type { Clause, QuestionReading } from './question-reading.js';
import { readSearchVerdict, type SearchVerdict, type TurnEvidence } from './turn-evidence.js';

const sureEnough = 0.6;

/** All that is known about a question when the tools have answered. */
export function gatherInput(reading: QuestionReading, turn: TurnEvidence): AnswerInput {
  const lines = turn.results
    .filter((result) => result.tool === 'caption_moment' || result.tool === 'search_moments')
    .flatMap((result) => result.lines);
  const scenes = inReach(inNamedVideo(toScenes(readCaptionFacts(captionsFirst(lines, turn))), reading), reading);
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

/** A span that both tools gave has one number: the caption's line is the fuller one and comes last, so that it stays. */
function captionsFirst(lines: readonly EvidenceLine[], turn: TurnEvidence): EvidenceLine[] {
  const captioned = new Set(
    turn.results
      .filter((result) => result.tool === 'caption_moment')
      .flatMap((result) => result.lines.map((line) => line.number)),
  );
  const fromCaptions = turn.results
    .filter((result) => result.tool === 'caption_moment')
    .flatMap((result) => result.lines);
  // With the whole story known, a search hit that is no shot of its own would be counted twice.
  return fromCaptions.length > 0 ? fromCaptions : lines.filter((line) => !captioned.has(line.number));
}
