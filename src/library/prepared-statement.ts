import type { Database, Statement } from 'better-sqlite3';

const statements = new WeakMap<Database, Map<string, Statement<unknown[], unknown>>>();

/** A statement of this connection, compiled once. Callers say what a row looks like; the SQL beside it must agree. */
export function prepared<Row>(database: Database, sql: string): Statement<unknown[], Row> {
  let known = statements.get(database);
  if (known === undefined) statements.set(database, (known = new Map<string, Statement<unknown[], unknown>>()));
  let statement = known.get(sql);
  if (statement === undefined) known.set(sql, (statement = database.prepare<unknown[], unknown>(sql)));
  return statement as Statement<unknown[], Row>;
}
