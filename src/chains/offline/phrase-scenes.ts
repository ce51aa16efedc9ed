import { formatSpan } from '../../domain/timestamp.js';
import { bareName } from '../../domain/wording/caption-parts.js';
import type { Scene } from './match-facts.js';

const mostListed = 10;

/** Words of a video between quotes that they cannot close. */
export function quoted(words: string): string {
  return `"${words.replaceAll('"', "'")}"`;
}

/** `[3]` */
export function cite(scene: Pick<Scene, 'number'>): string {
  return `[${scene.number}]`;
}

/** `0:04–0:09 [2]`, with the video's title where several are meant. */
export function whenOf(scene: Scene, severalVideos: boolean): string {
  return `${formatSpan(scene.span)}${severalVideos ? ` in ${quoted(scene.videoTitle)}` : ''} ${cite(scene)}`;
}

/** Whether scenes come from more than one video. */
export function fromSeveralVideos(scenes: readonly Pick<Scene, 'videoTitle'>[]): boolean {
  return new Set(scenes.map((scene) => scene.videoTitle)).size > 1;
}

/** `a red dog` → `the red dog`, for someone already spoken of. */
export function theOne(subject: string): string {
  return `the ${bareName(subject) || 'one'}`;
}

/** The action that a scene shows. */
export function actionOf(scene: Scene): string {
  return scene.action || scene.otherAction || 'can be seen';
}

/** `a, b and c`; long lists end with how many more there are. */
export function listInWords(items: readonly string[], most = mostListed): string {
  const shown = items.slice(0, most);
  const more = items.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

/** Scenes gathered by what is said of them, each with all its times: `a blue cat jumps (0:04–0:09 [2] and 0:22–0:27 [6])`. */
export function groupScenes(
  scenes: readonly Scene[],
  say: (scene: Scene) => string,
): { readonly said: string; readonly scenes: Scene[] }[] {
  const groups = new Map<string, Scene[]>();
  for (const scene of scenes) groups.set(say(scene), [...(groups.get(say(scene)) ?? []), scene]);
  return [...groups].map(([said, members]) => ({ said, scenes: members }));
}

/** Groups as one sentence part: `in the park at 0:04–0:09 [2] and on the street at 0:22–0:27 [6]`. */
export function phraseGroups(scenes: readonly Scene[], say: (scene: Scene) => string): string {
  const several = fromSeveralVideos(scenes);
  return listInWords(
    groupScenes(scenes, say).map(
      ({ said, scenes: members }) => `${said} at ${listInWords(members.map((scene) => whenOf(scene, several)))}`,
    ),
  );
}

/** A sentence: capital first letter and a full stop. */
export function sentence(words: string): string {
  const text = words.trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
