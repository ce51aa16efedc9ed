import { stage, type Scene } from './scene.js';

/** How the camera looks at the stage: a point there, times `zoom`, plus `x` and `y`, is a point of the picture (stage units). */
export interface Camera {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** The camera's slow drift and zoom at `seconds` from the shot's start. */
export function cameraAt(scene: Scene, seconds: number): Camera {
  const progress = seconds / scene.durationSeconds - 0.5;
  const zoom = 1 + (scene.zoom - 1) * (progress + 0.5);
  return {
    zoom,
    x: stage.width / 2 - (stage.width / 2 + scene.driftX * progress) * zoom,
    y: stage.height / 2 - (stage.height / 2 + scene.driftY * progress) * zoom,
  };
}
