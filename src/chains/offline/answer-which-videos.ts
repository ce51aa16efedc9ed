import { chosenScenes, draft, notFound, searchOnly, type AnswerDraft, type AnswerInput } from './answer-input.js';
import { matchKind, type Scene } from './match-facts.js';
import { groupScenes } from './phrase-scenes.js';
import { rememberedAnswers } from './remembered-answer.js';

const momentsOfEach = 3;
const videosNamed = 20;

/** "Which of my videos show a red dog?", "In how many videos does somebody wave?" */
export function answerWhichVideos(input: AnswerInput): AnswerDraft {
  const { say, reading } = input;
  const scenes = scenesShowing(input);
  if (scenes.length === 0)
    return reading.intent === 'count-videos-showing'
      ? draft(say.noVideoShows(input.clause), [])
      : (searchOnly(input) ?? notFound(input));
  const groups = groupScenes(scenes, ({ videoTitle }) => videoTitle);
  const told = groups.slice(0, videosNamed).map(({ said, scenes: members }) => {
    const shown = members.slice(0, momentsOfEach);
    const moments = groupScenes(shown, say.caption).map(({ said: caption, scenes: same }) =>
      say.saidAt(caption, say.list(same.map((scene) => say.when(scene, false)))),
    );
    return say.inVideo(said, say.list(moments));
  });
  const total = Math.max(groups.length, ...rememberedAnswers(input.turn).map(({ videos }) => videos));
  return draft(say.inVideos(total, told), scenes);
}

/**
 * The scenes of all videos that show it: what the memory of events holds, however many videos there are, and what the
 * captions that were read say, bystanders too where nobody is asked to do anything.
 */
function scenesShowing(input: AnswerInput): Scene[] {
  const { clause, reading, turn } = input;
  if (reading.pick) return chosenScenes(input);
  const kinds = new Set(clause.verb ? ['caption'] : ['caption', 'bystander']);
  const captioned = input.scenes.filter((scene) => kinds.has(matchKind(scene, clause) ?? ''));
  const found = captioned.length > 0 ? captioned : chosenScenes(input);
  const remembered = rememberedAnswers(turn).flatMap(({ events }) => events);
  const all = new Map([...remembered, ...found].map((scene) => [scene.number, scene]));
  // In the order of the library: a title decides nothing.
  const titles = [...new Set([...all.values()].map(({ videoTitle }) => videoTitle))];
  return [...all.values()].toSorted(
    (a, b) => titles.indexOf(a.videoTitle) - titles.indexOf(b.videoTitle) || a.span.startSeconds - b.span.startSeconds,
  );
}
