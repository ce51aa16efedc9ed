/**
 * How signals become one probability that a shot shows what was asked for: a logistic model over the features of
 * `ShotSignals`, σ(bias + Σ weight × feature). Weights are fitted on held-out episodes; a pack may bring its own.
 */
export interface SignalWeights {
  /** Log-odds of a shot about which nothing is known. */
  readonly bias: number;
  /** Per robust standard deviation by which the shot's best frame exceeds an unrelated frame. */
  readonly frame: number;
  /** The same for its best clip. */
  readonly clip: number;
  /** For all that the description says, said by the shot's caption as well, in proportion to the share said. */
  readonly caption: number;
  /** For a caption that says who acts, what is done and where. */
  readonly told: number;
  /** For an action label whose words all occur in the description, in proportion to its probability. */
  readonly action: number;
  /** Per unit of log-odds of the Q-Former's match head. */
  readonly match: number;
  /** Per deviation by which the description stands out among other words on the shot's best frame. */
  readonly words: number;
}

/**
 * From log-odds to calibrated log-odds: Platt's (1999) line, less the logarithm of one and the near misses that chance
 * brings. In a library twice as big twice as many shots come as near to what is not there, so that the same score is worth
 * less.
 */
export interface ScoreCalibration {
  readonly slope: number;
  readonly offset: number;
  /** Near misses for each shot that is searched, beside the one that any description has. */
  readonly nearMisses: number;
}

/** All numbers that retrieval is tuned by. */
export interface FusionWeights {
  /** For footage with captions, actions and clip tokens. */
  readonly learned: SignalWeights;
  /** For footage of which only vectors are known: unfamiliar, or indexed with a pack of frame and text towers only. */
  readonly vectorsOnly: SignalWeights;
  /**
   * For packs with an open vocabulary, where a description is judged among other words. There the line lies at four
   * deviations: of 30,000 words in a bell curve one comes as far by chance.
   */
  readonly amongWords: SignalWeights;
  /** From the log-odds of `learned` to those that the best shot of a search is right. */
  readonly calibration: ScoreCalibration;
  /** Probability from which the best moment counts as found. */
  readonly foundProbability: number;
  /** Moments below this share of the best one's probability are left out. */
  readonly tailShare: number;
  /** Probability of a subtitle that holds every word of the description; in proportion to the square of the share. */
  readonly transcriptProbability: number;
  /** Shots that are looked at again with the match head. */
  readonly rerankedShots: number;
}

/** Used unless the pack brings weights of its own. */
export const defaultFusionWeights: FusionWeights = {
  learned: { bias: -5, frame: 0.3, clip: 0.5, caption: 3, told: 0, action: 1, match: 0.5, words: 0 },
  vectorsOnly: { bias: -4.5, frame: 0.8, clip: 0.6, caption: 0, told: 0, action: 0, match: 0, words: 0 },
  amongWords: { bias: -8, frame: 0, clip: 0, caption: 2, told: 0, action: 1, match: 0.25, words: 2 },
  calibration: { slope: 1, offset: 0, nearMisses: 0 },
  foundProbability: 0.5,
  tailShare: 0.1,
  transcriptProbability: 0.9,
  rerankedShots: 16,
};
