import { captionOf } from './captions.js';
import { askAboutEpisode, type EpisodeQuestion } from './episode-questions.js';
import type { Episode, EpisodeShot, Transition } from './episode.js';
import { actorBoxAt } from './render.js';
import { stage, type Performer } from './scene.js';
import { isHeldOut, type Action, type Place } from './world.js';

/** The truth of one shot; TRUTH.md documents every field. */
export interface ShotTruth {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly transition: Transition;
  readonly place: Place;
  readonly actor: Performer;
  readonly action: Action;
  readonly actionStart: number;
  readonly actionEnd: number;
  readonly bystander: Performer | null;
  readonly caption: string;
  readonly heldOut: boolean;
  readonly boxes: readonly (readonly [number, number, number, number] | null)[];
}

/** The whole truth file beside an episode. */
export interface EpisodeTruth {
  readonly format: 1;
  readonly id: string;
  readonly seed: number;
  readonly durationSeconds: number;
  readonly framesPerSecond: number;
  readonly width: number;
  readonly height: number;
  readonly shots: readonly ShotTruth[];
  readonly transcript: Episode['narration'];
  readonly questions: readonly EpisodeQuestion[];
}

/** What is true of an episode. */
export function truthOf(episode: Episode): EpisodeTruth {
  return {
    format: 1,
    id: episode.id,
    seed: episode.seed,
    durationSeconds: episode.durationSeconds,
    framesPerSecond: episode.framesPerSecond,
    width: stage.width,
    height: stage.height,
    shots: episode.shots.map((shot) => shotTruth(shot, episode.framesPerSecond)),
    transcript: episode.narration,
    questions: askAboutEpisode(episode),
  };
}

function shotTruth(shot: EpisodeShot, framesPerSecond: number): ShotTruth {
  const { scene } = shot;
  const frames = Math.round((shot.end - shot.start) * framesPerSecond);
  const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;
  return {
    index: shot.index,
    start: shot.start,
    end: shot.end,
    transition: shot.transition,
    place: scene.place,
    actor: scene.actor,
    action: scene.action,
    actionStart: round(shot.start + scene.actionStart),
    actionEnd: round(shot.start + scene.actionEnd),
    bystander: scene.bystander ?? null,
    caption: captionOf(scene),
    heldOut: isHeldOut(scene.actor.colour, scene.actor.kind, scene.action),
    boxes: Array.from({ length: frames }, (_, frame) => {
      const box = actorBoxAt(scene, frame / framesPerSecond);
      return box ? ([box.x, box.y, box.width, box.height].map(Math.round) as [number, number, number, number]) : null;
    }),
  };
}
