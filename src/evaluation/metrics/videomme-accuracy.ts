import {
  multipleChoiceAccuracy,
  multipleChoiceAccuracyBy,
  type ChoiceAccuracy,
  type ChosenOptions,
  type ScoredChoice,
  type UnansweredRule,
} from './multiple-choice-accuracy.js';

/** Video-MME's classes of video length: under 2 minutes, 4 to 15, 30 to 60. */
export const videoMmeDurations = ['short', 'medium', 'long'] as const;

/** One of {@link videoMmeDurations}. */
export type VideoMmeDuration = (typeof videoMmeDurations)[number];

/** A question of Video-MME as it is scored. */
export interface VideoMmeChoice extends ScoredChoice {
  readonly duration: VideoMmeDuration;
  /** Such as `Action Recognition`. */
  readonly taskType: string;
}

/** Accuracy of all questions, by length of the video and by task type (only those that occur). */
export interface VideoMmeAccuracy {
  readonly overall: ChoiceAccuracy;
  readonly byDuration: ReadonlyMap<VideoMmeDuration, ChoiceAccuracy>;
  readonly byTaskType: ReadonlyMap<string, ChoiceAccuracy>;
}

/**
 * Video-MME's accuracies, in percent. An unanswered question is wrong by default; `left-out` scores answered ones alone.
 *
 * Source: Fu et al., "Video-MME" (CVPR 2025), github.com/BradyFU/Video-MME.
 */
export function videoMmeAccuracy(
  questions: readonly VideoMmeChoice[],
  chosen: ChosenOptions,
  unansweredRule: UnansweredRule = 'wrong',
): VideoMmeAccuracy {
  return {
    overall: multipleChoiceAccuracy(questions, chosen, unansweredRule),
    byDuration: multipleChoiceAccuracyBy(questions, chosen, ({ duration }) => duration, unansweredRule),
    byTaskType: multipleChoiceAccuracyBy(questions, chosen, ({ taskType }) => taskType, unansweredRule),
  };
}
