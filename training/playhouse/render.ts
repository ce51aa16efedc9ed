import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import { cameraAt } from './camera.js';
import { drawActor } from './draw-actor.js';
import { backdropMargin, drawPlace } from './draw-place.js';
import { poseAt, type Pose } from './motion.js';
import { createRandom } from './random.js';
import { bystanderPlace, stage, type Performer, type Scene } from './scene.js';

const noiseEdge = 128;
let noiseTile: Canvas | undefined;

/** Draws the frames of scenes at one picture size. The picture may squash the stage's 4:3. */
export class SceneRenderer {
  readonly #canvas: Canvas;
  readonly #context: SKRSContext2D;
  readonly #backdrop: Canvas;
  #backdropOf: Scene | undefined;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.#canvas = createCanvas(width, height);
    this.#context = this.#canvas.getContext('2d');
    const scaleX = width / stage.width;
    const scaleY = height / stage.height;
    this.#backdrop = createCanvas(
      Math.ceil((stage.width + 2 * backdropMargin) * scaleX),
      Math.ceil((stage.height + 2 * backdropMargin) * scaleY),
    );
  }

  get canvas(): Canvas {
    return this.#canvas;
  }

  /** Draws the scene at `seconds` from its start; `frameNumber` seeds the grain; `fade` 0–1 darkens to black. */
  draw(scene: Scene, seconds: number, frameNumber: number, fade = 0): void {
    const context = this.#context;
    this.#useCamera(context, scene, seconds);
    this.#drawBackdrop(context, scene);
    if (scene.bystander) drawBystander(context, scene, scene.bystander);
    drawPerformance(context, scene, poseAt(scene, seconds));
    context.setTransform(this.width / stage.width, 0, 0, this.height / stage.height, 0, 0);
    drawLight(context, scene.light, fade);
    drawGrain(context, scene.seed + frameNumber * 7919);
  }

  /** The picture as RGB24. */
  rgb(): Uint8Array {
    return toRgb(this.#canvas);
  }

  #useCamera(context: SKRSContext2D, scene: Scene, seconds: number): void {
    const { zoom, x, y } = cameraAt(scene, seconds);
    const scaleX = (this.width / stage.width) * zoom;
    const scaleY = (this.height / stage.height) * zoom;
    context.setTransform(scaleX, 0, 0, scaleY, (x * this.width) / stage.width, (y * this.height) / stage.height);
  }

  #drawBackdrop(context: SKRSContext2D, scene: Scene): void {
    if (this.#backdropOf !== scene) {
      const backdrop = this.#backdrop.getContext('2d');
      const scaleX = this.#backdrop.width / (stage.width + 2 * backdropMargin);
      const scaleY = this.#backdrop.height / (stage.height + 2 * backdropMargin);
      backdrop.setTransform(scaleX, 0, 0, scaleY, backdropMargin * scaleX, backdropMargin * scaleY);
      drawPlace(backdrop, scene.place, scene.seed);
      this.#backdropOf = scene;
    }
    const margin = backdropMargin;
    context.drawImage(this.#backdrop, -margin, -margin, stage.width + 2 * margin, stage.height + 2 * margin);
  }
}

/** A canvas's pixels as RGB24, row by row. */
export function toRgb(canvas: Canvas): Uint8Array {
  const { width, height } = canvas;
  const rgba = canvas.getContext('2d').getImageData(0, 0, width, height).data;
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = rgba[from] as number;
    rgb[to + 1] = rgba[from + 1] as number;
    rgb[to + 2] = rgba[from + 2] as number;
  }
  return rgb;
}

function drawBystander(context: SKRSContext2D, scene: Scene, bystander: Performer): void {
  context.save();
  const { x, y, scale } = bystanderPlace(scene);
  context.translate(x, y);
  context.scale(scale, scale);
  drawActor(context, bystander.kind, bystander.colour);
  context.restore();
}

function drawPerformance(context: SKRSContext2D, scene: Scene, pose: Pose): void {
  if (pose.door) drawDoor(context, pose.door.x, scene.groundY - 6, pose.door.open);
  context.save();
  context.globalAlpha = 0.22 * pose.alpha;
  context.fillStyle = '#000000';
  context.beginPath();
  context.ellipse(pose.x, scene.groundY, 40 * scene.size * pose.scale, 7, 0, 0, Math.PI * 2);
  context.fill();
  context.globalAlpha = pose.alpha;
  context.translate(pose.x, scene.groundY - pose.lift);
  context.rotate(pose.lean);
  const scale = scene.size * pose.scale;
  context.scale(scale, scale * pose.stretch);
  drawActor(context, scene.actor.kind, scene.actor.colour);
  context.restore();
  if (pose.box) drawBox(context, pose.box.x, scene.groundY - pose.box.lift);
}

function drawBox(context: SKRSContext2D, x: number, y: number): void {
  context.fillStyle = '#b07a3f';
  context.strokeStyle = '#5e3c17';
  context.lineWidth = 2.5;
  context.beginPath();
  context.rect(x - 17, y - 30, 34, 30);
  context.fill();
  context.stroke();
  context.fillStyle = '#e3c48d';
  context.fillRect(x - 4, y - 29, 8, 28);
}

function drawDoor(context: SKRSContext2D, x: number, y: number, open: number): void {
  context.fillStyle = '#5a3a1e';
  context.fillRect(x - 28, y - 112, 56, 112);
  context.fillStyle = '#17120e';
  context.fillRect(x - 23, y - 107, 46, 107);
  const panel = 46 * (1 - 0.88 * open);
  context.fillStyle = '#c98d4f';
  context.fillRect(x - 23, y - 107, panel, 107);
  context.fillStyle = '#f5e6a8';
  context.fillRect(x - 23 + panel * 0.78, y - 56, Math.max(1.5, panel * 0.12), 8);
}

function drawLight(context: SKRSContext2D, light: number, fade: number): void {
  context.fillStyle = light > 0 ? `rgba(255,255,255,${light})` : `rgba(0,0,0,${-light})`;
  context.fillRect(0, 0, stage.width, stage.height);
  if (fade > 0) {
    context.fillStyle = `rgba(0,0,0,${fade})`;
    context.fillRect(0, 0, stage.width, stage.height);
  }
}

/** Film grain: one noise tile laid over the picture, shifted in each frame. */
function drawGrain(context: SKRSContext2D, seed: number): void {
  noiseTile ??= makeNoiseTile();
  const shiftX = (Math.imul(seed, 0x9e3779b1) >>> 8) % noiseEdge;
  const shiftY = (Math.imul(seed, 0x85ebca6b) >>> 8) % noiseEdge;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 0.07;
  for (let x = -shiftX; x < context.canvas.width; x += noiseEdge) {
    for (let y = -shiftY; y < context.canvas.height; y += noiseEdge) context.drawImage(noiseTile, x, y);
  }
  context.globalAlpha = 1;
}

function makeNoiseTile(): Canvas {
  const tile = createCanvas(noiseEdge, noiseEdge);
  const context = tile.getContext('2d');
  const pixels = context.createImageData(noiseEdge, noiseEdge);
  const random = createRandom(1);
  for (let index = 0; index < pixels.data.length; index += 4) {
    const value = random.below(256);
    pixels.data.set([value, value, value, 255], index);
  }
  context.putImageData(pixels, 0, 0);
  return tile;
}
