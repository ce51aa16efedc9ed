import type { Random } from '../playhouse/random.js';
import { formatSpan } from '../../src/domain/timestamp.js';
import { formatEvidenceLine, type EvidenceField } from '../../src/tools/evidence-line.js';
import { quotedTextNotice } from '../../src/tools/quote-data.js';
import type { ToolCall } from './expected-call.js';
import type { Scene } from './made-up-scene.js';
import { drawTitle } from './subject-matter.js';

/** One line of a made-up tool result, and what an answer may say of it. */
export interface ResultLine {
  readonly number: number;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  /** `0:04–0:08`. */
  readonly clock: string;
  /** The caption, action, transcript line, answer or details. */
  readonly words: string;
  /** Who does what where, of a caption. */
  readonly scene?: Scene;
}

/** Numbers lines on through a conversation, as the agent's ledger does. */
export interface LineCounter {
  next: number;
}

/** The next line: of the video that was asked about, or of any; at a given span, or anywhere. */
export function placeLine(
  random: Random,
  counter: LineCounter,
  call: ToolCall,
  words: string,
  scene?: Scene,
  span?: readonly [number, number],
): ResultLine {
  const begins = random.between(0, 70);
  const [start, end] = span ?? [begins, begins + random.between(2, 7)];
  const title = typeof call.args['video'] === 'string' ? call.args['video'] : drawTitle(random);
  const clock = formatSpan({ startSeconds: start, endSeconds: end });
  return {
    number: counter.next++,
    title,
    start,
    end,
    clock,
    words,
    ...(scene && { scene }),
  };
}

/** The line as the tools write it. */
export function writeLine(line: ResultLine, fields: readonly EvidenceField[], match?: number): string {
  const videoIdPrefix = Math.floor(((line.start * 7919.7 + line.end * 104729.3) % 1) * 4294967296)
    .toString(16)
    .padStart(8, '0');
  const span = { startSeconds: line.start, endSeconds: line.end };
  return formatEvidenceLine({
    number: line.number,
    videoTitle: line.title,
    videoIdPrefix,
    span,
    fields,
    ...(match !== undefined && { match }),
  });
}

/** The whole result as the tools word it. */
export function wordResult(summary: string, lines: readonly string[], advice: string): string {
  return [summary, ...(lines.length > 0 ? [quotedTextNotice] : []), ...lines, ...(advice ? [advice] : [])].join('\n');
}
