import { createCanvas, type Canvas } from '@napi-rs/canvas';
import type { Episode, EpisodeShot } from './episode.js';
import { SceneRenderer, toRgb } from './render.js';

const fadeSeconds = 0.4;
const panSeconds = 0.4;

/** Draws any moment of an episode, transitions included. */
export class EpisodeRenderer {
  readonly #episode: Episode;
  readonly #scenes: readonly [SceneRenderer, SceneRenderer];
  readonly #canvas: Canvas;

  constructor(episode: Episode, width: number, height: number) {
    this.#episode = episode;
    this.#scenes = [new SceneRenderer(width, height), new SceneRenderer(width, height)];
    this.#canvas = createCanvas(width, height);
  }

  draw(seconds: number, frameNumber: number): void {
    const { shots } = this.#episode;
    const index = Math.max(
      0,
      shots.findLastIndex((shot) => seconds >= shot.start - 1e-6),
    );
    const shot = shots[index] as EpisodeShot;
    const next = shots[index + 1];
    const context = this.#canvas.getContext('2d');
    const renderer = this.#scenes[index % 2] as SceneRenderer;
    renderer.draw(shot.scene, seconds - shot.start, frameNumber, fadeAt(shot, next, seconds));
    context.drawImage(renderer.canvas, 0, 0);
    const neighbour = panNeighbour(shots, shot, seconds);
    if (!neighbour) return;
    const other = this.#scenes[(index + 1) % 2] as SceneRenderer;
    other.draw(neighbour.shot.scene, clampTime(neighbour.shot, seconds), frameNumber);
    const { width } = this.#canvas;
    context.drawImage(renderer.canvas, neighbour.offset * width, 0);
    context.drawImage(other.canvas, (neighbour.offset + neighbour.side) * width, 0);
  }

  /** The picture as RGB24. */
  rgb(): Uint8Array {
    return toRgb(this.#canvas);
  }
}

function fadeAt(shot: EpisodeShot, next: EpisodeShot | undefined, seconds: number): number {
  const fadeIn = shot.transition === 'fade' ? 1 - (seconds - shot.start) / fadeSeconds : 0;
  const fadeOut = next?.transition === 'fade' ? 1 - (shot.end - seconds) / fadeSeconds : 0;
  return Math.min(1, Math.max(0, fadeIn, fadeOut));
}

/** The shot that shares the picture while the camera swings: where this one stands, and on which side the other. */
function panNeighbour(
  shots: readonly EpisodeShot[],
  shot: EpisodeShot,
  seconds: number,
): { shot: EpisodeShot; offset: number; side: 1 | -1 } | undefined {
  const next = shots[shot.index + 1];
  const half = panSeconds / 2;
  if (next?.transition === 'pan' && shot.end - seconds < half) {
    return { shot: next, offset: -0.5 * (1 - (shot.end - seconds) / half), side: 1 };
  }
  const previous = shots[shot.index - 1];
  if (previous && shot.transition === 'pan' && seconds - shot.start < half) {
    return { shot: previous, offset: 0.5 * (1 - (seconds - shot.start) / half), side: -1 };
  }
  return undefined;
}

function clampTime(shot: EpisodeShot, seconds: number): number {
  return Math.min(shot.scene.durationSeconds, Math.max(0, seconds - shot.start));
}
