import { actorBoxAt, type ActorBox } from './actor-box.js';
import { captionOf } from './captions.js';
import { askAboutEpisode, type EpisodeQuestion } from './episode-questions.js';
import { talkAboutEpisode, type EpisodeConversation } from './episode-conversations.js';
import type { Episode, EpisodeShot, Transition } from './episode.js';
import { stage, type Performer } from './scene.js';
import { fadeAt, panNeighbour } from './transitions.js';
import { directionPairs, isHeldOut, type Action, type Place } from './world.js';

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
  readonly boxes: readonly (ActorBox | null)[];
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
  /** Actions that are each other's reversal in time, the same in every file. */
  readonly directionPairs: readonly (readonly [Action, Action])[];
  readonly shots: readonly ShotTruth[];
  readonly transcript: Episode['narration'];
  readonly questions: readonly EpisodeQuestion[];
  readonly conversations: readonly EpisodeConversation[];
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
    directionPairs,
    shots: episode.shots.map((shot) => shotTruth(episode, shot)),
    transcript: episode.narration,
    questions: askAboutEpisode(episode),
    conversations: talkAboutEpisode(episode),
  };
}

function shotTruth(episode: Episode, shot: EpisodeShot): ShotTruth {
  const { scene } = shot;
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
    boxes: boxesOf(episode, shot),
  };
}

/** The actor's box in each frame of the shot, transitions included, in whole pixels. */
function boxesOf({ shots, framesPerSecond }: Episode, shot: EpisodeShot): (ActorBox | null)[] {
  const frames = Math.round((shot.end - shot.start) * framesPerSecond);
  const next = shots[shot.index + 1];
  return Array.from({ length: frames }, (_, frame) => {
    const seconds = shot.start + frame / framesPerSecond;
    const veil = { fade: fadeAt(shot, next, seconds), offset: panNeighbour(shots, shot, seconds)?.offset ?? 0 };
    const box = actorBoxAt(shot.scene, seconds - shot.start, veil);
    return box && ([Math.round(box[0]), Math.round(box[1]), Math.round(box[2]), Math.round(box[3])] as const);
  });
}
