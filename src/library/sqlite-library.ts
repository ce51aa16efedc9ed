import type { Database } from 'better-sqlite3';
import { AskreelError } from '../domain/coded-error.js';
import type { VideoEvent } from '../domain/events/video-event.js';
import type { TimeSpan } from '../domain/time-span.js';
import type { ActionSpan, MotionTrack, Shot, Transcription, TranscriptLine, Video, VideoId } from '../domain/video.js';
import { withCatalogFailures } from './catalog-failure.js';
import { readClips, readClipsById, readFrames, readFrameTimes } from './clip-rows.js';
import type { ClipHit, FrameHit, FrameVector, IndexedVideo, Library, LibraryFilter } from './contracts.js';
import type { Note, NoteHit, StoredClip, TranscriptHit } from './contracts.js';
import { deleteNotes, describeNoteHits, readNotesById, searchAcceptedNotes, writeNotes } from './note-rows.js';
import { readEvents } from './event-rows.js';
import type { OpenCatalog } from './open-catalog.js';
import { readMotion } from './motion-rows.js';
import { readShotActions } from './shot-actions.js';
import { countShots, readShots } from './shot-rows.js';
import { searchShotCaptions, searchTranscriptLines } from './text-search.js';
import { readTranscript, readTranscription, replaceTranscript } from './transcript-rows.js';
import { unitVector } from './vector-blob.js';
import { describeClipHits, describeFrameHits } from './vector-hits.js';
import type { VectorStores } from './vector-stores.js';
import { commitVideo, relocateVideo, removeVideo } from './video-commit.js';
import { resolveVideoReference } from './video-reference.js';
import { readVideo, readVideoByHash, readVideoByPath, readVideos } from './video-rows.js';

/** The library on SQLite: joins the catalog's readers and writers with the vector stores. Made by `openLibrary`. */
export class SqliteLibrary implements Library {
  readonly folder: string;
  readonly readOnly: boolean;
  readonly space: Library['space'];
  readonly #catalog: OpenCatalog;
  readonly #vectors: VectorStores;
  #isClosed = false;

  constructor(folder: string, readOnly: boolean, catalog: OpenCatalog, vectors: VectorStores) {
    this.folder = folder;
    this.readOnly = readOnly;
    this.space = catalog.space;
    this.#catalog = catalog;
    this.#vectors = vectors;
  }

  videos(): Video[] {
    return this.#read((database) => readVideos(database));
  }

  findVideo(reference: string): Video | undefined {
    return this.#read((database) => {
      const id = resolveVideoReference(database, reference);
      return id === undefined ? undefined : readVideo(database, id);
    });
  }

  findByPath(path: string, sizeBytes?: number, modifiedMs?: number): Video | undefined {
    return this.#read((database) => readVideoByPath(database, path, sizeBytes, modifiedMs));
  }

  findByHash(contentHash: string): Video | undefined {
    return this.#read((database) => readVideoByHash(database, contentHash));
  }

  shots(videoId: VideoId): Shot[] {
    return this.#read((database) => readShots(database, videoId));
  }

  shotCount(filter?: LibraryFilter): number {
    return this.#read((database) => countShots(database, filter));
  }

  actions(videoId: VideoId, span?: TimeSpan): ActionSpan[] {
    return this.#read((database) => readShotActions(database, videoId, span));
  }

  events(videoId: VideoId, span?: TimeSpan): VideoEvent[] {
    return this.#read((database) => readEvents(database, videoId, span));
  }

  transcript(videoId: VideoId, span?: TimeSpan): TranscriptLine[] {
    return this.#read((database) => readTranscript(database, videoId, span));
  }

  transcription(videoId: VideoId): Transcription | undefined {
    return this.#read((database) => readTranscription(database, videoId));
  }

  clips(videoId: VideoId, span?: TimeSpan): StoredClip[] {
    return this.#read((database) => readClips(database, videoId, span));
  }

  clipsById(ids: readonly number[]): StoredClip[] {
    return this.#read((database) => readClipsById(database, ids));
  }

  motion(videoId: VideoId): MotionTrack | undefined {
    return this.#read((database) => readMotion(database, videoId));
  }

  frameTimes(videoId: VideoId): number[] {
    return this.#read((database) => readFrameTimes(database, videoId));
  }

  frames(videoId: VideoId, span?: TimeSpan): FrameVector[] {
    return this.#read((database) => readFrames(database, videoId, span));
  }

  searchFrames(embedding: Float32Array, limit: number, filter?: LibraryFilter): FrameHit[] {
    return this.#read((database) =>
      describeFrameHits(database, this.#vectors.frames.search.nearest(embedding, limit, filter)),
    );
  }

  searchClips(embedding: Float32Array, limit: number, filter?: LibraryFilter): ClipHit[] {
    return this.#read((database) =>
      describeClipHits(database, this.#vectors.clips.search.nearest(embedding, limit, filter)),
    );
  }

  searchTranscript(query: string, limit: number, filter?: LibraryFilter): TranscriptHit[] {
    return this.#read((database) => searchTranscriptLines(database, query, limit, filter));
  }

  searchCaptions(query: string, limit: number, filter?: LibraryFilter): (Shot & { readonly score: number })[] {
    return this.#read((database) => searchShotCaptions(database, query, limit, filter));
  }

  sampleScores(embedding: Float32Array, kind: 'frame' | 'clip', limit: number): Float32Array {
    const { sample } = kind === 'frame' ? this.#vectors.frames : this.#vectors.clips;
    return this.#read(() => sample.scores(embedding, limit));
  }

  notesById(ids: readonly string[]): Note[] {
    return this.#read((database) => readNotesById(database, ids));
  }

  searchNotes(embedding: Float32Array, limit: number, accepts?: (note: Note) => boolean): NoteHit[] {
    return this.#read((database) =>
      accepts === undefined
        ? describeNoteHits(database, this.#vectors.notes.search.nearest(embedding, limit))
        : searchAcceptedNotes(database, unitVector(embedding, this.space.dimensions), limit, accepts),
    );
  }

  commit(entry: IndexedVideo): void {
    const lost = this.#write((database) => commitVideo(database, entry, this.space.dimensions));
    this.#vectors.follow({ lost, mayBuild: true });
  }

  replaceTranscript(
    videoId: VideoId,
    transcript: readonly Omit<TranscriptLine, 'videoId'>[],
    transcription?: Transcription,
  ): void {
    const isKnown = this.#write((database) => replaceTranscript(database, videoId, transcript, transcription));
    if (!isKnown) throw new AskreelError('VIDEO_UNKNOWN', `The library holds no video ${videoId}.`);
  }

  relocate(videoId: VideoId, path: string, modifiedMs: number): void {
    const isKnown = this.#write((database) => relocateVideo(database, videoId, path, modifiedMs));
    if (!isKnown) throw new AskreelError('VIDEO_UNKNOWN', `The library holds no video ${videoId}.`);
  }

  remove(videoId: VideoId): boolean {
    const lost = this.#write((database) => removeVideo(database, videoId));
    if (lost !== undefined) this.#vectors.follow({ lost, mayBuild: false });
    return lost !== undefined;
  }

  saveNotes(notes: readonly Note[]): void {
    this.#write((database) => writeNotes(database, notes, this.space.dimensions));
  }

  removeNotes(ids: readonly string[]): number {
    return this.#write((database) => deleteNotes(database, ids));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      if (!this.readOnly) this.#vectors.save();
    } finally {
      this.#catalog.close();
    }
  }

  [Symbol.dispose](): void {
    this.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.close();
    return Promise.resolve();
  }

  /** Reads from one state of the catalog, whatever a writer does meanwhile. */
  #read<T>(work: (database: Database) => T): T {
    const { database } = this.#catalog;
    return withCatalogFailures(this.folder, () => database.transaction(() => work(database))());
  }

  #write<T>(work: (database: Database) => T): T {
    if (this.readOnly) {
      throw new AskreelError('BAD_ARGUMENT', `The library ${this.folder} is open for reading only.`, {
        hint: 'Open it without `readOnly` to change it.',
      });
    }
    return withCatalogFailures(this.folder, () => work(this.#catalog.database));
  }
}
