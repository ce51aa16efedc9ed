import type { Intent, QuestionReading } from './question-reading.js';
import { pagesOf, type TurnEvidence } from './turn-evidence.js';

/** A tool call to make. */
export interface PlannedCall {
  readonly name: string;
  readonly args: Record<string, unknown>;
}

const mostPages = 8;
const searched: ReadonlySet<Intent> = new Set([
  'when',
  'who',
  'where',
  'colour',
  'yes-no',
  'which-video',
  'what-action',
  'what-happens',
  'count-times',
]);

/** The first look: which tools a question needs. */
export function planFirstCalls(reading: QuestionReading): PlannedCall[] {
  const { intent, clause, span } = reading;
  const video = reading.video === undefined ? {} : { video: reading.video };
  const within = span ? { from: span.startSeconds, to: Math.max(span.endSeconds, span.startSeconds) } : {};
  if (intent === 'chat' || intent === 'unclear') return [];
  if (intent === 'list-videos' || intent === 'count-videos' || intent === 'video-length')
    return [{ name: 'list_videos', args: {} }];
  if (intent.startsWith('said-')) {
    const about = clause.units.length > 0 ? { about: clause.words } : {};
    return [{ name: 'read_transcript', args: { ...about, ...video, ...within } }];
  }
  const calls: PlannedCall[] = [{ name: 'caption_moment', args: { ...video, ...within } }];
  // What only changes a part of the last question is clear when the captions are known.
  const sought = reading.anchor ? reading.anchor.clause : searched.has(intent) ? clause : undefined;
  if (sought && sought.units.length > 0 && !reading.changes && !reading.focus) {
    calls.push({ name: 'search_moments', args: { description: sought.description, ...video, ...within, limit: 10 } });
  }
  return calls;
}

/** The pages that a long answer still has, a bounded number of them. */
export function planFurtherPages(turn: TurnEvidence): PlannedCall[] {
  return turn.results.flatMap((result) => {
    const pages = Math.min(pagesOf(result), mostPages);
    if (pages === 1 || result.input['page'] !== undefined) return [];
    const seen = turn.results.filter((other) => other.tool === result.tool && other.input['page'] !== undefined).length;
    if (seen > 0) return [];
    return Array.from({ length: pages - 1 }, (_, index) => ({
      name: result.tool,
      args: { ...result.input, page: index + 2 },
    }));
  });
}

/** Whether the captions are too many to be read whole: then the search's hits must help. */
export function isCutShort(turn: TurnEvidence): boolean {
  return turn.results.some((result) => result.tool === 'caption_moment' && pagesOf(result) > mostPages);
}
