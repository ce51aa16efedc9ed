import type { VideoFrame } from '../domain/rgb-image.js';
import type { ShotBoundary, ShotDetector } from './contracts.js';
import { FadeTracker } from './fade-tracker.js';
import { isCut } from './judge-cut.js';
import { dissolveReaches, isDissolveMiddle } from './judge-dissolve.js';
import { PanTracker } from './pan-tracker.js';
import { ShotWindow } from './shot-window.js';

/** Two boundaries closer than this are one. */
const shortestShotSeconds = 0.3;

/** Signs of a dissolve closer than this belong to one and the same. */
const dissolveGapSeconds = 0.4;

/** How far behind the newest frame a frame is judged, in seconds. */
const judgingLagSeconds = Math.max(...dissolveReaches);

/** How far behind the newest frame a boundary may lie when it is reported, in seconds. */
export const shotDetectorLagSeconds = 2;

/**
 * Finds hard cuts, fades through black, dissolves and whip pans while frames stream by; feed it every frame of the video at
 * a shorter edge of about 96 to 224 pixels. A cut's time is the first frame of the new shot, a fade's the moment the black
 * begins to lift, a dissolve's or pan's its middle. Flashes, shaking or slowly panning cameras and noise are no boundaries.
 * Memory is bounded.
 */
export function createShotDetector(): ShotDetector {
  const window = new ShotWindow(judgingLagSeconds + 0.25, judgingLagSeconds, 4);
  const fades = new FadeTracker();
  const pans = new PanTracker();
  let lastBoundarySeconds = -Infinity;
  let lastCutSeconds = -Infinity;
  // One dissolve passes for one on many frames in a row; the boundary is put in their middle.
  let dissolve: { readonly firstSeconds: number; readonly lastSeconds: number } | undefined;

  const judge = (atEnd: boolean): ShotBoundary[] => {
    const found: ShotBoundary[] = [];
    const report = (timeSeconds: number, kind: ShotBoundary['kind']): void => {
      if (timeSeconds - lastBoundarySeconds < shortestShotSeconds) return;
      lastBoundarySeconds = timeSeconds;
      fades.startShot();
      found.push({ timeSeconds, kind });
    };
    const reportDissolve = (): void => {
      if (dissolve && dissolve.firstSeconds - lastBoundarySeconds > dissolveGapSeconds)
        report((dissolve.firstSeconds + dissolve.lastSeconds) / 2, 'dissolve');
      dissolve = undefined;
    };
    for (let focus = window.focus(atEnd); focus; focus = window.focus(atEnd)) {
      const { timeSeconds } = focus;
      const cut = isCut(window);
      if (cut) lastCutSeconds = timeSeconds;
      const nearCut = timeSeconds - lastCutSeconds < judgingLagSeconds || cutAhead(window);
      const lifted = fades.follow(focus);
      const swung = pans.follow(focus);
      if (!cut && !nearCut && isDissolveMiddle(window)) {
        dissolve = { firstSeconds: dissolve?.firstSeconds ?? timeSeconds, lastSeconds: timeSeconds };
      } else if (dissolve && (cut || timeSeconds - dissolve.lastSeconds > dissolveGapSeconds)) {
        reportDissolve();
      }
      if (cut) report(timeSeconds, 'cut');
      else if (lifted !== undefined) report(lifted, 'fade');
      // A quick dissolve changes as much as a swing does, and is told apart by being a mixture.
      else if (swung !== undefined && !dissolve) report(swung, 'pan');
      fades.see(focus);
      window.advance();
    }
    if (atEnd) reportDissolve();
    return found;
  };

  return {
    push(frame: VideoFrame): ShotBoundary[] {
      window.add(frame);
      return judge(false);
    },
    finish: () => judge(true),
  };
}

/** Whether a step as large as a cut's lies ahead: a picture before and one after it always seem to mix. */
function cutAhead(window: ShotWindow): boolean {
  for (const later of window.after(judgingLagSeconds)) if (later.pictureStep >= 0.08) return true;
  return false;
}
