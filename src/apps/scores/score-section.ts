import type { AbsentKind } from '../../evaluation/absent-descriptions.js';
import { percentScore, shareScore, type BenchmarkScore } from '../../evaluation/benchmarks/benchmark.js';
import type {
  EvaluationResult,
  HighlightScore,
  LocalisationMap,
  LocalisationScore,
  MomentScore,
} from '../../evaluation/contracts.js';
import type { ReliabilityBin } from '../../evaluation/metrics/calibration-error.js';
import type { Rate } from '../../evaluation/rate.js';

/** Scores that belong together. */
export interface ScoreSection {
  readonly title: string;
  readonly scores: readonly BenchmarkScore[];
  /** Confidence against truth, drawn where there is room for a picture. */
  readonly reliability?: readonly ReliabilityBin[];
}

type MakeSection = (title: string, ...rows: (readonly [string, Rate])[]) => ScoreSection;

const absentKinds: Readonly<Record<AbsentKind, string>> = {
  'one-changed': 'one thing changed',
  'all-changed': 'all things changed',
  outside: 'from outside',
};

/** The scores of a library against truth, as a person reads them. What a truth does not tell is left out. */
export function sectionsOf(result: EvaluationResult): ScoreSection[] {
  const {
    retrieval,
    confidence,
    actions,
    localisation,
    boxes,
    moments,
    highlights,
    captions,
    qa,
    conversations,
    shots,
  } = result;
  const section: MakeSection = (title, ...rows) => ({
    title,
    scores: rows.filter(([, value]) => value !== null).map(([name, value]) => shareScore(name, value)),
  });
  const ranked = section(
    `Retrieval (${retrieval.queries} descriptions)`,
    ['R@1', retrieval.r1],
    ['R@5', retrieval.r5],
    ['R@10', retrieval.r10],
    [`R@1, unseen combinations (${retrieval.unseen.queries})`, retrieval.unseen.r1],
    ['R@5, unseen combinations', retrieval.unseen.r5],
  );
  const rank: BenchmarkScore = { name: 'median rank', value: retrieval.medianRank, unit: 'rank' };
  return [
    retrieval.medianRank === null ? ranked : { ...ranked, scores: [...ranked.scores, rank] },
    {
      ...section(
        `Confidence (${confidence.present} described shots, ${confidence.absent} absent things)`,
        ['expected calibration error', confidence.calibrationError],
        ['Brier score', confidence.brier],
        ['refused though it is there', confidence.falseRefusal],
        ['absent things refused', confidence.refusal],
        ...Object.entries(confidence.byKind).map(
          ([kind, { refusal, descriptions }]) =>
            [`refused: ${absentKinds[kind as AbsentKind]} (${descriptions})`, refusal] as const,
        ),
      ),
      reliability: confidence.reliability,
    },
    section(
      `Actions (${actions.shots} shots, ${actions.pairShots} of direction pairs)`,
      ['top-1', actions.top1],
      ['top-1 from one frame (the baseline)', actions.frameOnlyTop1],
      ['direction pairs', actions.directionPairs],
      ['direction pairs from one frame (the baseline)', actions.frameOnlyDirectionPairs],
    ),
    localisationSection(localisation, section),
    section(
      `Actors in the frame (${boxes.boxes} boxes)`,
      ['frame mAP@0.5', boxes.frameMap],
      ['frame mAP@0.5, actions from one frame (a baseline)', boxes.frameOnly],
      ['frame mAP@0.5, a fixed box (a baseline)', boxes.fixedBox],
    ),
    section(
      `Captions (${captions.shots} shots)`,
      ['actor, colour and action right', captions.exact],
      ['actor', captions.actor],
      ['colour', captions.colour],
      ['action', captions.action],
      ['place', captions.place],
    ),
    section(
      `Answers (${qa.questions} questions)`,
      ['right', qa.accuracy],
      ['refused when there is nothing to find', qa.refusal],
      ['refused though there is something', qa.falseRefusal],
      ...Object.entries(qa.byType).map(
        ([type, { accuracy, questions }]) => [`right: ${type} (${questions})`, accuracy] as const,
      ),
    ),
    conversationSection(conversations, section),
    section('Shot boundaries', ['precision', shots.precision], ['recall', shots.recall]),
    momentSection(moments),
    highlightSection(highlights),
  ].filter(({ scores }) => scores.length > 0);
}

function localisationSection(score: LocalisationScore, section: MakeSection): ScoreSection {
  const { located, withoutGate, fixedWindows, singleFrames, windows, windowsWithoutGate, saved, truths } = score;
  const at = ({ byThreshold }: LocalisationMap, wanted: number): Rate =>
    byThreshold.find(({ tiou }) => tiou === wanted)?.map ?? null;
  return section(
    `Actions in time (${truths} true spans)`,
    ...located.byThreshold.map(({ tiou, map }) => [`mAP at tIoU ${tiou}`, map] as const),
    ['mAP, average over 0.3 to 0.7', located.average],
    ['average without the motion gate', withoutGate.average],
    [`windows saved by the gate (${windows} of ${windowsWithoutGate} judged)`, saved],
    ['average of fixed windows (a baseline)', fixedWindows.average],
    ['at tIoU 0.5, of fixed windows', at(fixedWindows, 0.5)],
    ['average from single frames (a baseline)', singleFrames.average],
    ['at tIoU 0.5, from single frames', at(singleFrames, 0.5)],
  );
}

function conversationSection(score: EvaluationResult['conversations'], section: MakeSection): ScoreSection {
  if (!score) return { title: 'Conversations', scores: [] };
  const { accuracy, whole, byPosition, byLanguage, byType, citationOverlap, citationPrecision, grounding } = score;
  const shares = section(
    `Conversations (${score.conversations}, ${score.turns} turns)`,
    ['turns right', accuracy],
    ['conversations right throughout', whole],
    ...byPosition.map((turn, index) => [`right: turn ${index + 1} (${turn.turns})`, turn.accuracy] as const),
    ...byLanguage.map((turn) => [`right: language ${turn.language} (${turn.turns})`, turn.accuracy] as const),
    ...byType.map((turn) => [`right: ${turn.type} (${turn.turns})`, turn.accuracy] as const),
    ['right answers that cite the true moment', citationOverlap],
    ['citations that lie in it', citationPrecision],
    ['citations in spans that tools returned', grounding.returned],
    ['citation precision (tIoU 0.3)', grounding.precision],
    ['citation recall (tIoU 0.3)', grounding.recall],
    ['turns that used a fitting tool', grounding.toolChoice],
    ['wrong with a confirmed claim', grounding.wrongConfirmed],
    ['expected calibration error of the confidence', grounding.confidenceError],
  );
  const means: readonly BenchmarkScore[] = [
    { name: 'mean rounds', value: grounding.rounds, unit: 'number' },
    { name: 'unsupported statements an answer', value: grounding.unsupported, unit: 'number' },
  ];
  return { ...shares, scores: [...shares.scores, ...means.filter(({ value }) => value !== null)] };
}

function momentSection(moments: EvaluationResult['moments']): ScoreSection {
  if (!moments) return { title: 'Moments', scores: [] };
  const { learned, trainingFree, fixedWindows, frameOnly, queries } = moments;
  const rows = (way: string, { r1At05, r1At07, map }: MomentScore): BenchmarkScore[] => [
    percentScore(`R1@0.5, ${way}`, r1At05),
    percentScore(`R1@0.7, ${way}`, r1At07),
    percentScore(`mAP, ${way}`, map),
  ];
  const scores = [
    ...rows('learned', learned),
    ...rows('training-free', trainingFree),
    ...rows('windows of 4 s (a baseline)', fixedWindows),
    ...rows('frames alone (a baseline)', frameOnly),
  ];
  return { title: `Moments (${queries} descriptions)`, scores: scores.filter(({ value }) => value !== null) };
}

function highlightSection(highlights: EvaluationResult['highlights']): ScoreSection {
  if (!highlights) return { title: 'Highlights', scores: [] };
  const { learned, trainingFree, frameOnly, queryFree, queries } = highlights;
  const rows = (way: string, { fair, veryGood, hit1 }: HighlightScore): BenchmarkScore[] => [
    percentScore(`mAP (very good), ${way}`, veryGood),
    percentScore(`mAP (fair), ${way}`, fair),
    percentScore(`HIT@1, ${way}`, hit1),
  ];
  const scores = [
    ...rows('learned', learned),
    ...rows('training-free', trainingFree),
    ...rows('frames alone (the baseline)', frameOnly),
    ...rows('without a description', queryFree),
  ];
  return { title: `Highlights (${queries} descriptions)`, scores: scores.filter(({ value }) => value !== null) };
}
