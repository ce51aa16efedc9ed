import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { actorBoxAt, bystanderBoxAt } from './actor-box.js';
import { captionOf, describeScene } from './captions.js';
import { askAboutScene } from './clip-questions.js';
import { poseAt } from './motion.js';
import { createRandom, type Random } from './random.js';
import { SceneRenderer } from './render.js';
import { chooseScene, stage, type Performer, type Scene, type SceneChoice } from './scene.js';
import { trainingSeedLimit } from './world.js';

/**
 * Writes an endless stream of training clips to standard output. Each record: uint32 little-endian length of a JSON
 * header, the header, then `frames` pictures of edge × edge RGB24. One scene a seed, seeds counted up from `--seed`.
 */
async function streamClips(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '0' },
      frames: { type: 'string', default: '8' },
      edge: { type: 'string', default: '96' },
      combinations: { type: 'string', default: 'seen' },
      windows: { type: 'string', default: 'shots' },
      count: { type: 'string', default: 'Infinity' },
    },
  });
  const frames = Number(values.frames);
  const renderer = new SceneRenderer(Number(values.edge), Number(values.edge));
  const first = Number(values.seed);
  for (let index = 0; index < Number(values.count); index += 1) {
    const random = createRandom(first + index + (first < trainingSeedLimit ? 0 : 17));
    const scene = chooseScene(random, { combinations: values.combinations as SceneChoice['combinations'] });
    const moving = values.windows === 'moving' && random.chance(0.5);
    const record = makeRecord(random, renderer, frames, {
      scene,
      window: moving ? drawInWindow(random, scene) : chooseWindow(random, scene),
    });
    if (!process.stdout.write(record)) await once(process.stdout, 'drain');
  }
}

function makeRecord(
  random: Random,
  renderer: SceneRenderer,
  frames: number,
  { scene, window }: { readonly scene: Scene; readonly window: ClipWindow },
): Buffer {
  const track: number[][] = [];
  const boxes: PerformerBox[][] = [];
  const pictures = Array.from({ length: frames }, (_, index) => {
    const jitter = frames > 2 ? random.between(0.4, 0.6) : random.next();
    const seconds = window.start + ((index + jitter) / frames) * (window.end - window.start);
    renderer.draw(scene, seconds, index, window.fadeAt(seconds));
    track.push(trackAt(scene, seconds));
    boxes.push(boxesAt(scene, seconds, window.fadeAt(seconds)));
    return renderer.rgb();
  });
  const header = Buffer.from(
    JSON.stringify({
      actor: scene.actor.kind,
      colour: scene.actor.colour,
      action: scene.action,
      place: scene.place,
      bystander: scene.bystander ?? null,
      track,
      boxes,
      caption: captionOf(scene),
      descriptions: [describeScene(random, scene), describeScene(random, scene)],
      questions: [askAboutScene(random, scene), askAboutScene(random, scene), askAboutScene(random, scene)],
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return Buffer.concat([length, header, ...pictures]);
}

/** Middle of the actor as fractions of the picture, its height likewise, and how visible it is. */
function trackAt(scene: Scene, seconds: number): number[] {
  const pose = poseAt(scene, seconds);
  const tall = 100 * scene.size * pose.scale * pose.stretch;
  const numbers = [
    pose.x / stage.width,
    (scene.groundY - pose.lift - tall / 2) / stage.height,
    tall / stage.height,
    pose.alpha,
  ];
  return numbers.map((value) => Math.round(value * 1000) / 1000);
}

/** Somebody in the picture: left, top, right and bottom as fractions of it. */
interface PerformerBox extends Performer {
  readonly box: readonly number[];
}

/** Everybody that can be seen, the actor first. */
function boxesAt(scene: Scene, seconds: number, fade: number): PerformerBox[] {
  const veil = { fade, offset: 0 };
  const found = [
    { performer: scene.actor, box: actorBoxAt(scene, seconds, veil) },
    { performer: scene.bystander, box: bystanderBoxAt(scene, seconds, veil) },
  ];
  return found.flatMap(({ performer, box }) => {
    if (performer === undefined || box === null) return [];
    const [left, top, width, height] = box;
    const across = [left, left + width].map((x) => x / stage.width);
    const down = [top, top + height].map((y) => y / stage.height);
    return [{ ...performer, box: [across[0], down[0], across[1], down[1]].map((value) => rounded(value ?? 0)) }];
  });
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** Part of a scene, seconds from its start, and how far a fade to or from black covers it, 0 to 1. */
interface ClipWindow {
  readonly start: number;
  readonly end: number;
  readonly fadeAt: (seconds: number) => number;
}

/** Mostly the whole shot; otherwise a part that still holds most of the action. */
function chooseWindow(random: Random, scene: Scene): ClipWindow {
  const { durationSeconds, actionStart, actionEnd } = scene;
  const slack = 0.15 * (actionEnd - actionStart);
  const whole = random.chance(0.6);
  const start = whole ? random.between(0, 0.12) : random.between(0, actionStart + slack);
  const end = whole ? durationSeconds - random.between(0, 0.12) : random.between(actionEnd - slack, durationSeconds);
  return { start, end, fadeAt: chooseFade(random, scene) };
}

/** As indexing draws a window in to what moves: the action with a little rest, its ends a little early or late. */
function drawInWindow(random: Random, scene: Scene): ClipWindow {
  const { durationSeconds, actionStart, actionEnd } = scene;
  const slack = 0.12 * (actionEnd - actionStart);
  const start = Math.max(0, random.between(actionStart - 0.6, actionStart + slack));
  const end = Math.min(durationSeconds, random.between(actionEnd - slack, actionEnd + 0.6));
  return { start, end, fadeAt: chooseFade(random, scene) };
}

function chooseFade(random: Random, { durationSeconds }: Scene): ClipWindow['fadeAt'] {
  const fadeIn = random.chance(0.15) ? random.between(0.2, 0.5) : 0;
  const fadeOut = random.chance(0.15) ? random.between(0.2, 0.5) : 0;
  return (seconds) =>
    Math.max(0, fadeIn > 0 ? 1 - seconds / fadeIn : 0, fadeOut > 0 ? 1 - (durationSeconds - seconds) / fadeOut : 0);
}

process.stdout.on('error', () => process.exit(0));
await streamClips();
