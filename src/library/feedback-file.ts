import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { AskreelError } from '../domain/coded-error.js';
import { sameQueryKey, type Feedback, type NewFeedback } from '../domain/feedback/feedback.js';
import { catalogFailure } from './catalog-failure.js';
import type { FeedbackPage, FeedbackQuery, FeedbackStore } from './contracts.js';

/** Marks an SQLite file as feedback ("askf" in ASCII). */
const applicationId = 0x61736b66;
const layoutVersion = 1;

/** `subject` tells what was judged: of one subject the latest verdict stands. `details` is JSON. */
const layout = `
  CREATE TABLE feedback (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    given_at TEXT NOT NULL,
    pack TEXT NOT NULL,
    kind TEXT NOT NULL,
    verdict TEXT NOT NULL,
    query TEXT NOT NULL,
    query_key TEXT NOT NULL,
    subject TEXT NOT NULL UNIQUE,
    details TEXT NOT NULL
  );
  CREATE INDEX feedback_by_query ON feedback (query_key);
`;

interface FeedbackRow {
  readonly id: number;
  readonly given_at: string;
  readonly pack: string;
  readonly kind: string;
  readonly verdict: string;
  readonly query: string;
  readonly details: string;
}

/** How a feedback file is opened. */
export interface FeedbackFileOptions {
  /** How long to wait for another process, in milliseconds (default 2,000). */
  readonly lockTimeoutMs?: number;
  /** What time it is. */
  readonly now?: () => Date;
}

/**
 * The feedback of a library: `feedback.sqlite` in its folder, made at the first thumb. A file of its own, so that judging
 * waits for no writer of the catalog, an earlier askreel finds the library as it knows it, and a damaged file costs no
 * video. Several processes may use it at once; it is open only while it is worked on, so there is nothing to close.
 *
 * All methods throw `LIBRARY_LOCKED`, `LIBRARY_TOO_NEW`, `LIBRARY_UNREACHABLE`, `CATALOG_DAMAGED` and `DISK_FULL`.
 */
export class FeedbackFile implements FeedbackStore {
  readonly #folder: string;
  readonly #file: string;
  readonly #options: FeedbackFileOptions;

  /** @param folder of a library that exists. */
  constructor(folder: string, options: FeedbackFileOptions = {}) {
    this.#folder = path.resolve(folder);
    this.#file = path.join(this.#folder, 'feedback.sqlite');
    this.#options = options;
  }

  add(entry: NewFeedback, pack: string): Feedback {
    const { kind, verdict, query, ...details } = entry;
    const givenAt = (this.#options.now?.() ?? new Date()).toISOString();
    return this.#work(true, (database) => {
      const subject = subjectOf(entry);
      database.prepare('DELETE FROM feedback WHERE subject = ?').run(subject);
      const { lastInsertRowid } = database
        .prepare(
          `INSERT INTO feedback (given_at, pack, kind, verdict, query, query_key, subject, details)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(givenAt, pack, kind, verdict, query, sameQueryKey(query), subject, JSON.stringify(details));
      return { ...entry, id: Number(lastInsertRowid), givenAt, pack };
    });
  }

  list({ offset = 0, limit = 100, kind, query }: FeedbackQuery = {}): FeedbackPage {
    if (!this.#isThere()) return { feedback: [], total: 0 };
    const wanted = [
      ...(kind === undefined ? [] : [{ column: 'kind', value: kind }]),
      ...(query === undefined ? [] : [{ column: 'query_key', value: sameQueryKey(query) }]),
    ];
    const where = wanted.length === 0 ? '' : `WHERE ${wanted.map(({ column }) => `${column} = ?`).join(' AND ')}`;
    const values = wanted.map(({ value }) => value);
    return this.#work(false, (database) => {
      const count = database.prepare<unknown[], { total: number }>(`SELECT count(*) AS total FROM feedback ${where}`);
      const page = database.prepare<unknown[], FeedbackRow>(
        `SELECT * FROM feedback ${where} ORDER BY id DESC LIMIT ? OFFSET ?`,
      );
      return {
        feedback: page.all(...values, limit, offset).map(feedbackFromRow),
        total: count.get(...values)?.total ?? 0,
      };
    });
  }

  all(): Feedback[] {
    if (!this.#isThere()) return [];
    return this.#work(false, (database) =>
      database.prepare<[], FeedbackRow>('SELECT * FROM feedback ORDER BY id').all().map(feedbackFromRow),
    );
  }

  remove(id: number): boolean {
    if (!this.#isThere()) return false;
    return this.#work(true, (database) => database.prepare('DELETE FROM feedback WHERE id = ?').run(id).changes > 0);
  }

  #isThere(): boolean {
    // An empty file is what is left when the process that makes it is killed at its first step.
    return existsSync(this.#file) && statSync(this.#file).size > 0;
  }

  #work<Result>(writes: boolean, work: (database: Database) => Result): Result {
    let database: Database | undefined;
    try {
      database = new SqliteDatabase(this.#file, {
        readonly: !writes,
        timeout: this.#options.lockTimeoutMs ?? 2000,
      });
      const open = database;
      const transaction = open.transaction(() => {
        prepareLayout(open, this.#file);
        return work(open);
      });
      return writes ? transaction.immediate() : transaction();
    } catch (error) {
      throw feedbackFailure(error, this.#folder, this.#file);
    } finally {
      database?.close();
    }
  }
}

function prepareLayout(database: Database, file: string): void {
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version > layoutVersion) {
    throw new AskreelError('LIBRARY_TOO_NEW', `${file} was made by a newer askreel.`, {
      hint: 'Update askreel, or move the file away; the library itself is untouched.',
    });
  }
  if (version === layoutVersion && database.pragma('application_id', { simple: true }) === applicationId) return;
  const tables = database.prepare<[], { count: number }>('SELECT count(*) AS count FROM sqlite_schema').get();
  if (version > 0 || tables?.count !== 0) throw damaged(file);
  database.exec(layout);
  database.pragma(`application_id = ${applicationId}`);
  database.pragma(`user_version = ${layoutVersion}`);
}

function damaged(file: string, cause?: unknown): AskreelError {
  return new AskreelError('CATALOG_DAMAGED', `${file} is damaged, or no feedback of askreel.`, {
    hint: 'Restore it from a backup, or move it away and begin anew; the library itself is untouched.',
    cause,
  });
}

function feedbackFailure(error: unknown, folder: string, file: string): unknown {
  if (AskreelError.isInstance(error)) return error;
  const failure = catalogFailure(error, folder);
  return AskreelError.isInstance(failure) && failure.code === 'CATALOG_DAMAGED' ? damaged(file, error) : failure;
}

function subjectOf(entry: NewFeedback): string {
  const what =
    entry.kind === 'answer'
      ? [entry.text]
      : [entry.videoId, entry.span.startSeconds.toFixed(2), entry.span.endSeconds.toFixed(2)];
  return JSON.stringify([entry.kind, sameQueryKey(entry.query), ...what]);
}

function feedbackFromRow({ id, given_at: givenAt, pack, kind, verdict, query, details }: FeedbackRow): Feedback {
  const rest = JSON.parse(details) as Record<string, unknown>;
  return { ...rest, id, givenAt, pack, kind, verdict, query } as Feedback;
}
