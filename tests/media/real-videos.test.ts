import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeVideo } from '../../src/media/probe-video.js';
import { readFrames } from '../../src/media/read-frames.js';
import { createShotDetector } from '../../src/media/shot-detector.js';
import { openMediaFixture, realVideoPath, realVideos, type MediaFixture } from './support/media-fixture.js';

let fixture: MediaFixture;
beforeAll(async () => {
  fixture = await openMediaFixture();
});
afterAll(() => fixture.close());

describe.skipIf(realVideos === undefined)('real footage (skipped where it is not at hand)', () => {
  it.each((realVideos ?? []).map((video) => [video.file, video] as const))(
    '%s: length, frames and hard cuts agree with the manifest',
    async (file, video) => {
      const path = realVideoPath(video);
      const probe = await probeVideo(fixture.tools, path);
      expect(Math.abs(probe.durationSeconds - video.duration)).toBeLessThan(0.1);

      const detector = createShotDetector();
      const boundaries = [];
      let frames = 0;
      let last = -1;
      for await (const frame of readFrames(fixture.tools, path, { shortEdge: 96, probe })) {
        expect(frame.timeSeconds).toBeGreaterThan(last);
        last = frame.timeSeconds;
        frames += 1;
        boundaries.push(...detector.push(frame));
      }
      boundaries.push(...detector.finish());
      expect(frames).toBe(video.frames_decoded);
      expect(last).toBeLessThanOrEqual(probe.durationSeconds + 0.01);

      const cuts = boundaries.filter((boundary) => boundary.kind === 'cut').map((boundary) => boundary.timeSeconds);
      if (file.startsWith('PySceneDetect')) {
        expect(cuts).toHaveLength(video.shot_cuts_s.length);
        cuts.forEach((cut, index) => expect(Math.abs(cut - (video.shot_cuts_s[index] ?? -1))).toBeLessThan(0.1));
      } else {
        expect(cuts.length).toBeLessThanOrEqual(video.shot_cuts_s.length + 4);
      }
    },
  );
});
