/**
 * What can speak for a moment, and what a taste weighs: the best frame and clip, who acts, what is done and where as the
 * caption says it, the named action, the match head, the words that stand out, and what is said in the video.
 */
export const tasteSignals = [
  'frame',
  'clip',
  'subject',
  'deed',
  'place',
  'action',
  'match',
  'words',
  'speech',
] as const;

/** One of {@link tasteSignals}. */
export type TasteSignal = (typeof tasteSignals)[number];

/**
 * How strongly each signal speaks for one moment, 0 where it did not come up: deviations above an unrelated frame or clip
 * (-8 to 8), shares of what was asked for (`subject`, `deed`, `place`, `speech`; 0 to 1), a probability (`action`), log-odds
 * (`match`, -6 to 6).
 */
export type SignalStrengths = Readonly<Record<TasteSignal, number>>;

/**
 * What a library's users care for beyond what its model pack was fitted to: log-odds that are added to a moment's for one
 * unit of each signal. It orders what a search has found; whether anything was found is not its business.
 */
export type Taste = Readonly<Record<TasteSignal, number>>;

/** How well an order of moments agrees with thumbs; 0 to 1. */
export interface TasteScore {
  /** Share of the pairs of an up and a down of one query of which the up stands before the down; equal ones count half. */
  readonly pairwiseAccuracy: number;
  /** Normalised discounted cumulative gain of the first ten judged moments (Järvelin & Kekäläinen 2002), thumbs up as gain. */
  readonly ndcgAt10: number;
}

/** A taste that was fitted to a library's feedback, and what it was worth on feedback that it had not seen. */
export interface FittedTaste {
  readonly taste: Taste;
  /** What the ranking was made by when it was judged: `<pack>@<revision>`. */
  readonly pack: string;
  /** ISO 8601. */
  readonly fittedAt: string;
  /** Queries with thumbs of both kinds, and the pairs that these make. */
  readonly queries: number;
  readonly pairs: number;
  readonly heldOut: { readonly before: TasteScore; readonly after: TasteScore };
}
