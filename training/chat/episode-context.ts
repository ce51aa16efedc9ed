import { createHash } from 'node:crypto';
import { deriveEvents } from '../../src/domain/events/derive-events.js';
import type { Moment } from '../../src/domain/moment.js';
import { overlapSeconds, type TimeSpan } from '../../src/domain/time-span.js';
import type { ActionSpan, Shot, TranscriptLine, Video } from '../../src/domain/video.js';
import type { LibraryReader } from '../../src/library/contracts.js';
import { captionCoverage, describedUnits } from '../../src/retrieval/caption-coverage.js';
import type { ClipInspector, MomentSearch } from '../../src/retrieval/contracts.js';
import type { VideoToolContext } from '../../src/tools/contracts.js';
import { captionOf } from '../playhouse/captions.js';
import type { Episode } from '../playhouse/episode.js';
import type { Random } from '../playhouse/random.js';

/** What the tools would see of an episode if every model were right; how sure the models are is drawn at random. */
export function contextOfEpisode(episode: Episode, random: Random): { video: Video; context: VideoToolContext } {
  const hash = createHash('sha256').update(episode.id).digest('hex');
  const video: Video = {
    id: hash.slice(0, 16),
    path: `/${episode.id}.mp4`,
    title: episode.id,
    contentHash: hash,
    sizeBytes: 1,
    modifiedMs: 0,
    durationSeconds: episode.durationSeconds,
    width: 320,
    height: 240,
    codec: 'h264',
    hasAudio: false,
    familiarity: 'familiar',
    warnings: [],
    indexedAt: '2026-01-01T00:00:00.000Z',
  };
  const videoId = video.id;
  const shots = episode.shots.map(({ index, start, end, scene }): Shot => ({
    videoId,
    index,
    span: { startSeconds: start, endSeconds: end },
    caption: captionOf(scene),
    captionConfidence: random.between(0.6, 1),
    motion: 0.1,
  }));
  const actions = episode.shots.map(({ index, start, end, scene }): ActionSpan => ({
    videoId,
    shotIndex: index,
    span: { startSeconds: start, endSeconds: end },
    label: scene.action,
    probability: random.between(0.8, 1),
  }));
  const windows = actions.map(({ label, probability, ...window }) => ({
    ...window,
    actions: [{ label, probability }],
  }));
  const events = deriveEvents({ videoId, shots, windows });
  const transcript = episode.narration.map(({ start, end, text }): TranscriptLine => ({
    videoId,
    span: { startSeconds: start, endSeconds: end },
    text,
  }));
  const within = <Item extends { readonly span: TimeSpan }>(items: readonly Item[], span?: TimeSpan): Item[] =>
    items.filter((item) => span === undefined || overlapSeconds(item.span, span) > 0);
  const library: Partial<LibraryReader> = {
    videos: () => [video],
    findVideo: (reference) => ([video.id, video.title].includes(reference) ? video : undefined),
    shots: () => shots,
    shotCount: () => shots.length,
    actions: (_id, span) => within(actions, span),
    events: (_id, span) => within(events, span),
    transcript: (_id, span) => within(transcript, span),
    searchTranscript: (query, limit) => {
      const wanted = query.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
      return transcript
        .map((line) => ({ ...line, score: wanted.filter((word) => line.text.toLowerCase().includes(word)).length }))
        .filter(({ score }) => score > 0)
        .toSorted((a, b) => b.score - a.score)
        .slice(0, limit);
    },
  };
  const inspector: Partial<ClipInspector> = {
    captions: (_id, span) => Promise.resolve(within(shots, span)),
    actions: (_id, span) => within(actions, span),
    ask: () => Promise.resolve(undefined),
  };
  return {
    video,
    context: {
      library: library as LibraryReader,
      search: searchOf(video, shots, random),
      inspector: inspector as ClipInspector,
    },
  };
}

/** A search that finds what captions say in whatever words, and only that. */
function searchOf(video: Video, shots: readonly Shot[], random: Random): MomentSearch {
  return {
    search: ({ description, span, limit = 5 }) => {
      const units = describedUnits(description);
      const ranked = shots
        .filter((shot) => span === undefined || overlapSeconds(shot.span, span) > 0)
        .map((shot) => ({ shot, ...captionCoverage(units, shot.caption ?? '') }))
        .toSorted((a, b) => b.share - a.share)
        .slice(0, limit);
      const toMoment = ({ shot, share }: (typeof ranked)[number]): Moment => ({
        videoId: video.id,
        videoTitle: video.title,
        videoPath: video.path,
        span: shot.span,
        score: share === 1 ? random.between(0.85, 1) : share * 0.3,
        ...(shot.caption !== undefined && { caption: shot.caption }),
        evidence: [],
      });
      const moments = ranked.filter(({ share }) => share === 1).map(toMoment);
      const found = moments.length > 0;
      return Promise.resolve({
        moments,
        verdict: found ? ('found' as const) : ('nothing-matches' as const),
        confidence: found ? random.between(0.85, 1) : random.between(0.01, 0.2),
        nearest: found ? [] : ranked.slice(0, 3).map(toMoment),
        unknownWords: [],
      });
    },
  };
}
