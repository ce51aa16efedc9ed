import { formatSpan } from '../../domain/timestamp.js';
import { chosenScenes, draft, notFound, type AnswerDraft, type AnswerInput } from './answer-input.js';
import type { Scene } from './match-facts.js';
import { cite, fromSeveralVideos, groupScenes, quoted, sentence } from './phrase-scenes.js';

const mostTold = 12;

/** "What happens in the park?", "What happens at 0:12?", "What happens first?" */
export function answerWhatHappens(input: AnswerInput): AnswerDraft {
  const scenes = chosenScenes(input);
  if (scenes.length === 0) return notFound(input);
  return draft(tellScenes(scenes), scenes);
}

/** "Describe the video", "Summarise …" */
export function answerDescribe(input: AnswerInput): AnswerDraft {
  const scenes = input.clause.units.length > 0 ? chosenScenes(input) : input.scenes;
  if (scenes.length === 0) return notFound(input);
  return draft(tellScenes(scenes), scenes);
}

/** Scenes one after another with their times, video by video. */
export function tellScenes(scenes: readonly Scene[]): string {
  const told = groupScenes(scenes.slice(0, mostTold), (scene) => scene.videoTitle);
  const several = fromSeveralVideos(scenes);
  const parts = told.map(({ said, scenes: members }) => {
    const story = members
      .map((scene) => sentence(`${formatSpan(scene.span)}: ${scene.caption} ${cite(scene)}`))
      .join(' ');
    return several ? `In ${quoted(said)}: ${story}` : story;
  });
  const more = scenes.length - mostTold;
  return [...parts, ...(more > 0 ? [`${more} more shots follow.`] : [])].join(' ');
}
