import type { Feedback } from '../../domain/feedback/feedback.js';
import { feedbackTable } from '../../domain/feedback/feedback-table.js';
import { preferencePairs } from '../../domain/feedback/preference-pairs.js';

/** What feedback can be written as. */
export const feedbackFormats = ['dpo', 'csv', 'json'] as const;

/** One of {@link feedbackFormats}. */
export type FeedbackFormat = (typeof feedbackFormats)[number];

/**
 * Feedback as a text: `dpo`, preference pairs as JSON lines with `prompt`, `chosen` and `rejected`; `csv`, a table of all of
 * it; `json`, all that is kept, signals included. Empty where there is nothing to say (`csv` has its header, `json` its list).
 */
export function exportFeedback(feedback: readonly Feedback[], format: FeedbackFormat): string {
  switch (format) {
    case 'dpo':
      return preferencePairs(feedback)
        .map((pair) => `${JSON.stringify(pair)}\n`)
        .join('');
    case 'csv':
      return feedbackTable(feedback);
    case 'json':
      return `${JSON.stringify(feedback, null, 2)}\n`;
  }
}
