import { narrate, type NarrationCue } from './narration.js';
import { createRandom, type Random } from './random.js';
import { chooseScene, type Performer, type Scene, type SceneChoice } from './scene.js';
import { actors, colours } from './world.js';

/** How a shot is reached from the one before: at once, through black, or by swinging the camera over. */
export type Transition = 'cut' | 'fade' | 'pan';

export interface EpisodeShot {
  readonly index: number;
  /** Seconds from the episode's start; the end is the next shot's start. */
  readonly start: number;
  readonly end: number;
  readonly transition: Transition;
  readonly scene: Scene;
}

/** A short film: a small cast, five to nine shots, a narrator. The same seed gives the same episode. */
export interface Episode {
  readonly seed: number;
  readonly id: string;
  readonly title: string;
  readonly framesPerSecond: number;
  readonly durationSeconds: number;
  readonly shots: readonly EpisodeShot[];
  readonly narration: readonly NarrationCue[];
}

const framesPerSecond = 25;
const titleWords = {
  first: ['quiet', 'paper', 'silver', 'morning', 'hidden', 'golden', 'windy', 'little', 'second', 'evening'],
  second: ['theatre', 'harbour', 'garden', 'parade', 'journey', 'visit', 'holiday', 'rehearsal', 'picnic', 'stage'],
};

/** Makes the episode of a seed. `combinations` says whether colour × actor × action may be ones kept from training. */
export function makeEpisode(seed: number, combinations: SceneChoice['combinations'] = 'any'): Episode {
  const random = createRandom(seed);
  const shots = chooseShots(random, combinations);
  const title = `${random.pick(titleWords.first)}-${random.pick(titleWords.second)}-${seed}`;
  return {
    seed,
    id: title,
    title,
    framesPerSecond,
    durationSeconds: shots.at(-1)?.end ?? 0,
    shots,
    narration: narrate(random, shots),
  };
}

function chooseShots(random: Random, combinations: SceneChoice['combinations']): EpisodeShot[] {
  const cast = chooseCast(random, 2 + random.below(3));
  const count = 5 + random.below(5);
  const shots: EpisodeShot[] = [];
  const played = new Set<string>();
  let start = 0;
  while (shots.length < count) {
    const performer = random.pick(cast);
    const scene = chooseScene(random, { combinations, actor: performer });
    const deed = `${performer.colour} ${performer.kind} ${scene.action}`;
    if (played.has(deed) && random.chance(0.7)) continue;
    if (shots.at(-1) && deed === deedOf(shots.at(-1)?.scene)) continue;
    played.add(deed);
    const end = roundToFrame(start + scene.durationSeconds);
    const transition = shots.length === 0 ? 'cut' : chooseTransition(random);
    shots.push({ index: shots.length, start, end, transition, scene: { ...scene, durationSeconds: end - start } });
    start = end;
  }
  return shots;
}

function deedOf(scene: Scene | undefined): string {
  return scene ? `${scene.actor.colour} ${scene.actor.kind} ${scene.action}` : '';
}

function chooseCast(random: Random, count: number): Performer[] {
  const all = random.shuffle(actors.flatMap((kind) => colours.map((colour) => ({ kind, colour }))));
  return all.slice(0, count);
}

function chooseTransition(random: Random): Transition {
  const roll = random.next();
  if (roll < 0.75) return 'cut';
  return roll < 0.92 ? 'fade' : 'pan';
}

function roundToFrame(seconds: number): number {
  return Math.round(seconds * framesPerSecond) / framesPerSecond;
}
