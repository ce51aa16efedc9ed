import type { PlannedCall } from './planned-call.js';
import { isSummarized, planOverview, summaryTool } from './plan-overview.js';
import { memoryTool, planMemoryCalls, planMoreCalls, planWhichVideosCalls } from './plan-memory-calls.js';
import type { Intent, QuestionReading } from './question-reading.js';
import { pagesOf, type TurnEvidence } from './turn-evidence.js';

const mostPages = 8;
const searched: ReadonlySet<Intent> = new Set([
  'when',
  'who',
  'where',
  'colour',
  'yes-no',
  'which-video',
  'count-videos-showing',
  'what-action',
  'what-happens',
  'count-times',
]);

/**
 * What to look at next: the memory of events for questions of number and order; where it holds no answer, and for other
 * questions, the captions and the search; then the further pages of long answers.
 */
export function planNextCalls(
  reading: QuestionReading,
  turn: TurnEvidence,
  isThere: (tool: string) => boolean,
): PlannedCall[] {
  const usable = (calls: readonly PlannedCall[]): PlannedCall[] => calls.filter(({ name }) => isThere(name));
  if (turn.results.length === 0) {
    const remember = usable(planMemoryCalls(reading));
    return remember.length > 0 ? remember : usable(planFirstCalls(reading, turn));
  }
  if (reading.compareBy === 'more') return [];
  if (turn.results.every(({ tool }) => tool === memoryTool)) return usable(planFirstCalls(reading, turn));
  const overview = usable(planOverview(reading, turn));
  return overview.length > 0 ? overview : usable(planFurtherPages(turn));
}

/** The first look at the videos themselves: which tools a question needs. */
function planFirstCalls(reading: QuestionReading, turn: TurnEvidence): PlannedCall[] {
  const { intent, clause, span } = reading;
  const video = reading.video === undefined ? {} : { video: reading.video };
  const within = span ? { from: span.startSeconds, to: Math.max(span.endSeconds, span.startSeconds) } : {};
  if (intent === 'chat' || intent === 'unclear') return [];
  if (intent === 'list-videos' || intent === 'count-videos' || intent === 'video-length')
    return [{ name: 'list_videos', args: {} }];
  if (intent === 'chapters') return planOverview(reading, turn);
  if (intent.startsWith('said-')) {
    const { spoken } = reading;
    const topics = [...(clause.units.length > 0 ? [clause.words] : []), ...(spoken === undefined ? [] : [spoken])];
    const abouts = topics.length > 0 ? topics.map((about) => ({ about })) : [{}];
    return abouts.map((about) => ({ name: 'read_transcript', args: { ...about, ...video, ...within } }));
  }
  if (intent === 'compare') {
    const { videos = [] } = reading;
    if (reading.compareBy === 'more') return planMoreCalls(reading);
    return (videos.length > 0 ? videos : [undefined]).map((one) => ({
      name: 'caption_moment',
      args: one === undefined ? {} : { video: one },
    }));
  }
  const ofAll = intent === 'which-video' || intent === 'count-videos-showing' ? planWhichVideosCalls(reading) : [];
  const calls: PlannedCall[] = [...ofAll, { name: 'caption_moment', args: { ...video, ...within } }];
  // What only changes a part of the last question is clear when the captions are known.
  const sought = reading.anchor ? reading.anchor.clause : searched.has(intent) ? clause : undefined;
  if (sought && sought.units.length > 0 && !reading.changes && !reading.focus) {
    calls.push({ name: 'search_moments', args: { description: sought.description, ...video, ...within, limit: 10 } });
  }
  return calls;
}

/** The pages that a long answer still has, a bounded number of them. */
function planFurtherPages(turn: TurnEvidence): PlannedCall[] {
  return turn.results.flatMap((result) => {
    // Who has the chapters does not read every shot.
    if (result.tool === memoryTool || (isSummarized(turn) && result.tool !== summaryTool)) return [];
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
