import type { Evidence, Moment } from '../domain/moment.js';
import type { ShotSignals } from './shot-signals.js';

/** A shot with all that speaks for it, as the user gets it. */
export function toMoment(signals: ShotSignals, score: number): Moment {
  const { video, shot, frame, clip, caption, action, match, words } = signals;
  const evidence: Evidence[] = [];
  if (frame) evidence.push({ kind: 'frame', timeSeconds: frame.timeSeconds, score: frame.cosine });
  if (clip) evidence.push({ kind: 'clip', span: clip.span, score: match ?? clip.cosine });
  if (shot.caption !== undefined && (caption ?? 0) > 0) {
    evidence.push({ kind: 'caption', text: shot.caption, score: caption ?? 0 });
  }
  if (action) evidence.push({ kind: 'action', label: action.label, score: action.probability });
  return {
    videoId: video.id,
    videoTitle: video.title,
    videoPath: video.path,
    span: words?.span ?? shot.span,
    score,
    ...(shot.caption !== undefined && { caption: shot.caption }),
    evidence,
  };
}
