import { tasteSignals, type SignalStrengths } from '../../src/domain/feedback/taste.js';
import type { RecordedSearch } from './record-searches.js';

const parts = ['subject', 'deed', 'place', 'spoken'] as const;

/** A line of the file: the query, and of each moment its score, its signals in the order of `tasteSignals`, what is true. */
interface RecordedLine {
  readonly query: string;
  readonly moments: readonly (readonly number[])[];
}

/** Recorded searches as JSON lines. */
export function printRecorded(searches: readonly RecordedSearch[]): string {
  return searches
    .map(({ query, moments }) => {
      const rows = moments.map(({ score, signals, truth }) => [
        score,
        ...tasteSignals.map((name) => signals[name]),
        ...parts.map((name) => Number(truth[name])),
      ]);
      return `${JSON.stringify({ query, moments: rows } satisfies RecordedLine)}\n`;
    })
    .join('');
}

/** Reads what {@link printRecorded} wrote. */
export function parseRecorded(text: string): RecordedSearch[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { query, moments } = JSON.parse(line) as RecordedLine;
      return {
        query,
        moments: moments.map(([score = 0, ...row]) => {
          const signals = Object.fromEntries(tasteSignals.map((name, index) => [name, row[index] ?? 0]));
          const truth = row.slice(tasteSignals.length).map((value) => value === 1);
          const [subject = false, deed = false, place = false, spoken = false] = truth;
          return { score, signals: signals as SignalStrengths, truth: { subject, deed, place, spoken } };
        }),
      };
    });
}
