import { describe, expect, it } from 'vitest';
import { createShotDetector } from '../../src/media/shot-detector.js';
import type { ShotBoundary } from '../../src/media/contracts.js';
import { EpisodeRenderer } from '../../training/playhouse/episode-renderer.js';
import { makeEpisode } from '../../training/playhouse/episode.js';

/** Boundaries that the detector finds in an episode's own frames, without a video file between. */
function detect(seed: number): { found: ShotBoundary[]; truth: { start: number; transition: string }[] } {
  const episode = makeEpisode(seed);
  const renderer = new EpisodeRenderer(episode, 128, 96);
  const detector = createShotDetector();
  const found: ShotBoundary[] = [];
  const frames = Math.round(episode.durationSeconds * episode.framesPerSecond);
  for (let frame = 0; frame < frames; frame += 1) {
    const timeSeconds = frame / episode.framesPerSecond;
    renderer.draw(timeSeconds, frame);
    found.push(...detector.push({ width: 128, height: 96, data: renderer.rgb(), timeSeconds }));
  }
  found.push(...detector.finish());
  return { found, truth: episode.shots.slice(1).map(({ start, transition }) => ({ start, transition })) };
}

describe('transitions between Playhouse shots', () => {
  // Between them these have every transition, pans among them.
  it.each([1000001, 1000006, 1000008])('finds each cut, fade and pan of episode %i and nothing else', (seed) => {
    const { found, truth } = detect(seed);
    expect(found).toHaveLength(truth.length);
    truth.forEach(({ start, transition }, index) => {
      expect(Math.abs((found[index]?.timeSeconds ?? -1) - start)).toBeLessThan(transition === 'cut' ? 0.05 : 0.3);
      if (transition === 'pan') expect(found[index]?.kind).toBe('pan');
    });
  });
});
