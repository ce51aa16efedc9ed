import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AskreelError } from '../../domain/coded-error.js';
import type { TimeSpan } from '../../domain/time-span.js';
import { parseTimestamp } from '../../domain/timestamp.js';
import type { ExpectedAnswer, QuestionTruth, TruthFormat, TruthSet } from '../truth-set.js';
import { readCsv } from './read-csv.js';

const fileName = 'truth.csv';
const columns = ['video', 'start', 'end', 'description', 'question', 'answer', 'type'];

type Row = ReturnType<typeof readCsv>[number];
interface VideoRows {
  readonly queries: { readonly description: string; readonly span: TimeSpan; readonly unseen: false }[];
  readonly questions: QuestionTruth[];
}

/**
 * Truth that a person writes in a few lines: `truth.csv` in the folder of the videos. A row names a video and either
 * describes a span of it (`start`, `end`, `description`) or asks about it (`question`, and `answer` or a span).
 */
export const csvTruth: TruthFormat = {
  name: 'csv',
  recognises: (fileNames) => fileNames.includes(fileName),
  read: async (folder, fileNames): Promise<TruthSet> => {
    const path = join(folder, fileName);
    const rows = readCsv(await readFile(path, 'utf8'), path);
    const videos = new Map<string, VideoRows>();
    for (const row of rows) {
      const problem = addRow(row, fileNames, videos);
      if (problem !== undefined) throw invalid(path, row.line, problem);
    }
    return {
      videos: [...videos].map(([name, { queries, questions }]) => ({
        id: name,
        path: resolve(folder, name),
        shots: [],
        queries,
        questions,
      })),
      directionPairs: [],
    };
  },
};

/** Adds what a row says; gives what is wrong with it. */
function addRow({ values }: Row, fileNames: readonly string[], videos: Map<string, VideoRows>): string | undefined {
  const unknown = Object.keys(values).find((column) => !columns.includes(column));
  if (unknown !== undefined) return `there is a column "${unknown}"; known are ${columns.join(', ')}`;
  const text = (column: string): string => (values[column] ?? '').trim();
  const name = text('video');
  if (!fileNames.includes(name)) return `there is no file "${name}" beside it`;
  const { queries, questions } = videos.get(name) ?? { queries: [], questions: [] };
  videos.set(name, { queries, questions });

  const span = readSpan(text('start'), text('end'));
  if (typeof span === 'string') return span;
  const [description, question, answer] = [text('description'), text('question'), text('answer')];
  if ((description === '') === (question === '')) return 'a row has a description or a question, one of them';
  if (description !== '') {
    if (!span) return 'a description needs start and end';
    queries.push({ description, span, unseen: false });
    return undefined;
  }
  if (answer === '' && !span) return 'a question needs an answer, or start and end of the moment that answers it';
  const expected: ExpectedAnswer = answer === '' && span ? { kind: 'span', span } : readAnswer(answer);
  questions.push({ type: text('type') || 'question', question, expected });
  return undefined;
}

/** Seconds, m:ss or h:mm:ss; nothing for two empty cells; what is wrong otherwise. */
function readSpan(start: string, end: string): TimeSpan | string | undefined {
  if (start === '' && end === '') return undefined;
  const [startSeconds, endSeconds] = [parseTimestamp(start), parseTimestamp(end)];
  if (startSeconds === undefined || endSeconds === undefined) return 'start and end are seconds, m:ss or h:mm:ss';
  return startSeconds < endSeconds ? { startSeconds, endSeconds } : 'a span must end after it starts';
}

/** `yes`, `no`, a number, `not found`, or words that must all be said, separated by semicolons. */
function readAnswer(answer: string): ExpectedAnswer {
  const lower = answer.toLowerCase();
  if (lower === 'yes' || lower === 'no') return { kind: 'yes-no', value: lower };
  if (lower === 'not found') return { kind: 'not-found' };
  if (/^\d+(\.\d+)?$/.test(answer)) return { kind: 'number', value: Number(answer) };
  const all = answer
    .split(';')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
  return { kind: 'words', all, none: [] };
}

function invalid(path: string, line: number, reason: string): AskreelError {
  return new AskreelError('TRUTH_INVALID', `The truth file ${path} cannot be used, line ${line}: ${reason}.`, {
    hint: 'See `askreel eval --help` for the columns and an example.',
  });
}
