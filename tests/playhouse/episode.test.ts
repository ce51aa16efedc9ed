import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EpisodeRenderer } from '../../training/playhouse/episode-renderer.js';
import { makeEpisode } from '../../training/playhouse/episode.js';
import { truthOf, type EpisodeTruth } from '../../training/playhouse/truth.js';

const [width, height] = [160, 120];
const pictureSeconds = [1, 6.5, 20];

function pictures(seed: number): Uint8Array[] {
  const episode = makeEpisode(seed);
  const renderer = new EpisodeRenderer(episode, width, height);
  return pictureSeconds.map((seconds) => {
    renderer.draw(seconds, seconds * episode.framesPerSecond);
    return renderer.rgb();
  });
}

/** All of the truth but the boxes, which are measured from a drawing. */
function hashOfTruth(seed: number): string {
  const truth = truthOf(makeEpisode(seed));
  const written = JSON.stringify({
    ...truth,
    shots: truth.shots.map((shot) => ({ ...shot, boxes: shot.boxes.length })),
  });
  return createHash('sha256').update(written).digest('hex').slice(0, 16);
}

/** Mean red, green and blue of a picture's four quarters. */
function quarters(picture: Uint8Array): number[] {
  const sums = new Array<number>(12).fill(0);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const quarter = (pixel % width < width / 2 ? 0 : 1) + (pixel < (width * height) / 2 ? 0 : 2);
    for (let channel = 0; channel < 3; channel += 1) {
      const slot = quarter * 3 + channel;
      sums[slot] = (sums[slot] ?? 0) + (picture[pixel * 3 + channel] ?? 0);
    }
  }
  return sums.map((sum) => Math.round(sum / ((width * height) / 4)));
}

describe('an episode', () => {
  it('is the same for the same seed, to the last pixel', () => {
    expect(truthOf(makeEpisode(2_000_000))).toEqual(truthOf(makeEpisode(2_000_000)));
    const [first, second] = [pictures(2_000_000), pictures(2_000_000)];
    for (const [index, picture] of first.entries()) expect(Buffer.compare(picture, second[index] ?? picture)).toBe(0);
    expect(makeEpisode(2_000_001).shots).not.toEqual(makeEpisode(2_000_000).shots);
  });

  it('does not depend on what was drawn before', () => {
    const episode = makeEpisode(2_000_000);
    const renderer = new EpisodeRenderer(episode, width, height);
    for (let frame = 0; frame < 200; frame += 7) renderer.draw(frame / 25, frame);
    renderer.draw(6.5, 6.5 * 25);
    expect(Buffer.compare(renderer.rgb(), pictures(2_000_000)[1] ?? new Uint8Array())).toBe(0);
  });

  it.each([
    [2_000_000, 'a09cbcc3105cc079'],
    [2_000_001, '6f55d1fa7c58d42f'],
    [3_141_592, '4bb2f6082c9ee790'],
  ])('of seed %i is the one it always was', (seed, hash) => {
    expect(hashOfTruth(seed)).toBe(hash);
  });

  // Processors round blended colours differently, so that only means can be told beforehand, to one step.
  it('looks as it always did', () => {
    const expected = [
      [195, 206, 214, 195, 205, 214, 212, 220, 223, 187, 205, 195],
      [50, 58, 93, 55, 63, 96, 84, 87, 82, 79, 82, 87],
      [177, 189, 197, 179, 190, 199, 193, 200, 191, 193, 198, 185],
    ];
    const found = pictures(2_000_000).map(quarters);
    for (const [index, means] of found.entries()) {
      means.forEach((mean, slot) => expect(Math.abs(mean - (expected[index]?.[slot] ?? NaN))).toBeLessThanOrEqual(1));
    }
  });

  it('has seamless shots on whole frames, five to nine of them, and nobody does the same twice in a row', () => {
    for (let seed = 2_000_000; seed < 2_000_100; seed += 1) {
      const { shots, durationSeconds, framesPerSecond } = makeEpisode(seed);
      expect(shots.length).toBeGreaterThanOrEqual(5);
      expect(shots.length).toBeLessThanOrEqual(9);
      expect(shots.at(-1)?.end).toBe(durationSeconds);
      shots.forEach(({ start, end, scene }, index) => {
        const previous = shots[index - 1];
        expect(start).toBe(previous?.end ?? 0);
        expect(end * framesPerSecond).toBeCloseTo(Math.round(end * framesPerSecond), 6);
        expect(scene.actionEnd).toBeLessThan(end - start);
        const same = previous?.scene.action === scene.action && previous.scene.actor === scene.actor;
        expect(same).toBe(false);
      });
    }
  });

  it('of the sample library has the truth that lies beside it', () => {
    const folder = fileURLToPath(new URL('../../data/videos/', import.meta.url));
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
      const written = JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as EpisodeTruth;
      const made = JSON.parse(JSON.stringify(truthOf(makeEpisode(written.seed)))) as EpisodeTruth;
      expect(withoutBoxes(written)).toEqual(withoutBoxes(made));
      for (const [index, shot] of made.shots.entries()) {
        const apart = shot.boxes.map((box, frame) => {
          const other = written.shots[index]?.boxes[frame] ?? null;
          return box && other
            ? Math.max(...box.map((value, side) => Math.abs(value - (other[side] ?? NaN))))
            : box === other
              ? 0
              : NaN;
        });
        expect(Math.max(...apart), `${name}, boxes of shot ${index}`).toBeLessThanOrEqual(1);
      }
    }
  });
});

function withoutBoxes(truth: EpisodeTruth): unknown {
  return { ...truth, shots: truth.shots.map((shot) => ({ ...shot, boxes: shot.boxes.length })) };
}
