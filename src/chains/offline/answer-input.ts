import { parseEvidenceLine } from '../../tools/evidence-line.js';
import type { Scene } from './match-facts.js';
import type { PhraseBook } from './phrase-book.js';
import { findScenes, type MatchKind } from './match-facts.js';
import type { Clause, Focus, QuestionReading } from './question-reading.js';
import type { TurnEvidence, SearchVerdict } from './turn-evidence.js';
import { unknownVideo } from './unknown-video.js';

/** Everything that an answer may be made from. */
export interface AnswerInput {
  readonly reading: QuestionReading;
  /** What the asked-for moment must show. */
  readonly clause: Clause;
  /** The scenes in reach of the question, by video and time. */
  readonly scenes: readonly Scene[];
  readonly verdict: SearchVerdict | undefined;
  /** The scene that the search found for another wording of the clause, checked against the captions. */
  readonly trusted: Scene | undefined;
  readonly turn: TurnEvidence;
  /** How to say it. */
  readonly say: PhraseBook;
}

/** An answer before it is a message. */
export interface AnswerDraft {
  readonly text: string;
  /** The moments that "then", "it" and "there" mean in the next question. */
  readonly focus: readonly Focus[];
}

/** The scenes that a question is about: those that show the clause, else the one that the search is sure of. */
export function chosenScenes(input: AnswerInput, kinds?: readonly MatchKind[]): Scene[] {
  const found = findScenes(input.scenes, input.clause, kinds);
  const all = found.length > 0 ? found : input.trusted ? [input.trusted] : [];
  const { pick } = input.reading;
  return pick ? all.slice(pick === 'first' ? 0 : -1, pick === 'first' ? 1 : undefined) : all;
}

/** An answer about scenes. */
export function draft(text: string, scenes: readonly Scene[]): AnswerDraft {
  return {
    text,
    focus: scenes.slice(0, 8).map(({ videoTitle, span, subject, place }) => ({ videoTitle, span, subject, place })),
  };
}

/** Owns up to having found nothing, in words that the agent recognises as such. */
export function notFound(input: AnswerInput): AnswerDraft {
  const { clause, reading, turn, say } = input;
  const heldBack = turn.results
    .flatMap(({ words }) => words.split('\n'))
    .filter((line) => parseEvidenceLine(line) === undefined)
    .flatMap((line) => /Captions and actions are held back .*?trained on\./.exec(line)?.[0] ?? [])[0];
  const unknown = unknownVideo(turn);
  if (unknown !== undefined) return draft(say.noVideo(unknown), []);
  const told = say.notFound(clause, reading.video !== undefined);
  return draft(heldBack === undefined ? told : `${told} ${say.heldBack(heldBack)}`, []);
}

/** Without captions only the search can tell where something is. */
export function searchOnly({ scenes, verdict, clause, say }: AnswerInput): AnswerDraft | undefined {
  const hit = verdict?.found === true && scenes.length === 0 ? verdict.lines[0] : undefined;
  if (!hit) return undefined;
  return {
    text: say.bestMatch(clause, say.when(hit, true)),
    focus: [{ videoTitle: hit.videoTitle, span: hit.span, subject: '', place: '' }],
  };
}
