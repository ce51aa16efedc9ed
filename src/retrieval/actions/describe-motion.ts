import { spanSeconds, type TimeSpan } from '../../domain/time-span.js';
import { formatSpan } from '../../domain/timestamp.js';
import type { MotionTrack } from '../../domain/video.js';
import { activeSpans, type ActiveSpan } from '../../domain/motion/active-span.js';
import { readCamera, type CameraMotion } from './read-camera.js';

/** How the camera and the things before it move in a shot. */
export interface ShotMotion {
  readonly camera: CameraMotion;
  /** Stretches in which something moves, in time order. */
  readonly moving: readonly ActiveSpan[];
  /** Share of the shot in which something moves, 0 to 1. */
  readonly movingShare: number;
  /** Both in a sentence: `the camera drifts left; something moves a little 0:02.1–0:04.6`. */
  readonly words: string;
}

/** Ways of moving that are told apart, and from which speed on: in picture widths, heights, or growth a second. */
const paces = [
  { least: 0.15, turning: 'turns fast', nearing: 'comes fast' },
  { least: 0.03, turning: 'turns', nearing: 'comes' },
  { least: 0.004, turning: 'drifts', nearing: 'comes slowly' },
] as const;
/** Growth is measured less exactly than shifts. */
const leastGrowth = 0.008;
/** A drift that shifts the picture by less in the whole shot is not seen. */
const leastShift = 0.012;

/** Mean object motion of what moves a lot: a figure that crosses the picture in seconds; and a little: a slow fade. */
const [muchMotion, littleMotion] = [0.1, 0.025];

/** Says how a shot moves. @param shot a shot, or any span that holds no cut. */
export function describeMotion(track: MotionTrack, shot: TimeSpan): ShotMotion {
  const moving = activeSpans(track, shot);
  const camera = readCamera(track, shot, moving);
  const seconds = spanSeconds(shot);
  const movingShare = moving.reduce((sum, span) => sum + spanSeconds(span), 0) / Math.max(seconds, 1e-6);
  return { camera, moving, movingShare, words: `${wordCamera(camera, seconds)}; ${wordThings(moving)}` };
}

function wordCamera({ right, down, nearer, shakes, sure }: CameraMotion, seconds: number): string {
  const visible = (speed: number): number => (Math.abs(speed) * seconds >= leastShift ? speed : 0);
  const [x, y] = [visible(right), visible(down)];
  const pace = paceOf(Math.max(Math.abs(x), Math.abs(y)));
  const parts: string[] = [];
  if (pace) {
    const sideways = Math.abs(x) >= Math.abs(y) / 2 ? (x > 0 ? 'right' : 'left') : undefined;
    const upright = Math.abs(y) >= Math.abs(x) / 2 ? (y > 0 ? 'down' : 'up') : undefined;
    parts.push(`${pace.turning} ${[sideways, upright].filter((way) => way !== undefined).join(' and ')}`);
  }
  const nearing = Math.abs(nearer) >= leastGrowth ? paceOf(Math.abs(nearer)) : undefined;
  if (nearing)
    parts.push(nearer > 0 ? `${nearing.nearing} nearer` : `${nearing.nearing.replace('comes', 'goes')} back`);
  if (shakes) parts.push('shakes');
  if (parts.length === 0) return 'the camera stays still';
  return `the camera ${sure ? '' : 'perhaps '}${parts.join(' and ')}`;
}

function paceOf(speed: number): (typeof paces)[number] | undefined {
  return paces.find(({ least }) => speed >= least);
}

function wordThings(moving: readonly ActiveSpan[]): string {
  if (moving.length === 0) return 'nothing moves';
  const level = Math.max(...moving.map((span) => span.level));
  const manner = level >= muchMotion ? ' a lot' : level < littleMotion ? ' a little' : '';
  return `something moves${manner} ${moving.map((span) => formatSpan(span, true)).join(', ')}`;
}
