import { z } from 'zod';
import type { TimeSpan } from '../../domain/time-span.js';
import { numeric } from './numeric.js';
import { queryId, readQueryRecords } from './read-query-records.js';
import { unusableFile, unusablePlace } from './unusable-place.js';

/** One sentence with the span where it is true. */
export interface CharadesTruth {
  /** The sentence's number in the file, from 0, blank lines not counted: the format has no ids. */
  readonly qid: string;
  readonly videoId: string;
  readonly query: string;
  readonly span: TimeSpan;
}

/** What a system found for one sentence. */
export interface CharadesPrediction {
  readonly qid: string;
  /** As listed: the best first. */
  readonly spans: readonly TimeSpan[];
}

const linePattern = /^(?<video>\S+)\s+(?<start>\S+)\s+(?<end>\S+?)\s*##(?<query>.*)$/;

const times = z
  .tuple([numeric(z.number().nonnegative()), numeric(z.number().nonnegative())])
  .refine(([start, end]) => start <= end);

const predictionLine = z
  .object({
    qid: queryId,
    predictions: z.array(z.tuple([numeric(), numeric()], z.unknown())),
  })
  .transform(({ qid, predictions }) => ({
    qid,
    spans: predictions.map(([startSeconds, endSeconds]) => ({ startSeconds, endSeconds })),
  }));

/**
 * Reads Charades-STA's `charades_sta_{train,test}.txt` (Gao et al., arXiv 1705.02101; github.com/jiyanggao/TALL):
 * `VIDEO start end##sentence.` a line, in seconds. An empty span is kept and never found.
 *
 * Throws TRUTH_INVALID with `source` (a file's name), the line and what is wrong with it.
 */
export function readCharadesTruth(text: string, source: string): CharadesTruth[] {
  const truths: CharadesTruth[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (line.trim() === '') continue;
    const place = `Line ${index + 1}`;
    const { video = '', start, end, query = '' } = linePattern.exec(line.trim())?.groups ?? {};
    if (video === '') throw unusablePlace(place, source, 'it is not of the form VIDEO start end##sentence');
    if (query.trim() === '') throw unusablePlace(place, source, 'it has no sentence');
    const parsed = times.safeParse([start, end]);
    if (!parsed.success) {
      throw unusablePlace(place, source, `${start} to ${end} is not a span of seconds`, parsed.error);
    }
    const [startSeconds, endSeconds] = parsed.data;
    truths.push({
      qid: String(truths.length),
      videoId: video,
      query: query.trim(),
      span: { startSeconds, endSeconds },
    });
  }
  if (truths.length === 0) throw unusableFile(source, 'it is empty');
  return truths;
}

/**
 * Reads predictions, as JSON lines or a JSON array of `{"qid": 0, "predictions": [[start, end, score], …]}`. `qid` is
 * the sentence's number from 0 ({@link CharadesTruth}); the list is in rank order, so that scores may be left out.
 *
 * Throws TRUTH_INVALID with `source` (a file's name), the line or item and what is wrong with it.
 */
export function readCharadesPredictions(text: string, source: string): CharadesPrediction[] {
  return readQueryRecords<CharadesPrediction>(text, source, predictionLine);
}
