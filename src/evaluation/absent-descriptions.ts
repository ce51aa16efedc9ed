import type { ShotTruth, VideoTruth } from './truth-set.js';

/**
 * How far from what is shown an absent description lies: one thing about a shown scene changed, all of it put together
 * anew, or somebody who is in no video at all.
 */
export type AbsentKind = 'one-changed' | 'all-changed' | 'outside';

/** A description of something that no video of the truth shows. */
export interface AbsentDescription {
  readonly description: string;
  readonly kind: AbsentKind;
}

/** Nobody has filmed these for a library whose truth names everybody in it. */
const outsiders = ['giraffe', 'elephant', 'penguin', 'violinist', 'submarine', 'dinosaur', 'tractor', 'octopus'];
/** Every so many shots one description of each of the rarer kinds is written. */
const shotsPerAllChanged = 2;
const shotsPerOutsider = 8;

/** A described shot, its description taken apart: who, does what, and the rest (where, beside whom). */
interface Scene {
  readonly actor: string;
  readonly colour: string;
  readonly action: string;
  readonly place: string;
  readonly rest: string;
}

/**
 * Writes descriptions of what no video shows, from those of what they show: for each described shot one thing changed
 * (its colour, actor, action or place by turns), for every second all four, for every eighth somebody from outside.
 * A combination counts as absent when no shot shows it, nor anything that could be called so. Follows from the truth
 * alone. Empty for a truth that does not tell who does what where.
 */
export function writeAbsentDescriptions(videos: readonly VideoTruth[]): AbsentDescription[] {
  const shots = videos.flatMap((video) => video.shots);
  const scenes = videos.flatMap(readScenes);
  const changes = [changeColour, changeActor, changeAction, changePlace];
  const written = new Map<string, AbsentKind>();
  const write = (kind: AbsentKind, scene: Scene | undefined): void => {
    if (scene && !written.has(sentenceOf(scene))) written.set(sentenceOf(scene), kind);
  };
  scenes.forEach((scene, index) => {
    // Another stride for each shot: the same change is not made twice in a row.
    const others = scenes.map((_, step) => scenes[(index + 7 * (step + 1)) % scenes.length] ?? scene);
    const absent = (changed: Scene): boolean => !shots.some((shot) => mayShow(shot, changed));
    const change = changes[index % changes.length] ?? changeColour;
    write(
      'one-changed',
      others.map((other) => change(scene, other)).find((changed) => absent(changed)),
    );
    if (index % shotsPerAllChanged === 0) {
      write(
        'all-changed',
        others.map((_, step) => mixScenes(scene, others, step)).find((mixed) => mixed && absent(mixed)),
      );
    }
    const outsider = outsiders[Math.floor(index / shotsPerOutsider) % outsiders.length];
    if (index % shotsPerOutsider === 0 && outsider !== undefined) write('outside', { ...scene, actor: outsider });
  });
  return [...written].map(([description, kind]) => ({ description, kind }));
}

const changeColour = (scene: Scene, { colour }: Scene): Scene => ({ ...scene, colour });
const changeActor = (scene: Scene, { actor }: Scene): Scene => ({ ...scene, actor });
const changeAction = (scene: Scene, { action }: Scene): Scene => ({ ...scene, action });
const changePlace = (scene: Scene, { place, rest }: Scene): Scene => ({ ...scene, place, rest });

/** A scene of which each part comes from another one that differs in it, looked for from a place on that `step` moves. */
function mixScenes(scene: Scene, others: readonly Scene[], step: number): Scene | undefined {
  const unlike = (part: 'colour' | 'actor' | 'action' | 'place', offset: number): Scene | undefined => {
    const from = (step + offset) % others.length;
    return [...others.slice(from), ...others.slice(0, from)].find((other) => other[part] !== scene[part]);
  };
  const [shirt, who, deed, where] = [unlike('colour', 0), unlike('actor', 1), unlike('action', 2), unlike('place', 3)];
  if (!shirt || !who || !deed || !where) return undefined;
  return { colour: shirt.colour, actor: who.actor, action: deed.action, place: where.place, rest: where.rest };
}

/** Whether the shot shows the scene, or something that a viewer may call so. Its rest beyond the place is not asked for. */
function mayShow(shot: ShotTruth, { actor, colour, action, place }: Scene): boolean {
  if (shot.place !== place) return false;
  const { actor: kind, colour: shirt, action: deed } = shot;
  const does = [...(deed === undefined ? [] : [deed]), ...(shot.alsoCalled ?? [])];
  const seen = [{ actor: kind, colour: shirt, does }, ...(shot.beside ?? [])];
  return seen.some((other) => other.actor === actor && other.colour === colour && other.does.includes(action));
}

/** The shots that are described in the order colour, actor, action, rest. */
function readScenes({ shots, queries }: VideoTruth): Scene[] {
  return shots.flatMap(({ span, actor, colour, action, place }): Scene[] => {
    if (actor === undefined || colour === undefined || action === undefined || place === undefined) return [];
    const query = queries.find((item) => item.span.startSeconds === span.startSeconds);
    const [before, rest] = query?.description.split(` ${action} `) ?? [];
    if (before === undefined || rest === undefined || !before.endsWith(`${colour} ${actor}`)) return [];
    return [{ actor, colour, action, place, rest }];
  });
}

function sentenceOf({ actor, colour, action, rest }: Scene): string {
  return `${/^[aeiou]/.test(colour) ? 'an' : 'a'} ${colour} ${actor} ${action} ${rest}`;
}
