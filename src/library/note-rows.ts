import type { Database } from 'better-sqlite3';
import { BestHits } from './best-hits.js';
import type { Note, NoteHit } from './contracts.js';
import { prepared } from './prepared-statement.js';
import { floatBlob, floatsFromBlob, innerProduct, unitVector } from './vector-blob.js';
import type { VectorHit } from './vector-index.js';
import { recordChange } from './vector-table.js';

interface NoteRow {
  readonly id: number;
  readonly note_id: string;
  readonly text: string;
  readonly metadata: string;
  readonly embedding: Buffer;
}

function noteFromRow(row: NoteRow): Note {
  return {
    id: row.note_id,
    text: row.text,
    metadata: JSON.parse(row.metadata) as Record<string, unknown>,
    embedding: floatsFromBlob(row.embedding),
  };
}

/** Notes by id, in the order asked for; unknown ids are left out. */
export function readNotesById(database: Database, ids: readonly string[]): Note[] {
  const read = prepared<NoteRow>(database, 'SELECT * FROM notes WHERE note_id = ?');
  return ids.flatMap((id) => {
    const row = read.get(id);
    return row === undefined ? [] : [noteFromRow(row)];
  });
}

/** Says which notes were hit. */
export function describeNoteHits(database: Database, hits: readonly VectorHit[]): NoteHit[] {
  const read = prepared<NoteRow>(database, 'SELECT * FROM notes WHERE id = ?');
  return hits.flatMap(({ id, score }) => {
    const row = read.get(id);
    return row === undefined ? [] : [{ ...noteFromRow(row), score }];
  });
}

/** The notes nearest to a unit vector among those accepted: each is read and compared, as only the caller can judge them. */
export function searchAcceptedNotes(
  database: Database,
  query: Float32Array,
  limit: number,
  accepts: (note: Note) => boolean,
): NoteHit[] {
  const best = new BestHits(limit);
  const notes = new Map<number, Note>();
  for (const row of prepared<NoteRow>(database, 'SELECT * FROM notes').all()) {
    const note = noteFromRow(row);
    if (!accepts(note)) continue;
    notes.set(row.id, note);
    best.offer({ id: row.id, score: innerProduct(query, note.embedding) });
  }
  return best.hits().flatMap(({ id, score }) => {
    const note = notes.get(id);
    return note === undefined ? [] : [{ ...note, score }];
  });
}

/** Stores notes, all or none, replacing those of the same ids. Throws like {@link unitVector}. */
export function writeNotes(database: Database, notes: readonly Note[], dimensions: number): void {
  const remove = prepared(database, 'DELETE FROM notes WHERE note_id = ?');
  const insert = prepared(database, 'INSERT INTO notes (note_id, text, metadata, embedding) VALUES (?, ?, ?, ?)');
  database
    .transaction(() => {
      for (const { id, text, metadata, embedding } of notes) {
        remove.run(id);
        insert.run(id, text, JSON.stringify(metadata), floatBlob(unitVector(embedding, dimensions)));
      }
      recordChange(database);
    })
    .immediate();
}

/** Removes notes; how many there were. */
export function deleteNotes(database: Database, ids: readonly string[]): number {
  const remove = prepared(database, 'DELETE FROM notes WHERE note_id = ?');
  return database
    .transaction(() => {
      const count = ids.reduce((sum, id) => sum + remove.run(id).changes, 0);
      if (count > 0) recordChange(database);
      return count;
    })
    .immediate();
}
