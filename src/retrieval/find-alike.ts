import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import type { Moment } from '../domain/moment.js';
import { overlapSeconds } from '../domain/time-span.js';
import type { LibraryFilter, LibraryReader } from '../library/contracts.js';
import { describeBackground } from './calibrate-scores.js';
import type { AlikeQuery, MomentSearchResult } from './contracts.js';
import { gatherSignals } from './gather-signals.js';
import { toMoment } from './to-moment.js';

const backgroundSample = 512;
const nearestOffered = 3;
/** Half the way from any frame to the very same picture. */
const leastLikeness = 0.5;

/**
 * Shots that look like some pictures, best first. A moment's score is the likeness of its best frame, 0 to 1: how far its
 * cosine with the picture has come on the way from a frame of the library taken at random (the median) to the picture
 * itself. From one half on it counts as found. With several pictures the likeliest of them counts for each shot.
 *
 * Throws BAD_ARGUMENT without pictures, ABORTED.
 */
export function findAlike(query: AlikeQuery, library: LibraryReader): MomentSearchResult {
  const { pictures, except, signal, limit = 5 } = query;
  if (pictures.length === 0) throw new AskreelError('BAD_ARGUMENT', 'There is no picture to compare with.');
  const filter: LibraryFilter = {
    ...(query.videoIds && { videoIds: query.videoIds }),
    ...(query.span && { span: query.span }),
  };
  const best = new Map<string, Moment>();
  for (const embedding of pictures) {
    throwIfAborted(signal);
    const { median } = describeBackground(library.sampleScores(embedding, 'frame', backgroundSample));
    for (const signals of gatherSignals({ embedding, description: '', words: [], filter }, library)) {
      const { frame, video, shot } = signals;
      if (!frame || (except?.videoId === video.id && overlapSeconds(except.span, shot.span) > 0)) continue;
      const likeness = Math.max(0, Math.min(1, (frame.cosine - median) / Math.max(1e-6, 1 - median)));
      const key = `${video.id}#${shot.index}`;
      if ((best.get(key)?.score ?? -1) < likeness) best.set(key, toMoment({ video, shot, frame }, likeness));
    }
  }
  const ranked = [...best.values()].sort((a, b) => b.score - a.score);
  const moments = ranked.filter(({ score }) => score >= leastLikeness).slice(0, limit);
  return {
    moments,
    verdict: moments.length > 0 ? 'found' : 'nothing-matches',
    confidence: ranked[0]?.score ?? 0,
    nearest: moments.length > 0 ? [] : ranked.slice(0, nearestOffered),
    unknownWords: [],
  };
}
