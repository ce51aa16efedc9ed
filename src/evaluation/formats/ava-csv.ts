import type { ActionBox, DetectedActionBox } from '../metrics/action-box.js';
import type { FramePlace } from '../metrics/frame-map.js';
import { splitCsv, type CsvRecord } from './split-csv.js';
import { unusablePlace } from './unusable-place.js';

/**
 * AVA's true boxes: a csv without header, rows of video, middle frame's timestamp (seconds), x1, y1, x2, y2 (shares of
 * width and height), action and, optionally, person. Throws TRUTH_INVALID with `source`, the line and what is wrong.
 */
export function readAvaTruth(text: string, source: string): ActionBox[] {
  return splitCsv(text, source).map((row) => {
    requireLength(row, [7, 8], source);
    return boxOf(row, source);
  });
}

/** Detections in the same form, with the score in the eighth column. Throws TRUTH_INVALID like {@link readAvaTruth}. */
export function readAvaDetections(text: string, source: string): DetectedActionBox[] {
  return splitCsv(text, source).map((row) => {
    requireLength(row, [8], source);
    return { ...boxOf(row, source), score: numberAt(row, 7, 'score', source) };
  });
}

/** Frames that AVA leaves out: rows of video and timestamp. Throws TRUTH_INVALID like {@link readAvaTruth}. */
export function readAvaExcludedFrames(text: string, source: string): FramePlace[] {
  return splitCsv(text, source).map((row) => {
    requireLength(row, [2], source);
    return frameOf(row, source);
  });
}

function boxOf(row: CsvRecord, source: string): ActionBox {
  const [x1, y1, x2, y2] = [
    numberAt(row, 2, 'x1', source),
    numberAt(row, 3, 'y1', source),
    numberAt(row, 4, 'x2', source),
    numberAt(row, 5, 'y2', source),
  ];
  const actionId = numberAt(row, 6, 'action', source);
  if (!Number.isInteger(actionId) || actionId < 1) {
    throw unusablePlace(`Line ${row.line}`, source, `the action must be a whole number from 1 on, not ${actionId}`);
  }
  return { ...frameOf(row, source), x1, y1, x2, y2, actionId };
}

/** Timestamps are written `902` and `0902`; both are the same frame. */
function frameOf(row: CsvRecord, source: string): FramePlace {
  const [videoId = ''] = row.fields;
  if (videoId.trim() === '') throw unusablePlace(`Line ${row.line}`, source, 'the video has no name');
  const timestampSeconds = numberAt(row, 1, 'timestamp', source);
  if (!Number.isInteger(timestampSeconds) || timestampSeconds < 0) {
    throw unusablePlace(`Line ${row.line}`, source, `the timestamp must be whole seconds, not ${timestampSeconds}`);
  }
  return { videoId, timestampSeconds };
}

function numberAt(row: CsvRecord, column: number, name: string, source: string): number {
  const written = row.fields[column]?.trim() ?? '';
  const value = Number(written);
  if (written === '' || !Number.isFinite(value)) {
    throw unusablePlace(`Line ${row.line}`, source, `the ${name} must be a number, not '${written}'`);
  }
  return value;
}

function requireLength(row: CsvRecord, allowed: readonly number[], source: string): void {
  const { length } = row.fields;
  if (!allowed.includes(length))
    throw unusablePlace(`Line ${row.line}`, source, `it has ${length} values, not ${allowed.join(' or ')}`);
}
