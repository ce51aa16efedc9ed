import { resolve } from 'node:path';
import { AskreelError, type ErrorCode } from '../domain/coded-error.js';
import type { Video } from '../domain/video.js';
import type { LibraryReader, LibraryWriter } from '../library/contracts.js';
import type { IndexingDependencies, IndexingEvent, IndexingOptions } from './contracts.js';
import { identifyVideo, type FileIdentity } from './identify-video.js';
import { indexVideo } from './index-video.js';
import { toIndexingError } from './to-indexing-error.js';
import { transcribeKnownVideo } from './try-transcribing.js';

/** Errors that the next video would meet as well. */
const stoppingCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'ABORTED',
  'CATALOG_DAMAGED',
  'DISK_FULL',
  'FFMPEG_MISSING',
  'LIBRARY_LOCKED',
  'LIBRARY_UNREACHABLE',
  'PACKAGE_MISSING',
  'SPACE_MISMATCH',
]);

/**
 * Brings video files into the library, one after another, each in one transaction. Unchanged files are skipped, moved
 * ones recognised by their content, changed ones replaced; a file that fails is reported and the rest goes on. A run
 * that was cancelled, or killed, is completed by running it again.
 *
 * Yields what happens ({@link IndexingEvent}); leaving the loop early is a clean way to stop. Throws SPACE_MISMATCH
 * at once when the library was made with another pack; everything later comes as an event.
 */
export async function* indexVideos(
  paths: readonly string[],
  dependencies: IndexingDependencies,
  options: IndexingOptions = {},
): AsyncGenerator<IndexingEvent, void> {
  requireSameSpace(dependencies);
  const files = [...new Set(paths.map((path) => resolve(path)))];
  const counts = { indexed: 0, skipped: 0, moved: 0, failed: 0, ...(dependencies.transcriber && { transcribed: 0 }) };
  const displaced: Video[] = [];
  let stoppedBy: ErrorCode | undefined;
  for (const [index, path] of files.entries()) {
    if (options.signal?.aborted) stoppedBy = 'ABORTED';
    if (stoppedBy !== undefined) break;
    yield { type: 'video-started', path, index, total: files.length };
    try {
      const identity = await identifyVideo(path, dependencies.library, options.signal);
      if ('displaced' in identity && identity.displaced) displaced.push(identity.displaced);
      for await (const event of applyIdentity(path, identity, dependencies, options)) {
        count(event, counts);
        yield event;
      }
    } catch (caught) {
      const error = toIndexingError(path, caught, options.signal);
      if (stoppingCodes.has(error.code)) stoppedBy = error.code;
      if (error.code === 'ABORTED') continue;
      counts.failed += 1;
      yield { type: 'video-failed', path, code: error.code, message: error.message, hint: error.hint };
    }
  }
  if (stoppedBy === undefined) forgetDisplaced(displaced, dependencies.library);
  yield { type: 'finished', summary: { ...counts, ...(stoppedBy && { stoppedBy }) } };
}

async function* applyIdentity(
  path: string,
  identity: FileIdentity,
  dependencies: IndexingDependencies,
  options: IndexingOptions,
): AsyncGenerator<IndexingEvent, void> {
  const { library } = dependencies;
  if (identity.kind === 'unchanged') {
    yield (yield* listenTo(path, identity.video, dependencies, options)) ?? skipped(path, identity.video, 'unchanged');
    return;
  }
  if (identity.kind !== 'new') {
    const { video, file } = identity;
    if (identity.kind !== 'copy') library.relocate(video.id, path, file.modifiedMs);
    const transcribed = yield* listenTo(path, video, dependencies, options);
    if (identity.kind === 'moved') yield { type: 'video-moved', path, videoId: video.id, oldPath: video.path };
    else yield transcribed ?? skipped(path, video, identity.kind === 'copy' ? 'same-content' : 'unchanged');
    return;
  }
  const entry = yield* indexVideo(identity.file, dependencies, options);
  library.commit(entry);
  yield {
    type: 'video-indexed',
    path,
    videoId: entry.video.id,
    shots: entry.shots.length,
    frames: entry.frames.length,
    clips: entry.clips.length,
    transcriptLines: entry.transcript.length,
    familiarity: entry.video.familiarity,
  };
}

/** Gives a video that the library holds its missing transcript; the event that tells so, if one was made. */
async function* listenTo(
  path: string,
  video: Video,
  dependencies: IndexingDependencies,
  { signal }: IndexingOptions,
): AsyncGenerator<IndexingEvent, IndexingEvent | undefined> {
  const heard = yield* transcribeKnownVideo(path, video, dependencies, signal);
  if (!heard) return undefined;
  const { lines, transcription } = heard;
  const { language } = transcription;
  return { type: 'video-transcribed', path, videoId: video.id, transcriptLines: lines.length, language };
}

function skipped(path: string, { id }: Video, reason: 'unchanged' | 'same-content'): IndexingEvent {
  return { type: 'video-skipped', path, videoId: id, reason };
}

/** Forgets videos whose path now holds something else, unless they have turned up elsewhere since. */
function forgetDisplaced(displaced: readonly Video[], library: LibraryReader & LibraryWriter): void {
  for (const { id, path } of displaced) {
    if (library.findVideo(id)?.path === path) library.remove(id);
  }
}

function count(
  event: IndexingEvent,
  counts: Record<'indexed' | 'skipped' | 'moved' | 'failed', number> & { transcribed?: number },
): void {
  if (event.type === 'video-indexed') counts.indexed += 1;
  if (event.type === 'video-skipped') counts.skipped += 1;
  if (event.type === 'video-moved') counts.moved += 1;
  if (event.type === 'video-transcribed') counts.transcribed = (counts.transcribed ?? 0) + 1;
}

function requireSameSpace({ library, encoders }: IndexingDependencies): void {
  const [held, made] = [library.space, encoders.space];
  if (held.packId === made.packId && held.revision === made.revision && held.dimensions === made.dimensions) return;
  const message = `The library was indexed with pack ${held.packId}@${held.revision}, not with ${made.packId}@${made.revision}.`;
  const hint = 'Use that pack, or index into a new library.';
  throw new AskreelError('SPACE_MISMATCH', message, { hint });
}
