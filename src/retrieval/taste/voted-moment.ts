import type { SignalStrengths } from '../../domain/feedback/taste.js';
import type { Moment } from '../../domain/moment.js';
import { joinEvidence } from '../deduplicate-moments.js';
import { signalStrengths, type ShotSignals } from '../shot-signals.js';
import { partsSaid, type DescribedParts } from './described-parts.js';

/** A moment on its way through a search, with the signals that brought it up. */
export interface VotedMoment extends Moment {
  readonly votes: {
    /** Of the shot that shows it. */
    readonly shot?: ShotSignals;
    /** Share of the description's words that are said, 0 to 1. */
    readonly speech: number;
  };
}

/** Joins two moments that are one, and their votes. */
export function joinVotes(best: VotedMoment, other: VotedMoment): VotedMoment {
  const shot = best.votes.shot ?? other.votes.shot;
  const votes = { ...(shot && { shot }), speech: Math.max(best.votes.speech, other.votes.speech) };
  return { ...joinEvidence(best, other), votes };
}

/** The moment as others know it. */
export function withoutVotes({ votes: _votes, ...moment }: VotedMoment): Moment {
  return moment;
}

/** The votes for a moment as a taste weighs them. */
export function strengthsOf({ votes: { shot, speech } }: VotedMoment, parts: DescribedParts): SignalStrengths {
  const { frame, clip, action, match, words } = shot
    ? signalStrengths(shot)
    : { frame: 0, clip: 0, action: 0, match: 0, words: 0 };
  return { frame, clip, ...partsSaid(parts, shot?.shot.caption), action, match, words, speech };
}
