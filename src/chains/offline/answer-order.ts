import { draft, notFound, type AnswerDraft, type AnswerInput } from './answer-input.js';
import { answerQuestionPart } from './answer-question.js';
import { findScenes, sceneAt, type Scene } from './match-facts.js';
import type { Anchor } from './question-reading.js';

/** A moment to count from. */
interface Point {
  readonly videoTitle: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

// Neighbouring shots may overlap by a frame.
const slackSeconds = 0.25;

/** "What happens after the red dog jumps?", "What does it do before that?": the nearest scene on that side of the anchor. */
export function answerInOrder(input: AnswerInput, anchor: Anchor): AnswerDraft {
  if (input.reading.intent === 'yes-no') return answerWhetherInOrder(input, anchor);
  const points = pointsOf(input, anchor);
  if (points.length === 0) return anchor.clause ? notFound({ ...input, clause: anchor.clause }) : notFound(input);
  const candidates = input.clause.units.length > 0 ? findScenes(input.scenes, input.clause) : input.scenes;
  const ordered = anchor.clause || anchor.seconds !== undefined ? points : points.toReversed();
  for (const point of ordered) {
    const scene = nearest(candidates, point, anchor.relation);
    if (scene) return answerQuestionPart({ ...input, scenes: [scene], trusted: undefined });
  }
  return draft(input.say.noneOnSide(anchor.relation), []);
}

/** "Does the red dog jump before the blue cat sits down?" */
function answerWhetherInOrder(input: AnswerInput, anchor: Anchor): AnswerDraft {
  const { say } = input;
  const asked = findScenes(input.scenes, input.clause);
  if (asked.length === 0) return draft(say.nothingShows(input.clause), []);
  const points = pointsOf(input, anchor);
  if (points.length === 0) return draft(say.nothingShows(anchor.clause), []);
  const fits = (scene: Scene, point: Point) =>
    scene.videoTitle === point.videoTitle &&
    (anchor.relation === 'before'
      ? scene.span.startSeconds < point.startSeconds
      : scene.span.startSeconds > point.startSeconds);
  const scene = asked.find((item) => points.some((point) => fits(item, point)));
  const anchorScene = input.scenes.find((item) =>
    points.some((point) => point.videoTitle === item.videoTitle && point.startSeconds === item.span.startSeconds),
  );
  const told = scene ?? asked[0];
  if (!told) return notFound(input);
  const one = say.saidAt(say.caption(told), say.when(told, false));
  const both = anchorScene ? say.both(one, say.saidAt(say.caption(anchorScene), say.when(anchorScene, false))) : one;
  return draft(say.sentence(scene ? say.yes(both) : say.no(both)), [told]);
}

function pointsOf({ scenes, reading, trusted }: AnswerInput, anchor: Anchor): Point[] {
  if (anchor.seconds !== undefined) {
    const titles = [...new Set(scenes.map((scene) => scene.videoTitle))];
    const seconds = anchor.seconds;
    return titles.map((videoTitle) => ({ videoTitle, startSeconds: seconds, endSeconds: seconds }));
  }
  const shown = anchor.clause ? findScenes(scenes, anchor.clause) : [];
  const found = anchor.clause
    ? shown.length === 0 && trusted
      ? [trusted]
      : shown
    : (reading.focus ?? []).flatMap((focus) => sceneAt(scenes, focus) ?? []);
  if (!anchor.clause && found.length === 0)
    return (reading.focus ?? []).map(({ videoTitle, span }) => ({ videoTitle, ...span }));
  return found.map((scene) => ({ videoTitle: scene.videoTitle, ...scene.span }));
}

function nearest(scenes: readonly Scene[], point: Point, relation: Anchor['relation']): Scene | undefined {
  const here = scenes.filter((scene) => scene.videoTitle === point.videoTitle);
  if (relation === 'after') return here.find((scene) => scene.span.startSeconds >= point.endSeconds - slackSeconds);
  return here.findLast((scene) => scene.span.endSeconds <= point.startSeconds + slackSeconds);
}
