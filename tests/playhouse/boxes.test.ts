import { describe, expect, it } from 'vitest';
import type { ActorBox } from '../../training/playhouse/actor-box.js';
import { EpisodeRenderer } from '../../training/playhouse/episode-renderer.js';
import { makeEpisode, type Episode, type EpisodeShot } from '../../training/playhouse/episode.js';
import { stage } from '../../training/playhouse/scene.js';
import { truthOf } from '../../training/playhouse/truth.js';
import { actors, type Colour } from '../../training/playhouse/world.js';

type Edges = readonly [left: number, top: number, right: number, bottom: number];

/** Colours whose paper and whose edge both differ strongly. */
const contrast: Readonly<Record<Colour, Colour>> = {
  red: 'blue',
  orange: 'blue',
  yellow: 'blue',
  green: 'pink',
  blue: 'red',
  purple: 'green',
  pink: 'green',
  white: 'red',
};

/** The same film, but for one shot's actor, whose colour is another: all that changes in the picture is that actor. */
function recolour(episode: Episode, index: number): Episode {
  const change = (shot: EpisodeShot): EpisodeShot => {
    const actor = { kind: shot.scene.actor.kind, colour: contrast[shot.scene.actor.colour] };
    return shot.index === index ? { ...shot, scene: { ...shot.scene, actor } } : shot;
  };
  return { ...episode, shots: episode.shots.map(change) };
}

function changedEdges(a: Uint8Array, b: Uint8Array): Edges | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let pixel = 0; pixel < stage.width * stage.height; pixel += 1) {
    const change = [0, 1, 2].reduce((most, channel) => {
      const at = pixel * 3 + channel;
      return Math.max(most, Math.abs((a[at] ?? 0) - (b[at] ?? 0)));
    }, 0);
    if (change < 6) continue;
    const [x, y] = [pixel % stage.width, Math.floor(pixel / stage.width)];
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
  }
  return left === Infinity ? undefined : [left, top, right, bottom];
}

describe('boxes in the truth', () => {
  const seeds = [2_000_000, 2_000_004, 2_000_007, 2_000_011];
  const episodes = seeds.map((seed) => makeEpisode(seed));

  it('are checked on several actors, transitions and leaning', () => {
    const shots = episodes.flatMap((episode) => episode.shots);
    expect(new Set(shots.map((shot) => shot.scene.actor.kind)).size).toBeGreaterThanOrEqual(actors.length / 2);
    expect(new Set(shots.map((shot) => shot.transition)).size).toBe(3);
    expect(shots.some((shot) => shot.scene.action.startsWith('leans'))).toBe(true);
  });

  it.each(episodes.flatMap((episode) => episode.shots.map((shot) => [episode.id, shot.index, episode] as const)))(
    'fit what is drawn: %s, shot %i',
    (_, index, episode) => {
      const shot = truthOf(episode).shots[index];
      if (!shot) throw new Error('no shot');
      const first = Math.round(shot.start * episode.framesPerSecond);
      const [plain, other] = [episode, recolour(episode, index)].map(
        (film) => new EpisodeRenderer(film, stage.width, stage.height),
      );
      for (let frame = 0; frame < shot.boxes.length; frame += frame < 12 || frame > shot.boxes.length - 12 ? 3 : 17) {
        const number = first + frame;
        const pictures = [plain, other].map((renderer) => {
          renderer?.draw(number / episode.framesPerSecond, number);
          return renderer?.rgb() ?? new Uint8Array();
        });
        const drawn = changedEdges(pictures[0] ?? new Uint8Array(), pictures[1] ?? new Uint8Array());
        const box: ActorBox | null | undefined = shot.boxes[frame];
        if (!box) continue;
        const where: string = `frame ${frame}: drawn ${JSON.stringify(drawn)}, box ${JSON.stringify(box)}`;
        const edges: Edges = [box[0], box[1], box[0] + box[2], box[1] + box[3]];
        if (!drawn) expect.fail(where);
        // A box or a door may hide a side of the actor, so that less of it can be seen than there is.
        const hidden = shot.action.endsWith('a box');
        edges.forEach((edge, side) => {
          const beyond = (edge - (drawn[side] ?? NaN)) * (side < 2 ? -1 : 1);
          expect(beyond, where).toBeGreaterThanOrEqual(-2);
          expect(beyond, where).toBeLessThanOrEqual(hidden ? 60 : 4);
        });
      }
    },
  );

  it('are missing where the actor has vanished or the picture is black', () => {
    const shots = Array.from({ length: 20 }, (_, index) => truthOf(makeEpisode(2_000_000 + index))).flatMap(
      (truth) => truth.shots,
    );
    const vanished = shots.filter((shot) => shot.action === 'disappears');
    expect(vanished.length).toBeGreaterThan(0);
    for (const shot of vanished) expect(shot.boxes.at(-1)).toBeNull();
    const faded = shots.filter((shot) => shot.transition === 'fade');
    expect(faded.length).toBeGreaterThan(0);
    for (const shot of faded) expect(shot.boxes[0]).toBeNull();
  });
});
