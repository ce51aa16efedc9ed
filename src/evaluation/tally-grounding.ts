import { splitStatements } from '../chains/verify/split-claims.js';
import type { Citation } from '../domain/answer.js';
import { temporalIou, type TimeSpan } from '../domain/time-span.js';
import type { VideoId } from '../domain/video.js';
import { usedFittingTool } from './fitting-tools.js';
import type { JudgedTurn } from './judged-turn.js';
import { expectedCalibrationError } from './metrics/calibration-error.js';
import { rateOf, shareOf, type Rate } from './rate.js';

/** What the answers of conversations rest on, and how they came about. `null` where no answer tells. */
export interface GroundingScore {
  /** Share of citations that lie in a span which a tool returned in their conversation. */
  readonly returned: Rate;
  /** Of turns that rest on one true moment: share of citations with a temporal IoU of at least 0.3 to it. */
  readonly precision: Rate;
  /** Share of those moments that a citation points at. */
  readonly recall: Rate;
  /** Of turns that called a tool: the share that called one which fits the kind of question. */
  readonly toolChoice: Rate;
  /** Mean number of times that the model set out to look. */
  readonly rounds: number | null;
  /** Mean number of statements, of an answer that found something, which cite nothing or were not confirmed. */
  readonly unsupported: number | null;
  /** Share of turns answered wrong with a confirmed claim. */
  readonly wrongConfirmed: Rate;
  /** Expected calibration error of the confidence in answers that found something, 0 to 1. */
  readonly confidenceError: Rate;
}

/** Temporal IoU from which a citation points at the true moment. */
const leastIou = 0.3;
/** Times are given in hundredths of a second. */
const slackSeconds = 0.02;

/** Sums up what answers rest on; a conversation's turns stand in order. */
export function tallyGrounding(turns: readonly JudgedTurn[]): GroundingScore {
  const answered = turns.flatMap((turn) => (turn.answer ? [{ ...turn, answer: turn.answer }] : []));
  const told = answered.flatMap((turn) => (turn.answer.lookedAt ? [{ turn, looks: turn.answer.lookedAt }] : []));
  const cited = told.flatMap(({ turn }) =>
    turn.answer.citations.map((citation) => ({ citation, returned: returnedUntil(turn, turns) })),
  );
  const resting = answered.filter(({ moment }) => moment !== undefined);
  const pointers = resting.flatMap((turn) => turn.answer.citations.map((citation) => pointsAt(citation, turn)));
  const choices = told.flatMap(({ turn, looks }) => {
    const fits = usedFittingTool(
      turn.type,
      looks.map(({ tool }) => tool),
    );
    return looks.length > 0 && fits !== undefined ? [fits] : [];
  });
  const found = answered.filter(({ answer }) => answer.found);
  const checked = found.filter(({ answer }) => answer.claims !== undefined);
  const sure = found.flatMap(({ answer: { confidence }, right }) =>
    confidence === undefined ? [] : [{ confidence, right }],
  );
  return {
    returned: shareOf(cited, ({ citation, returned }) => returned.some((span) => liesIn(citation, span))),
    precision: shareOf(pointers, (points) => points),
    recall: shareOf(resting, (turn) => turn.answer.citations.some((citation) => pointsAt(citation, turn))),
    toolChoice: shareOf(choices, (fits) => fits),
    rounds: meanOf(answered.flatMap(({ answer }) => answer.rounds ?? [])),
    unsupported: meanOf(checked.map(({ answer }) => unsupportedIn(answer))),
    wrongConfirmed:
      checked.length === 0
        ? null
        : rateOf(
            turns.filter(
              ({ right, answer }) => !right && answer?.claims?.some(({ verdict }) => verdict === 'confirmed'),
            ).length,
            turns.length,
          ),
    confidenceError: expectedCalibrationError(sure),
  };
}

interface ReturnedSpan {
  readonly videoId: VideoId;
  readonly span: TimeSpan;
}

/** What tools returned in a conversation up to a turn: later turns may cite what earlier ones looked at. */
function returnedUntil(turn: JudgedTurn, turns: readonly JudgedTurn[]): ReturnedSpan[] {
  return turns
    .filter(({ conversation, position }) => conversation === turn.conversation && position <= turn.position)
    .flatMap(({ answer }) => (answer?.lookedAt ?? []).flatMap(({ moments }) => moments));
}

function liesIn({ videoId, span }: Citation, returned: ReturnedSpan): boolean {
  return (
    videoId === returned.videoId &&
    span.startSeconds >= returned.span.startSeconds - slackSeconds &&
    span.endSeconds <= returned.span.endSeconds + slackSeconds
  );
}

function pointsAt({ videoId, span }: Citation, turn: JudgedTurn): boolean {
  return turn.moment !== undefined && videoId === turn.videoId && temporalIou(span, turn.moment) >= leastIou;
}

/** An answer that cites nothing at all is a plain yes or no: there is nothing to point at. */
function unsupportedIn({ text, citations, claims = [] }: NonNullable<JudgedTurn['answer']>): number {
  const open = claims.filter(({ verdict }) => verdict !== 'confirmed').length;
  const uncited = splitStatements(text).filter((statement) => statement.citations.length === 0).length;
  return open + (citations.length > 0 ? uncited : 0);
}

function meanOf(numbers: readonly number[]): number | null {
  return rateOf(
    numbers.reduce((sum, number) => sum + number, 0),
    numbers.length,
  );
}
