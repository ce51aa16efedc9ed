import type { TimeSpan } from '../domain/time-span.js';
import type { Shot, Video } from '../domain/video.js';
import type { FusionWeights, SignalWeights } from './fusion-weights.js';

/** All that speaks for one shot. A signal is absent when it did not come up. */
export interface ShotSignals {
  readonly video: Video;
  readonly shot: Shot;
  /** The best frame: its cosine, and by how many deviations it exceeds an unrelated frame. */
  frame?: { readonly timeSeconds: number; readonly cosine: number; readonly deviations: number };
  /** The best clip, in the same way. */
  clip?: { readonly clipId: number; readonly span: TimeSpan; readonly cosine: number; readonly deviations: number };
  /** Share of what the description says that the caption says too, 0 to 1. */
  caption?: number;
  /** The caption says who acts, what is done and where, as described. */
  told?: boolean;
  /** An action whose label the description names. */
  action?: { readonly label: string; readonly probability: number };
  /**
   * How far the description stands out among other words on the best frame (see `WordBackground`), and the part of a long
   * shot in which it does.
   */
  words?: { readonly deviations: number; readonly span?: TimeSpan };
  /** Probability of the match head, 0 to 1. */
  match?: number;
}

/** Deviations are not followed beyond this: one freak vector must not outvote everything else. */
const largestDeviations = 8;
const largestLogOdds = 6;

/** What a shot was compared with. */
export interface Competition {
  /**
   * Shots are compared by how the description stands out among other words: one for which that was not looked at counts as
   * one where it does not.
   */
  readonly amongWords?: boolean;
  /** How many shots were searched. */
  readonly shots?: number;
}

/**
 * Probability, 0 to 1, that the shot shows what was asked for.
 *
 * @param competition what the shot was compared with.
 */
export function fuseSignals(
  signals: ShotSignals,
  weights: FusionWeights,
  { amongWords, shots = 0 }: Competition = {},
): number {
  if (amongWords) return sigmoid(logOdds(signals, weights.amongWords));
  if (!isLearned(signals)) return sigmoid(logOdds(signals, weights.vectorsOnly));
  const { slope, offset, nearMisses } = weights.calibration;
  return sigmoid(slope * logOdds(signals, weights.learned) + offset - Math.log1p(nearMisses * shots));
}

function sigmoid(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

function logOdds(signals: ShotSignals, weights: SignalWeights): number {
  const strengths = signalStrengths(signals);
  return (
    weights.bias +
    weights.frame * strengths.frame +
    weights.clip * strengths.clip +
    weights.caption * strengths.caption +
    weights.told * strengths.told +
    weights.words * strengths.words +
    weights.action * strengths.action +
    weights.match * strengths.match
  );
}

/** What each weight is multiplied with: 0 for what did not come up, and nothing beyond the bounds. */
export function signalStrengths(signals: ShotSignals): Readonly<Record<Exclude<keyof SignalWeights, 'bias'>, number>> {
  return {
    frame: clamp(signals.frame?.deviations ?? 0, largestDeviations),
    clip: clamp(signals.clip?.deviations ?? 0, largestDeviations),
    caption: signals.caption ?? 0,
    told: signals.told === true ? 1 : 0,
    words: clamp(signals.words?.deviations ?? 0, largestDeviations),
    action: signals.action?.probability ?? 0,
    match: signals.match === undefined ? 0 : clamp(toLogOdds(signals.match), largestLogOdds),
  };
}

/** Whether the models' words about this shot were kept. */
function isLearned({ video, shot }: ShotSignals): boolean {
  return video.familiarity === 'familiar' && shot.caption !== undefined;
}

function toLogOdds(probability: number): number {
  return Math.log(Math.max(probability, 1e-9) / Math.max(1 - probability, 1e-9));
}

function clamp(value: number, largest: number): number {
  return Math.max(-largest, Math.min(largest, value));
}
