/** One way to do the same work; resolves to the seconds it took. */
export type Competitor = () => Promise<number>;

/**
 * Lets all competitors work once a round, in turn forwards and backwards, after one round that is not counted. Gives
 * each one's seconds, round by round.
 */
export async function measureRounds<Name extends string>(
  competitors: Readonly<Record<Name, Competitor>>,
  rounds: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(competitors) as Name[];
  const seconds = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const taken = await competitors[name]();
      if (round > 0) seconds[name].push(taken);
    }
  }
  return seconds;
}

/** Seconds that some work takes. */
export async function secondsOf(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** The middle value; the mean of the two middle ones when their number is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

/** The median of one competitor's time ÷ another's in the same round: what slows both down does not count. */
export function medianRatio(of: readonly number[], to: readonly number[]): number {
  return median(of.map((value, round) => value / (to[round] ?? NaN)));
}
