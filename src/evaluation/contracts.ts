import type { Answer, AnswerWords } from '../domain/answer.js';
import type { VideoId } from '../domain/video.js';
import type { ClipEncoder, EncoderSet } from '../encoders/contracts.js';
import type { LibraryReader } from '../library/contracts.js';
import type { ReadFrames } from '../media/contracts.js';
import type { ActionLocator, MomentSearch, SpatialLocator } from '../retrieval/contracts.js';
import type { AbsentKind } from './absent-descriptions.js';
import type { ReliabilityBin } from './metrics/calibration-error.js';
import type { Percent } from './metrics/percent.js';
import type { Rate } from './rate.js';
import type { GroundingScore } from './tally-grounding.js';
import type { ExpectedAnswer } from './truth-set.js';

/** What is scored: a library that holds the truth's videos, and what answers from it. */
export interface EvaluationDependencies {
  readonly library: LibraryReader;
  readonly search: MomentSearch;
  /** Answers one question from one video; only questions of one thread know each other. */
  readonly ask: (
    question: string,
    videoId: VideoId,
    options: { readonly threadId?: string; readonly signal?: AbortSignal },
  ) => Promise<AnswerWords & Partial<Answer>>;
  readonly readFrames: ReadFrames;
  /** The pack's clip encoder: tells the direction pairs apart. Without it that score is `null`. */
  readonly clip?: ClipEncoder;
  /** The baseline that sees one frame (`framesPerClip` 1), trained like `clip`. Without it its scores are `null`. */
  readonly frameAction?: ClipEncoder;
  /** Finds actors in the frame. Without it the scores of boxes are `null`. */
  readonly spatialLocator?: SpatialLocator;
  /** What locates actions in time, and the same with the baseline in the clip encoder's place. Without them scores are `null`. */
  readonly locators?: { readonly clips: ActionLocator; readonly frames?: ActionLocator };
  /** What moments and highlights are found with. Without it those scores are `null`. */
  readonly encoders?: Pick<EncoderSet, 'text' | 'qformer' | 'moments'>;
}

export interface EvaluationOptions {
  /** Ends the run with `ABORTED`. */
  readonly signal?: AbortSignal;
}

/** Text → shot, over the whole library. */
export interface RetrievalScore {
  /** Shares of queries whose shot is among the first 1, 5, 10 moments (temporal IoU ≥ 0.5). */
  readonly r1: Rate;
  readonly r5: Rate;
  readonly r10: Rate;
  /** A query that is not found among 10 counts as rank 11. */
  readonly medianRank: number | null;
  readonly queries: number;
  /** The same for combinations kept out of training. */
  readonly unseen: { readonly r1: Rate; readonly r5: Rate; readonly queries: number };
}

/** What a search's confidence is worth, over descriptions of what is there and of what is not. */
export interface ConfidenceScore {
  /** Expected calibration error, 0 to 1, in ten bins: of the confidence that the best moment is the right one. */
  readonly calibrationError: Rate;
  /** Mean squared distance of confidence from truth, 0 to 1. */
  readonly brier: Rate;
  /** The ten bins. */
  readonly reliability: readonly ReliabilityBin[];
  /** Share of absent things that were refused. */
  readonly refusal: Rate;
  /** Share of described shots that were refused. */
  readonly falseRefusal: Rate;
  readonly present: number;
  readonly absent: number;
  /** Refusals by how far from what is shown the absent thing lies. */
  readonly byKind: Readonly<Record<AbsentKind, { readonly refusal: Rate; readonly descriptions: number }>>;
}

/** The clip encoder against true actions. */
export interface ActionScore {
  /** Share of true shots whose best label in the library is right. */
  readonly top1: Rate;
  /** Share of shots of a direction pair for which the true action is likelier than its reversal. */
  readonly directionPairs: Rate;
  /** The same two for the baseline, which sees one frame of the shot. */
  readonly frameOnlyTop1: Rate;
  readonly frameOnlyDirectionPairs: Rate;
  readonly shots: number;
  readonly pairShots: number;
}

/** Mean average precision of temporal action localisation as THUMOS-14 measures it. */
export interface LocalisationMap {
  /** Mean over the thresholds. */
  readonly average: Rate;
  /** Temporal IoU 0.3 to 0.7 in steps of 0.1. */
  readonly byThreshold: readonly { readonly tiou: number; readonly map: Rate }[];
}

/** When actions happen, against true beginnings and ends. */
export interface LocalisationScore {
  readonly located: LocalisationMap;
  /** The same with dense windows everywhere, whatever moves. */
  readonly withoutGate: LocalisationMap;
  /** Single frames in the windows' place, with the same grouping and the same ends: what can be told without seeing time. */
  readonly singleFrames: LocalisationMap;
  /** The windows that indexing judged, with their labels, as they are. */
  readonly fixedWindows: LocalisationMap;
  /** Windows that the clip encoder judged, with and without the motion gate. */
  readonly windows: number;
  readonly windowsWithoutGate: number;
  /** Share of the windows that the gate saved. */
  readonly saved: Rate;
  /** True actions. */
  readonly truths: number;
}

/** Stored captions: shares of true shots whose caption names what is true. */
export interface CaptionScore {
  /** Actor, colour and action together. */
  readonly exact: Rate;
  readonly actor: Rate;
  readonly colour: Rate;
  readonly action: Rate;
  readonly place: Rate;
  readonly shots: number;
}

/** Answers to questions. */
export interface AnswerScore {
  readonly accuracy: Rate;
  /** Share of the questions without an answer that were refused. */
  readonly refusal: Rate;
  /** Share of the questions after something that is there which were refused. */
  readonly falseRefusal: Rate;
  readonly questions: number;
  /** Questions that ended in an error; they count as wrong. */
  readonly failed: number;
  readonly byType: Readonly<Record<string, { readonly accuracy: Rate; readonly questions: number }>>;
}

/** A share of turns. */
interface TurnScore {
  readonly accuracy: Rate;
  readonly turns: number;
}

/** Conversations: questions that follow from each other. */
export interface ConversationScore {
  /** Share of turns answered right. */
  readonly accuracy: Rate;
  /** Share of conversations of which every turn was. */
  readonly whole: Rate;
  /** The first turn, the second, and so on. */
  readonly byPosition: readonly TurnScore[];
  readonly byLanguage: readonly (TurnScore & { readonly language: string })[];
  readonly byType: readonly (TurnScore & { readonly type: string })[];
  /** Of right answers that rest on a moment: the share of which a citation points at it (temporal IoU of at least 0.3). */
  readonly citationOverlap: Rate;
  /** Share of their citations of which at least half is that moment. */
  readonly citationPrecision: Rate;
  readonly grounding: GroundingScore;
  readonly conversations: number;
  readonly turns: number;
  /** Share of turns that ended in an error; they count as wrong. */
  readonly failed: Rate;
}

/** Shot boundaries found within 0.3 s of true ones, each counted once; the first frame is none. */
export interface BoundaryScore {
  readonly precision: Rate;
  readonly recall: Rate;
}

/** Spatio-temporal detection: AVA's frame mAP at IoU 0.5, one frame a second while an action happens. */
export interface BoxScore {
  /** The mean over all actions of the truth. */
  readonly frameMap: Rate;
  /** Average precision of each action. */
  readonly byAction: Readonly<Record<string, Rate>>;
  /** The same boxes with the actions of the single-frame baseline. */
  readonly frameOnly: Rate;
  /** A fixed box in the middle of the picture with the library's action. */
  readonly fixedBox: Rate;
  /** True boxes. */
  readonly boxes: number;
}

/** One way of finding moments, as QVHighlights scores it. */
export interface MomentScore {
  /** Share of descriptions whose first span has a temporal IoU of at least 0.5, 0.7 with the true action. */
  readonly r1At05: Percent;
  readonly r1At07: Percent;
  /** Mean average precision over IoU 0.5 to 0.95. */
  readonly map: Percent;
}

/** Description → when the action happens, inside its own video. `learned` is `null` throughout without a predictor. */
export interface MomentScores {
  readonly learned: MomentScore;
  readonly trainingFree: MomentScore;
  /** Windows of 4 s. */
  readonly fixedWindows: MomentScore;
  /** Frame vectors alone. */
  readonly frameOnly: MomentScore;
  readonly queries: number;
}

/** One way of telling saliency: mean average precision at each level of QVHighlights, and its Hit@1. */
export interface HighlightScore {
  readonly fair: Percent;
  readonly good: Percent;
  readonly veryGood: Percent;
  readonly hit1: Percent;
  /** Descriptions, or videos, that have a very good clip. */
  readonly scoredAtVeryGood: number;
}

/** Saliency of each 2 s: for descriptions in three ways, and without one. */
export interface HighlightScores {
  readonly learned: HighlightScore;
  readonly trainingFree: HighlightScore;
  readonly frameOnly: HighlightScore;
  readonly queryFree: HighlightScore;
  readonly queries: number;
}

/** All scores of a run. */
export interface EvaluationResult {
  readonly retrieval: RetrievalScore;
  readonly confidence: ConfidenceScore;
  readonly actions: ActionScore;
  readonly localisation: LocalisationScore;
  readonly captions: CaptionScore;
  readonly qa: AnswerScore;
  readonly conversations: ConversationScore | null;
  readonly shots: BoundaryScore;
  readonly boxes: BoxScore;
  readonly moments: MomentScores | null;
  readonly highlights: HighlightScores | null;
  readonly episodes: number;
}

/** What a run says while it works; `finished` comes once, last. */
export type EvaluationEvent =
  | {
      readonly type: 'progress';
      readonly stage:
        | 'actions'
        | 'localisation'
        | 'boxes'
        | 'retrieval'
        | 'absent things'
        | 'moments'
        | 'highlights'
        | 'questions'
        | 'conversations';
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly type: 'query-ranked';
      readonly description: string;
      /** From 1; `undefined` when it was not among the first 10. */
      readonly rank: number | undefined;
      readonly unseen: boolean;
      readonly confidence: number;
      /** Whether the search said that nothing matches. */
      readonly refused: boolean;
    }
  | {
      readonly type: 'absent-searched';
      readonly description: string;
      readonly kind: AbsentKind;
      readonly refused: boolean;
      readonly confidence: number;
    }
  | {
      readonly type: 'question-judged';
      readonly videoId: VideoId;
      /** The question's sort. */
      readonly sort: string;
      readonly question: string;
      readonly expected: ExpectedAnswer;
      /** The answer's words, or the error's message. */
      readonly text: string;
      readonly right: boolean;
    }
  | { readonly type: 'finished'; readonly result: EvaluationResult };
