import { createCanvas, type Canvas } from '@napi-rs/canvas';
import type { Episode, EpisodeShot } from './episode.js';
import { SceneRenderer, toRgb } from './render.js';
import { fadeAt, panNeighbour } from './transitions.js';

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

function clampTime(shot: EpisodeShot, seconds: number): number {
  return Math.min(shot.scene.durationSeconds, Math.max(0, seconds - shot.start));
}
