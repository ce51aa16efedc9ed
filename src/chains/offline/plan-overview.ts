import type { PlannedCall } from './planned-call.js';
import type { QuestionReading } from './question-reading.js';
import { pagesOf, type TurnEvidence } from './turn-evidence.js';

/** The tool that gives the chapters of a whole video. */
export const summaryTool = 'summarize_video';

/** Whether the chapters are there. */
export function isSummarized(turn: TurnEvidence): boolean {
  return turn.results.some(({ tool, lines }) => tool === summaryTool && lines.length > 0);
}

/**
 * Asks for the chapters of one video: where they are asked for, and where a whole video is to be described that has more shots
 * than can be told, or of which no captions are known.
 */
export function planOverview(reading: QuestionReading, turn: TurnEvidence): PlannedCall[] {
  if (turn.results.some(({ tool }) => tool === summaryTool)) return [];
  if (reading.intent !== 'chapters' && !isTooMuchToTell(reading, turn)) return [];
  const args = {
    ...(reading.video !== undefined && { video: reading.video }),
    ...(reading.language === 'zh' && { language: reading.language }),
  };
  return [{ name: summaryTool, args }];
}

function isTooMuchToTell({ intent, clause, span, anchor, focus, video }: QuestionReading, turn: TurnEvidence): boolean {
  if (intent !== 'describe' || clause.units.length > 0 || span || anchor || focus) return false;
  const captions = turn.results.find(({ tool }) => tool === 'caption_moment');
  if (!captions) return false;
  // Of several videos, none of which is named, the first shots are told.
  const titles = new Set(captions.lines.map(({ videoTitle }) => videoTitle));
  if (video === undefined && titles.size > 1) return false;
  return captions.lines.length === 0 || pagesOf(captions) > 1;
}
