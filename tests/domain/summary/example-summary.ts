import type { VideoEvent } from '../../../src/domain/events/video-event.js';
import type { ChapterMaterial } from '../../../src/domain/summary/chapter-material.js';
import type { VideoSummary } from '../../../src/domain/summary/video-summary.js';

/** An event as a caption of `<actor> <action> <place>` gives it. */
export function event(
  startSeconds: number,
  endSeconds: number,
  actor: string,
  action: string,
  place = '',
  more: Partial<VideoEvent> = {},
): VideoEvent {
  return {
    videoId: 'v',
    index: 0,
    shotIndex: Math.round(startSeconds),
    span: { startSeconds, endSeconds },
    actor,
    kind: actor.split(' ').at(-1) ?? '',
    traits: '',
    action,
    place,
    rivals: [],
    text: `a ${actor} ${action} ${place}`.trim(),
    confidence: 0.9,
    source: 'caption',
    ...more,
  };
}

export function line(startSeconds: number, text: string) {
  return { videoId: 'v', span: { startSeconds, endSeconds: startSeconds + 3 }, text };
}

export function chapter(
  startSeconds: number,
  endSeconds: number,
  more: Partial<ChapterMaterial> = {},
): ChapterMaterial {
  return { span: { startSeconds, endSeconds }, events: [], transcript: [], ...more };
}

/** A summary whose words are as unfriendly as those of a video may be. */
export function nastySummary(nasty: string): VideoSummary {
  return {
    video: { id: 'v', title: nasty, path: '/v.mp4', durationSeconds: 4000 },
    language: 'en',
    chapters: [
      { span: { startSeconds: 0, endSeconds: 12.5 }, title: nasty, text: nasty, wordedBy: 'rules', evidence: [] },
      { span: { startSeconds: 12.5, endSeconds: 12.8 }, title: 'short', text: '', wordedBy: 'rules', evidence: [] },
      { span: { startSeconds: 12.8, endSeconds: 4000 }, title: 'Blue cat', text: '', wordedBy: 'rules', evidence: [] },
    ],
    storyline: nasty,
    storylineBy: 'rules',
    cast: [
      {
        actor: nasty,
        secondsOnScreen: 65,
        actions: [{ action: 'jumps', spans: [{ startSeconds: 3, endSeconds: 4 }] }],
      },
    ],
    warnings: [],
  };
}
