import { z } from 'zod';
import type { TimeSpan } from '../domain/time-span.js';
import { formatTimestamp, parseTimestamp } from '../domain/timestamp.js';
import type { Video } from '../domain/video.js';
import { quoteData } from './quote-data.js';
import { ToolRefusal } from './tool-refusal.js';

/** A point in a video as a language model may write it: seconds as a number, or `m:ss`. */
export const timeArgument = z.union([z.number(), z.string()]);

/** The two ends of a span as tool arguments; both may be left out. */
export const spanArguments = {
  from: timeArgument.nullish().describe('Start of the span: seconds (12.5) or m:ss (0:12). Default: the beginning.'),
  to: timeArgument.nullish().describe('End of the span: seconds or m:ss. Default: the end.'),
};

/** Naming one video as a tool argument. */
export const videoArgument = z.string().nullish().describe('Title, id or path of a video. Default: all videos.');

type TimeArgument = z.infer<typeof timeArgument> | null | undefined;

/**
 * Reads the two ends as a span in source seconds; `undefined` when both are missing. One moment alone (from equal to
 * `to`) becomes a span of a hundredth of a second. Throws {@link ToolRefusal} for times that cannot be read, that are
 * turned round, or that lie past the video's end.
 */
export function readSpanArguments(
  from: TimeArgument,
  to: TimeArgument,
  video: Video | undefined,
): TimeSpan | undefined {
  if ((from ?? undefined) === undefined && (to ?? undefined) === undefined) return undefined;
  const startSeconds = readTime(from, 'from') ?? 0;
  const endSeconds = readTime(to, 'to') ?? video?.durationSeconds ?? Number.MAX_SAFE_INTEGER;
  if (video && startSeconds >= video.durationSeconds) {
    throw new ToolRefusal(
      `The span starts at ${formatTimestamp(startSeconds)}, but the video ends at ${formatTimestamp(video.durationSeconds)}. Call again with times before its end.`,
    );
  }
  if (endSeconds < startSeconds) {
    throw new ToolRefusal(
      `The span ends (${endSeconds} s) before it starts (${startSeconds} s). Call again with from before to.`,
    );
  }
  return { startSeconds, endSeconds: Math.max(endSeconds, startSeconds + 0.01) };
}

function readTime(value: TimeArgument, name: string): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const seconds = typeof value === 'number' ? value : parseTimestamp(value.replace(/\s*(s|sec|seconds)$/, ''));
  if (seconds === undefined || !Number.isFinite(seconds) || seconds < 0) {
    throw new ToolRefusal(
      `"${name}" is not a time: ${quoteData(String(value))}. Write seconds (12.5) or m:ss (0:12) and call again.`,
    );
  }
  return seconds;
}
