import { formatSpan } from '../domain/timestamp.js';
import type { TimeSpan } from '../domain/time-span.js';
import { quoteData } from './quote-data.js';
import { scoreInWords } from './score-words.js';

/** What a line can say about its span. */
export type EvidenceFieldName = 'caption' | 'action' | 'transcript' | 'answer' | 'details';

/** One statement about a span. */
export interface EvidenceField {
  readonly name: EvidenceFieldName;
  readonly text: string;
  /** Probability, 0 to 1, where the source gives one. */
  readonly score?: number;
}

/** One numbered line of a tool's answer: a span of a video and what is known about it. */
export interface EvidenceLine {
  /** Number that answers cite, from 1. */
  readonly number: number;
  readonly videoTitle: string;
  /** First eight digits of the video's id. */
  readonly videoIdPrefix: string;
  readonly span: TimeSpan;
  readonly fields: readonly EvidenceField[];
  /** Fused relevance, 0 to 1, of a search hit. */
  readonly match?: number;
}

/**
 * The one line format of all tools:
 *
 *     [2] "park day" #1f0a9c3e 4.20-8.60s (0:04–0:08) | caption "a dog runs" | action "runs" 0.97 very likely | match 0.81 likely
 *
 * Seconds are source time with two decimals; quoted parts are JSON strings (see {@link quoteData}).
 */
export function formatEvidenceLine(line: EvidenceLine): string {
  return `[${line.number}] ${formatUnnumberedLine(line)}`;
}

/** The same without the number: for a span that may not be cited. */
export function formatUnnumberedLine(line: Omit<EvidenceLine, 'number'>): string {
  const { startSeconds, endSeconds } = line.span;
  const head = `${quoteData(line.videoTitle)} #${line.videoIdPrefix} ${startSeconds.toFixed(2)}-${endSeconds.toFixed(2)}s (${formatSpan(line.span)})`;
  const fields = line.fields.map((field) => `${field.name} ${quoteData(field.text)}${scoreSuffix(field.score)}`);
  return [head, ...fields, ...(line.match === undefined ? [] : [`match${scoreSuffix(line.match)}`])].join(' | ');
}

/** Reads a line that {@link formatEvidenceLine} wrote; `undefined` for any other text. */
export function parseEvidenceLine(text: string): EvidenceLine | undefined {
  const head = /^\[(\d+)\] ("(?:[^"\\]|\\.)*") #(\w+) (\d+\.\d+)-(\d+\.\d+)s/.exec(text);
  if (!head) return undefined;
  const [all, number = '', title = '', videoIdPrefix = '', start = '', end = ''] = head;
  const rest = text.slice(all.length);
  const fields = [
    ...rest.matchAll(/ \| (caption|action|transcript|answer|details) ("(?:[^"\\]|\\.)*")(?: ([01]\.\d+))?/g),
  ];
  const match = / \| match ([01]\.\d+)[a-z ]*$/.exec(rest)?.[1];
  return {
    number: Number(number),
    videoTitle: JSON.parse(title) as string,
    videoIdPrefix,
    span: { startSeconds: Number(start), endSeconds: Number(end) },
    fields: fields.map(([, name, quoted = '""', score]) => ({
      name: name as EvidenceFieldName,
      text: JSON.parse(quoted) as string,
      ...(score !== undefined && { score: Number(score) }),
    })),
    ...(match !== undefined && { match: Number(match) }),
  };
}

/** The text of the first field with this name. */
export function fieldText(line: EvidenceLine, name: EvidenceFieldName): string | undefined {
  return line.fields.find((field) => field.name === name)?.text;
}

/** Gives every numbered line of a tool's words another number; all else stays as it is. */
export function renumberEvidenceLines(words: string, numberOf: (number: number) => number): string {
  return words
    .split('\n')
    .map((line) => line.replace(/^\[(\d+)\] (?=")/, (_all, number: string) => `[${numberOf(Number(number))}] `))
    .join('\n');
}

function scoreSuffix(score: number | undefined): string {
  return score === undefined ? '' : ` ${Math.min(1, Math.max(0, score)).toFixed(2)} ${scoreInWords(score)}`;
}
