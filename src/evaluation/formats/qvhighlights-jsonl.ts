import { z } from 'zod';
import type { TimeSpan } from '../../domain/time-span.js';
import type { ScoredSpan } from '../metrics/detection-average-precision.js';
import { numeric } from './numeric.js';
import { queryId, readQueryRecords } from './read-query-records.js';

/** One query with its truth. */
export interface QvhighlightsTruth {
  readonly qid: string;
  readonly query: string;
  readonly videoId: string;
  readonly durationSeconds: number;
  /** The true moments; empty when the line tells none. */
  readonly relevant: readonly TimeSpan[];
  /** For each clip of 2 s the annotators' scores, 0 where none was given; empty when the line tells none. */
  readonly saliency: readonly (readonly number[])[];
}

/** What a system said of one query. */
export interface QvhighlightsPrediction {
  readonly qid: string;
  /** In the order of the list, not by score; empty when the line tells none. */
  readonly moments: readonly ScoredSpan[];
  /** A score for each clip of 2 s; empty when the line tells none. */
  readonly saliency: readonly number[];
}

const clipSeconds = 2;

const window = z
  .tuple([numeric(z.number().nonnegative()), numeric()])
  .refine(([start, end]) => start < end, 'a moment must end after it starts');

const truthLine = z
  .object({
    qid: queryId,
    query: z.string(),
    vid: z.string().min(1),
    duration: numeric(z.number().positive()),
    relevant_windows: z.array(window).optional(),
    relevant_clip_ids: z.array(numeric(z.number().int().nonnegative())).optional(),
    saliency_scores: z.array(z.array(numeric()).min(1)).optional(),
  })
  .refine(
    (line) => line.relevant_windows ?? line.saliency_scores,
    'it has neither relevant_windows nor saliency_scores, as a test split without published truth',
  )
  .refine(
    (line) => line.relevant_clip_ids?.length === line.saliency_scores?.length,
    'relevant_clip_ids and saliency_scores must be of one length',
  )
  .refine(
    ({ saliency_scores: scores = [] }) => scores.every((values) => values.length === scores[0]?.length),
    'each of saliency_scores must hold as many annotators',
  )
  .refine(
    (line) => (line.relevant_clip_ids ?? []).every((clip) => clip < clipCount(line.duration)),
    `relevant_clip_ids lie beyond the video's last clip of ${clipSeconds} s`,
  )
  .transform((line) => ({
    qid: line.qid,
    query: line.query,
    videoId: line.vid,
    durationSeconds: line.duration,
    relevant: (line.relevant_windows ?? []).map(([startSeconds, endSeconds]) => ({ startSeconds, endSeconds })),
    saliency: line.saliency_scores
      ? saliencyOfClips(line.duration, line.relevant_clip_ids ?? [], line.saliency_scores)
      : [],
  }));

const predictionLine = z
  .object({
    qid: queryId,
    pred_relevant_windows: z.array(z.tuple([numeric(), numeric(), numeric()])).optional(),
    pred_saliency_scores: z.array(numeric()).optional(),
  })
  .refine(
    (line) => line.pred_relevant_windows ?? line.pred_saliency_scores,
    'it has neither pred_relevant_windows nor pred_saliency_scores',
  )
  .transform((line) => ({
    qid: line.qid,
    moments: (line.pred_relevant_windows ?? []).map(([startSeconds, endSeconds, score]) => ({
      startSeconds,
      endSeconds,
      score,
    })),
    saliency: line.pred_saliency_scores ?? [],
  }));

/**
 * Reads QVHighlights' truth, `highlight_{train,val}_release.jsonl` of github.com/jayleicn/moment_detr (Lei et al., arXiv
 * 2107.09609); other benchmarks come in this format without saliency. Of a clip that is told twice, the last counts.
 *
 * Throws TRUTH_INVALID with `source` (a file's name), the line and what is wrong with it.
 */
export function readQvhighlightsTruth(text: string, source: string): QvhighlightsTruth[] {
  return readQueryRecords<QvhighlightsTruth>(text, source, truthLine);
}

/**
 * Reads predictions as QVHighlights' evaluator takes them: `pred_relevant_windows` of [start, end, score] and
 * `pred_saliency_scores`, either of which may be left out. A window that ends before it starts is kept: it is never right.
 *
 * Throws TRUTH_INVALID with `source` (a file's name), the line and what is wrong with it.
 */
export function readQvhighlightsPredictions(text: string, source: string): QvhighlightsPrediction[] {
  return readQueryRecords<QvhighlightsPrediction>(text, source, predictionLine);
}

/** A rest that is shorter than a clip is none. */
function clipCount(durationSeconds: number): number {
  return Math.floor(durationSeconds / clipSeconds);
}

function saliencyOfClips(
  durationSeconds: number,
  clips: readonly number[],
  scores: readonly (readonly number[])[],
): (readonly number[])[] {
  const nobody = Array<number>(scores[0]?.length ?? 3).fill(0);
  const byClip = new Map(clips.map((clip, index) => [clip, scores[index] ?? nobody]));
  return Array.from({ length: clipCount(durationSeconds) }, (_, clip) => byClip.get(clip) ?? nobody);
}
