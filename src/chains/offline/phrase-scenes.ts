import type { Scene } from './match-facts.js';
import type { PhraseBook } from './phrase-book.js';

/** `[3]` */
export function cite(scene: Pick<Scene, 'number'>): string {
  return `[${scene.number}]`;
}

/** Whether scenes come from more than one video. */
export function fromSeveralVideos(scenes: readonly Pick<Scene, 'videoTitle'>[]): boolean {
  return new Set(scenes.map((scene) => scene.videoTitle)).size > 1;
}

/** The action that a scene shows; empty where it shows none. */
export function actionOf(scene: Scene): string {
  return scene.action || (scene.otherAction ?? '');
}

/** Scenes gathered by what is said of them. */
export function groupScenes(
  scenes: readonly Scene[],
  say: (scene: Scene) => string,
): { readonly said: string; readonly scenes: Scene[] }[] {
  const groups = new Map<string, Scene[]>();
  for (const scene of scenes) groups.set(say(scene), [...(groups.get(say(scene)) ?? []), scene]);
  return [...groups].map(([said, members]) => ({ said, scenes: members }));
}

/** Groups as one sentence part: `in the park at 0:04–0:09 [2] and on the street at 0:22–0:27 [6]`. */
export function phraseGroups(phrases: PhraseBook, scenes: readonly Scene[], say: (scene: Scene) => string): string {
  const several = fromSeveralVideos(scenes);
  return phrases.list(
    groupScenes(scenes, say).map(({ said, scenes: members }) =>
      phrases.saidAt(said, phrases.list(members.map((scene) => phrases.when(scene, several)))),
    ),
  );
}
