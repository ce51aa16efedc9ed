import type { VideoId } from '../../domain/video.js';

/** The resource that lists all videos. */
export const videosUri = 'askreel://videos';

/** What clients fill in (RFC 6570) to reach a video, its transcript and its pictures. */
export const uriTemplates = {
  video: 'askreel://video/{id}',
  transcript: 'askreel://video/{id}/transcript',
  webVtt: 'askreel://video/{id}/transcript.vtt',
  thumbnail: 'askreel://video/{id}/thumbnail/{seconds}',
} as const;

/** The resource of one video. */
export function videoUri(id: VideoId): string {
  return `askreel://video/${id}`;
}

/** The resource of the picture at a moment, in source seconds. */
export function thumbnailUri(id: VideoId, seconds: number): string {
  return `${videoUri(id)}/thumbnail/${Number(seconds.toFixed(2))}`;
}
