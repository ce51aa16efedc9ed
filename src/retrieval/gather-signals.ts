import type { Shot, VideoId } from '../domain/video.js';
import { spanContains } from '../domain/time-span.js';
import type { LibraryFilter, LibraryReader } from '../library/contracts.js';
import type { VectorSample } from '../encoders/contracts.js';
import { captionCoverage, describedUnits } from './caption-coverage.js';
import { deviationsAbove } from './calibrate-scores.js';
import { sampleBackground } from './sample-background.js';
import { wordCoverage } from './query-words.js';
import type { ShotSignals } from './shot-signals.js';

const frameHits = 300;
const clipHits = 150;
const captionHits = 150;

/** A query as the signals need it. */
export interface SignalQuery {
  /** The description's vector. */
  readonly embedding: Float32Array;
  /** Its words; empty for a picture. */
  readonly description: string;
  /** Its content words. */
  readonly words: readonly string[];
  readonly filter: LibraryFilter;
}

/**
 * Everything that the vectors and captions of the library say for a query, by shot; in no order. `sample` helps to tell
 * what stands out in a small library.
 */
export function gatherSignals(query: SignalQuery, library: LibraryReader, sample?: VectorSample): ShotSignals[] {
  const { embedding, description, words, filter } = query;
  const shots = new ShotDirectory(library);
  const frameBackground = sampleBackground(embedding, 'frame', library, sample);
  for (const { videoId, timeSeconds, score } of library.searchFrames(embedding, frameHits, filter)) {
    const signals = shots.at(videoId, timeSeconds);
    if (!signals || (signals.frame && signals.frame.cosine >= score)) continue;
    signals.frame = { timeSeconds, cosine: score, deviations: deviationsAbove(score, frameBackground) };
  }
  const clipBackground = sampleBackground(embedding, 'clip', library, sample);
  for (const { videoId, shotIndex, clipId, span, score } of library.searchClips(embedding, clipHits, filter)) {
    const signals = shots.byIndex(videoId, shotIndex);
    if (!signals || (signals.clip && signals.clip.cosine >= score)) continue;
    signals.clip = { clipId, span, cosine: score, deviations: deviationsAbove(score, clipBackground) };
  }
  if (words.length > 0) {
    for (const { videoId, index } of library.searchCaptions(words.join(' '), captionHits, filter)) {
      shots.byIndex(videoId, index);
    }
  }
  const gathered = shots.touched();
  const described = words.length > 0 ? describedUnits(description) : undefined;
  for (const signals of gathered) {
    if (described && signals.shot.caption !== undefined) {
      const { share, told } = captionCoverage(described, signals.shot.caption);
      signals.caption = share;
      signals.told = told;
    }
  }
  return gathered;
}

/** The action, if any, whose label's words all occur in the description; adds it to the signals. */
export function addNamedAction(signals: ShotSignals, words: readonly string[], library: LibraryReader): void {
  const description = words.join(' ');
  const named = library
    .actions(signals.video.id, signals.shot.span)
    .filter(({ shotIndex }) => shotIndex === signals.shot.index)
    .filter(({ label }) => wordCoverage(label.split(' '), description) === 1)
    .sort((a, b) => b.probability - a.probability)[0];
  if (named) signals.action = { label: named.label, probability: named.probability };
}

/** Shots by place, read once for each video that comes up. */
class ShotDirectory {
  readonly #library: LibraryReader;
  readonly #videos: ReadonlyMap<VideoId, ShotSignals['video']>;
  readonly #shots = new Map<VideoId, Shot[]>();
  readonly #signals = new Map<string, ShotSignals>();

  constructor(library: LibraryReader) {
    this.#library = library;
    this.#videos = new Map(library.videos().map((video) => [video.id, video]));
  }

  at(videoId: VideoId, timeSeconds: number): ShotSignals | undefined {
    return this.#touch(this.#shotsOf(videoId).find((shot) => spanContains(shot.span, timeSeconds)));
  }

  byIndex(videoId: VideoId, index: number): ShotSignals | undefined {
    return this.#touch(this.#shotsOf(videoId).find((shot) => shot.index === index));
  }

  touched(): ShotSignals[] {
    return [...this.#signals.values()];
  }

  #shotsOf(videoId: VideoId): Shot[] {
    let shots = this.#shots.get(videoId);
    if (!shots) this.#shots.set(videoId, (shots = this.#library.shots(videoId)));
    return shots;
  }

  #touch(shot: Shot | undefined): ShotSignals | undefined {
    const video = shot && this.#videos.get(shot.videoId);
    if (!video) return undefined;
    const key = `${shot.videoId}#${shot.index}`;
    let signals = this.#signals.get(key);
    if (!signals) this.#signals.set(key, (signals = { video, shot }));
    return signals;
  }
}
