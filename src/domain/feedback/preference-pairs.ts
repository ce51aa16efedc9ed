import { plainLine } from '../plain-line.js';
import { formatSpan } from '../timestamp.js';
import { sameQueryKey, type Feedback } from './feedback.js';

/** One line of a data set for direct preference optimisation (Rafailov et al. 2023), with the names that trainers expect. */
export interface PreferencePair {
  readonly prompt: string;
  readonly chosen: string;
  readonly rejected: string;
}

/**
 * Every thumb up with every thumb down of the same query, moments with moments and answers with answers, in the order in
 * which they were given. A moment is told as `title 0:07–0:12: what is seen or said there`.
 */
export function preferencePairs(feedback: readonly Feedback[]): PreferencePair[] {
  const byQuery = new Map<string, Feedback[]>();
  for (const entry of feedback) {
    const key = `${entry.kind} ${sameQueryKey(entry.query)}`;
    byQuery.set(key, [...(byQuery.get(key) ?? []), entry]);
  }
  return [...byQuery.values()].flatMap((entries) => {
    const prompt = entries[0]?.query ?? '';
    const texts = (verdict: Feedback['verdict']): string[] =>
      entries.filter((entry) => entry.verdict === verdict).map(inWords);
    const rejections = texts('down');
    return texts('up').flatMap((chosen) =>
      rejections.filter((rejected) => rejected !== chosen).map((rejected) => ({ prompt, chosen, rejected })),
    );
  });
}

function inWords(entry: Feedback): string {
  if (entry.kind === 'answer') return entry.text;
  const place = `${entry.videoTitle} ${formatSpan(entry.span, true)}`;
  return plainLine(entry.text === '' ? place : `${place}: ${entry.text}`);
}
