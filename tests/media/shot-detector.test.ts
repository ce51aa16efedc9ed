import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShotBoundary } from '../../src/media/contracts.js';
import { readFrames } from '../../src/media/read-frames.js';
import { createShotDetector, shotDetectorLagSeconds } from '../../src/media/shot-detector.js';
import { openMediaFixture, type MediaFixture } from './support/media-fixture.js';

let fixture: MediaFixture;
beforeAll(async () => {
  fixture = await openMediaFixture();
});
afterAll(() => fixture.close());

async function detect(path: string): Promise<ShotBoundary[]> {
  const detector = createShotDetector();
  const found: ShotBoundary[] = [];
  for await (const frame of readFrames(fixture.tools, path, { shortEdge: 96 })) {
    const boundaries = detector.push(frame);
    for (const boundary of boundaries) {
      expect(frame.timeSeconds - boundary.timeSeconds).toBeLessThanOrEqual(shotDetectorLagSeconds);
    }
    found.push(...boundaries);
  }
  return [...found, ...detector.finish()];
}

/** Two pictures without anything in common; the second moves a little. */
const first = 'smptebars=s=128x96:r=25';
const second = 'testsrc=s=128x96:r=25';

describe('createShotDetector', () => {
  it('finds hard cuts at the first frame of the new shot', async () => {
    const path = await fixture.make(
      'cuts.mp4',
      [first, second],
      ...[
        '-filter_complex',
        '[0]trim=0:2[a];[1]trim=0:1.52,setpts=PTS-STARTPTS[b];[0]trim=3:5,setpts=PTS-STARTPTS[c];[a][b][c]concat=n=3',
      ],
    );
    const found = await detect(path);
    expect(found.map((boundary) => [boundary.kind, Number(boundary.timeSeconds.toFixed(2))])).toEqual([
      ['cut', 2],
      ['cut', 3.52],
    ]);
  });

  it('finds one boundary in a fade through black, where the light comes back', async () => {
    const path = await fixture.make(
      'fade.mp4',
      [first, second],
      '-filter_complex',
      '[0]trim=0:2,fade=out:st=1.6:d=0.4[a];[1]trim=0:2,setpts=PTS-STARTPTS,fade=in:st=0:d=0.4[b];[a][b]concat=n=2',
    );
    const found = await detect(path);
    expect(found.map((boundary) => boundary.kind)).toEqual(['fade']);
    expect(found[0]?.timeSeconds).toBeGreaterThan(1.9);
    expect(found[0]?.timeSeconds).toBeLessThan(2.1);
  });

  it('finds the middle of a dissolve', async () => {
    const path = await fixture.make(
      'dissolve.mp4',
      [first, second],
      '-filter_complex',
      '[0]trim=0:4[a];[1]trim=0:4,format=yuva420p,fade=in:st=1.6:d=0.8:alpha=1[b];[a][b]overlay',
    );
    const found = await detect(path);
    expect(found.map((boundary) => boundary.kind)).toEqual(['dissolve']);
    expect(found[0]?.timeSeconds).toBeGreaterThan(1.8);
    expect(found[0]?.timeSeconds).toBeLessThan(2.2);
  });

  it('finds no boundary in flashes, noise, slow pans, light changes and a fade-in at the start', async () => {
    const flash = "eq=brightness='if(between(t,1,1.2),1,0)':eval=frame";
    const wide = 'testsrc=s=640x96:r=25';
    const videos = {
      flash: await fixture.make('flash.mp4', [first], '-t', '2.5', '-vf', flash),
      noise: await fixture.make('noisy.mp4', [second], '-t', '2', '-vf', 'noise=alls=60:allf=t'),
      pan: await fixture.make('pan.mp4', [wide], '-t', '2.5', '-vf', "crop=128:96:x='min(max(t-0.5,0)*150,500)':y=0"),
      light: await fixture.make('light.mp4', [first], '-t', '3', '-vf', "eq=brightness='0.4*sin(t*2)':eval=frame"),
      fadeIn: await fixture.make('fade-in.mp4', [second], '-t', '3', '-vf', 'fade=in:st=0.5:d=1'),
    };
    for (const [name, path] of Object.entries(videos)) {
      expect({ name, found: await detect(path) }).toEqual({ name, found: [] });
    }
  });
});
