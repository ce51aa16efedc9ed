import { frameBoxIou, mixFrameBoxes, type FrameBox } from '../../domain/frame-box.js';
import type { Detection } from '../../encoders/contracts.js';

/** What was found in one frame. */
export interface FrameDetections {
  readonly timeSeconds: number;
  readonly detections: readonly Detection[];
}

/** One thing followed over time: its detections, in time order. */
export interface Track {
  readonly steps: readonly { readonly timeSeconds: number; readonly detection: Detection }[];
}

interface OpenTrack {
  readonly steps: { timeSeconds: number; detection: Detection }[];
}

/** A thing that was not seen for longer than this is another thing when it comes back. */
const longestGapSeconds = 0.8;
/** A step may take the middle of a box this many of its diagonals away from where it is expected. */
const longestStep = 1;
/** Likenesses below this are two things. */
const leastAffinity = 0.25;

/**
 * Links the detections of the frames of one shot (in time order) into tracks: in each frame the best pairs of an open
 * track and a detection first, by overlap with where the track is expected at its pace, by nearness, and by how alike
 * their labels are. Gaps of up to 0.8 s are bridged.
 */
export function linkDetections(frames: readonly FrameDetections[]): Track[] {
  const tracks: OpenTrack[] = [];
  for (const { timeSeconds, detections } of frames) {
    const open = tracks.filter(({ steps }) => timeSeconds - (steps.at(-1)?.timeSeconds ?? 0) <= longestGapSeconds);
    const pairs = open
      .flatMap((track) =>
        detections.map((detection) => ({ track, detection, affinity: affinityOf(track, detection, timeSeconds) })),
      )
      .filter(({ affinity }) => affinity >= leastAffinity)
      .sort((a, b) => b.affinity - a.affinity);
    const [busy, taken] = [new Set<OpenTrack>(), new Set<Detection>()];
    for (const { track, detection } of pairs) {
      if (busy.has(track) || taken.has(detection)) continue;
      busy.add(track);
      taken.add(detection);
      track.steps.push({ timeSeconds, detection });
    }
    for (const detection of detections) {
      if (!taken.has(detection)) tracks.push({ steps: [{ timeSeconds, detection }] });
    }
  }
  return tracks;
}

/** How likely the detection continues the track, 0 to 1; 0 when it is too far away. */
function affinityOf({ steps }: OpenTrack, detection: Detection, timeSeconds: number): number {
  const last = steps.at(-1);
  if (!last) return 0;
  const before = steps.at(-2);
  const places = [last.detection.box];
  if (before) {
    const pace = (timeSeconds - before.timeSeconds) / (last.timeSeconds - before.timeSeconds);
    places.push(mixFrameBoxes(before.detection.box, last.detection.box, Math.min(pace, 3)));
  }
  const overlap = Math.max(...places.map((place) => frameBoxIou(place, detection.box)));
  const nearness = Math.max(...places.map((place) => 1 - stepBetween(place, detection.box) / longestStep));
  if (nearness <= 0) return 0;
  return alikeness(last.detection, detection) * (0.6 * overlap + 0.4 * nearness);
}

/** Distance of the middles of two boxes in mean diagonals. */
function stepBetween(a: FrameBox, b: FrameBox): number {
  const [across, down] = [a.left + a.right - b.left - b.right, a.top + a.bottom - b.top - b.bottom];
  const diagonal = (box: FrameBox): number => Math.hypot(box.right - box.left, box.bottom - box.top);
  return Math.hypot(across, down) / Math.max(1e-6, diagonal(a) + diagonal(b));
}

/** Cosine of two detections' label probabilities. */
function alikeness({ probabilities: a }: Detection, { probabilities: b }: Detection): number {
  let [dot, aa, bb] = [0, 0, 0];
  a.forEach((value, index) => {
    dot += value * (b[index] ?? 0);
    aa += value * value;
    bb += (b[index] ?? 0) ** 2;
  });
  return aa > 0 && bb > 0 ? dot / Math.sqrt(aa * bb) : 1;
}
