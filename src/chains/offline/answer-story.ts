import { formatSpan } from '../../domain/timestamp.js';
import { chosenScenes, draft, notFound, type AnswerDraft, type AnswerInput } from './answer-input.js';
import type { Scene } from './match-facts.js';
import type { PhraseBook } from './phrase-book.js';
import { cite, fromSeveralVideos, groupScenes } from './phrase-scenes.js';

const mostTold = 12;

/** "What happens in the park?", "What happens at 0:12?", "What happens first?" */
export function answerWhatHappens(input: AnswerInput): AnswerDraft {
  const scenes = chosenScenes(input);
  if (scenes.length === 0) return notFound(input);
  return draft(tellScenes(input.say, scenes), scenes);
}

/** "Describe the video", "Summarise …" */
export function answerDescribe(input: AnswerInput): AnswerDraft {
  const scenes = input.clause.units.length > 0 ? chosenScenes(input) : input.scenes;
  if (scenes.length === 0) return notFound(input);
  return draft(tellScenes(input.say, scenes), scenes);
}

/** Scenes one after another with their times, video by video. */
function tellScenes(say: PhraseBook, scenes: readonly Scene[]): string {
  const told = groupScenes(scenes.slice(0, mostTold), (scene) => scene.videoTitle);
  const several = fromSeveralVideos(scenes);
  const parts = told.map(({ said, scenes: members }) => {
    const story = members.map((scene) => say.story(formatSpan(scene.span), scene.caption, cite(scene))).join(' ');
    return several ? say.storyOf(said, story) : story;
  });
  const more = scenes.length - mostTold;
  return [...parts, ...(more > 0 ? [say.moreShots(more)] : [])].join(' ');
}
