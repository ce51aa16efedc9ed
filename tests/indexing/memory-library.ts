import { deriveEvents } from '../../src/domain/events/derive-events.js';
import type { Video } from '../../src/domain/video.js';
import { overlapSeconds, spanContains } from '../../src/domain/time-span.js';
import type {
  IndexedVideo,
  LibraryFilter,
  LibraryReader,
  LibraryWriter,
  StoredClip,
} from '../../src/library/contracts.js';
import { cosine } from './colour-encoders.js';

/** The library's contracts over plain arrays: exact search, word counts for full text. */
export class MemoryLibrary implements LibraryReader, LibraryWriter {
  readonly space = { packId: 'colours', revision: '1', dimensions: 3 };
  readonly entries = new Map<string, IndexedVideo>();

  commit(entry: IndexedVideo): void {
    for (const { video } of this.entries.values()) if (video.path === entry.video.path) this.remove(video.id);
    this.entries.set(entry.video.id, entry);
  }

  relocate(videoId: string, path: string, modifiedMs: number): void {
    const entry = this.entries.get(videoId);
    if (entry) this.entries.set(videoId, { ...entry, video: { ...entry.video, path, modifiedMs } });
  }

  remove(videoId: string): boolean {
    return this.entries.delete(videoId);
  }

  videos(): Video[] {
    return [...this.entries.values()].map(({ video }) => video);
  }

  findVideo(reference: string): Video | undefined {
    return this.entries.get(reference)?.video ?? this.videos().find(({ title }) => title === reference);
  }

  findByPath(path: string, sizeBytes?: number, modifiedMs?: number): Video | undefined {
    return this.videos().find(
      (video) =>
        video.path === path &&
        video.sizeBytes === (sizeBytes ?? video.sizeBytes) &&
        video.modifiedMs === (modifiedMs ?? video.modifiedMs),
    );
  }

  findByHash(contentHash: string): Video | undefined {
    return this.videos().find((video) => video.contentHash === contentHash);
  }

  shots(videoId: string): ReturnType<LibraryReader['shots']> {
    return (this.entries.get(videoId)?.shots ?? []).map((shot) => ({ videoId, ...shot }));
  }

  actions(...[videoId, span]: Parameters<LibraryReader['actions']>): ReturnType<LibraryReader['actions']> {
    return this.clips(videoId, span).flatMap(({ shotIndex, span: clipSpan, actions }) =>
      actions.slice(0, 1).map((action) => ({ videoId, span: clipSpan, shotIndex, ...action })),
    );
  }

  events(videoId: string): ReturnType<LibraryReader['events']> {
    return deriveEvents({ videoId, shots: this.shots(videoId), windows: this.clips(videoId) });
  }

  transcript(videoId: string): ReturnType<LibraryReader['transcript']> {
    return (this.entries.get(videoId)?.transcript ?? []).map((line) => ({ videoId, ...line }));
  }

  transcription(videoId: string): ReturnType<LibraryReader['transcription']> {
    return this.entries.get(videoId)?.transcription;
  }

  replaceTranscript(
    ...[videoId, transcript, transcription]: Parameters<LibraryWriter['replaceTranscript']>
  ): ReturnType<LibraryWriter['replaceTranscript']> {
    const entry = this.entries.get(videoId);
    if (!entry) return;
    const { transcription: _, ...rest } = entry;
    this.entries.set(videoId, { ...rest, transcript, ...(transcription && { transcription }) });
  }

  clips(...[videoId, span]: Parameters<LibraryReader['clips']>): StoredClip[] {
    return this.#allClips().filter(
      (clip) => clip.videoId === videoId && (!span || overlapSeconds(clip.span, span) > 0),
    );
  }

  clipsById(ids: readonly number[]): StoredClip[] {
    return this.#allClips().filter(({ clipId }) => ids.includes(clipId));
  }

  motion(videoId: string): ReturnType<LibraryReader['motion']> {
    return this.entries.get(videoId)?.motion;
  }

  frameTimes(videoId: string): number[] {
    return (this.entries.get(videoId)?.frames ?? []).map(({ timeSeconds }) => timeSeconds);
  }

  frames(...[videoId, span]: Parameters<LibraryReader['frames']>): ReturnType<LibraryReader['frames']> {
    const frames = this.entries.get(videoId)?.frames ?? [];
    return frames.filter(({ timeSeconds }) => !span || spanContains(span, timeSeconds));
  }

  searchFrames(
    ...[embedding, limit, filter]: Parameters<LibraryReader['searchFrames']>
  ): ReturnType<LibraryReader['searchFrames']> {
    return [...this.entries]
      .flatMap(([videoId, { frames }]) =>
        frames.map((frame) => ({ videoId, timeSeconds: frame.timeSeconds, score: cosine(frame.embedding, embedding) })),
      )
      .filter(
        ({ videoId, timeSeconds }) =>
          inVideos(videoId, filter) && (!filter?.span || spanContains(filter.span, timeSeconds)),
      )
      .sort((a, b) => b.score - a.score)
      .slice(0, limit);
  }

  searchClips(
    ...[embedding, limit, filter]: Parameters<LibraryReader['searchClips']>
  ): ReturnType<LibraryReader['searchClips']> {
    return this.#allClips()
      .filter((clip) => accepts(clip, filter))
      .map((clip) => ({ ...clip, score: cosine(clip.embedding, embedding) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, limit);
  }

  searchTranscript(
    ...[query, limit, filter]: Parameters<LibraryReader['searchTranscript']>
  ): ReturnType<LibraryReader['searchTranscript']> {
    const lines = this.videos().flatMap(({ id }) => this.transcript(id));
    return byWords(
      query,
      lines.filter((line) => accepts(line, filter)),
      ({ text }) => text,
    ).slice(0, limit);
  }

  searchCaptions(
    ...[query, limit, filter]: Parameters<LibraryReader['searchCaptions']>
  ): ReturnType<LibraryReader['searchCaptions']> {
    const shots = this.videos().flatMap(({ id }) => this.shots(id));
    return byWords(
      query,
      shots.filter((shot) => accepts(shot, filter)),
      ({ caption }) => caption ?? '',
    ).slice(0, limit);
  }

  shotCount(filter?: LibraryFilter): number {
    return this.videos()
      .flatMap(({ id }) => this.shots(id))
      .filter((shot) => accepts(shot, filter)).length;
  }

  sampleScores(...[embedding, kind, limit]: Parameters<LibraryReader['sampleScores']>): Float32Array {
    const vectors = [...this.entries.values()].flatMap((entry): readonly { embedding: Float32Array }[] =>
      kind === 'frame' ? entry.frames : entry.clips,
    );
    return Float32Array.from(vectors.slice(0, limit), (vector) => cosine(vector.embedding, embedding));
  }

  #allClips(): StoredClip[] {
    return [...this.entries]
      .flatMap(([videoId, { clips }]) => clips.map((clip) => ({ videoId, ...clip })))
      .map((clip, clipId) => ({ ...clip, clipId }));
  }
}

function inVideos(videoId: string, filter: LibraryFilter | undefined): boolean {
  return filter?.videoIds?.includes(videoId) ?? true;
}

function accepts(
  item: { readonly videoId: string; readonly span: { startSeconds: number; endSeconds: number } },
  filter: LibraryFilter | undefined,
): boolean {
  return inVideos(item.videoId, filter) && (!filter?.span || overlapSeconds(item.span, filter.span) > 0);
}

function byWords<Item>(
  query: string,
  items: readonly Item[],
  textOf: (item: Item) => string,
): (Item & { score: number })[] {
  const words = query.toLowerCase().split(/\s+/);
  return items
    .map((item) => ({
      ...item,
      score: words.filter((word) => textOf(item).toLowerCase().split(/\W+/).includes(word)).length,
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}
