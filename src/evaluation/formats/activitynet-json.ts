import { z } from 'zod';
import type { AnnotatedVideo, DetectedAction } from '../metrics/action-detection-map.js';
import { readJsonTruth } from './read-json-truth.js';

/** Start and end in seconds. Flawed ones occur in published files; the metric says what becomes of them. */
const segment = z.tuple([z.number(), z.number()]).transform(([startSeconds, endSeconds]) => ({
  startSeconds,
  endSeconds,
}));

const groundTruth = z.object({
  database: z.record(
    z.string(),
    z.object({
      subset: z.string().min(1),
      annotations: z.array(z.object({ segment, label: z.string().min(1) })),
    }),
  ),
});

const results = z.object({
  results: z.record(z.string(), z.array(z.object({ segment, label: z.string().min(1), score: z.number() }))),
});

/**
 * Ground truth of temporal action detection as ActivityNet writes it (`database`: subset and annotations by video); the
 * field writes THUMOS-14 so too. Throws TRUTH_INVALID with `source` and the place of what is wrong.
 */
export function readActivityNetTruth(text: string, source: string): AnnotatedVideo[] {
  return Object.entries(readJsonTruth(text, source, groundTruth).database).map(([videoId, video]) => ({
    videoId,
    subset: video.subset,
    actions: video.annotations.map(({ label, segment: span }) => ({ label, span })),
  }));
}

/**
 * A detector's results as ActivityNet takes them (`results`: segments with label and score by video). Throws
 * TRUTH_INVALID with `source` and the place of what is wrong.
 */
export function readActivityNetResults(text: string, source: string): DetectedAction[] {
  return Object.entries(readJsonTruth(text, source, results).results).flatMap(([videoId, detections]) =>
    detections.map(({ label, score, segment: span }) => ({ videoId, label, span, score })),
  );
}
