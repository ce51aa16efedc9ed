import { spanSeconds } from '../../domain/time-span.js';
import { chosenScenes, draft, notFound, type AnswerDraft, type AnswerInput } from './answer-input.js';
import { bareName } from '../../domain/wording/caption-parts.js';
import { stemWord, wordsOf } from '../../domain/wording/english-stems.js';
import { matchKind, type Scene } from './match-facts.js';
import { says } from '../../domain/wording/meaning-units.js';
import {
  actionOf,
  cite,
  fromSeveralVideos,
  groupScenes,
  listInWords,
  phraseGroups,
  quoted,
  sentence,
  theOne,
  whenOf,
} from './phrase-scenes.js';

/** "When does the red dog jump?" */
export function answerWhen(input: AnswerInput): AnswerDraft {
  const scenes = chosenScenes(input);
  if (scenes.length === 0) return searchOnly(input) ?? notFound(input);
  return draft(sentence(phraseGroups(scenes, (scene) => scene.caption)), scenes);
}

/** "How long does the red dog jump?" */
export function answerDuration(input: AnswerInput): AnswerDraft {
  const scenes = chosenScenes(input);
  if (scenes.length === 0) return notFound(input);
  const seconds = scenes.reduce((sum, scene) => sum + spanSeconds(scene.span), 0);
  return draft(sentence(`${seconds.toFixed(1)} seconds: ${phraseGroups(scenes, (scene) => scene.caption)}`), scenes);
}

/** "Which video shows a red dog?" */
export function answerWhichVideo(input: AnswerInput): AnswerDraft {
  const scenes = chosenScenes(input);
  if (scenes.length === 0) return searchOnly(input) ?? notFound(input);
  const groups = groupScenes(scenes, (scene) => quoted(scene.videoTitle));
  const told = groups.map(
    ({ said, scenes: members }) => `${said} at ${listInWords(members.map((scene) => whenOf(scene, false)))}`,
  );
  return draft(sentence(`In ${listInWords(told)}`), scenes);
}

/** "Who jumps in the snow?" */
export function answerWho(input: AnswerInput): AnswerDraft {
  const { clause } = input;
  const onlyPlace = clause.units.every((unit) => input.scenes.some((scene) => says(scene.placeMeaning, unit)));
  const scenes = chosenScenes(input, ['caption', 'classifier', ...(onlyPlace ? (['bystander'] as const) : [])]);
  if (scenes.length === 0) return (clause.verb && presenceOf(input)) ?? searchOnly(input) ?? notFound(input);
  const told = phraseGroups(
    scenes,
    (scene) => `${scene.subject} ${actionOf(scene)}${scene.place === '' ? '' : ` ${scene.place}`}`,
  );
  const beside = onlyPlace
    ? [
        ...new Set(
          scenes.flatMap((scene) =>
            scene.companion === undefined ? [] : [`${scene.companion} beside ${cite(scene)}`],
          ),
        ),
      ]
    : [];
  return draft(sentence(listInWords([told, ...beside])), scenes);
}

/** "Who appears first?" asks for whoever is seen, not for one who fades in. */
function presenceOf(input: AnswerInput): AnswerDraft | undefined {
  const { clause, reading } = input;
  if (clause.units.length !== 1 || clause.verb?.meaning !== '~appear') return undefined;
  const scene = reading.pick === 'last' ? input.scenes.at(-1) : input.scenes[0];
  return scene && draft(sentence(`${scene.subject} at ${whenOf(scene, false)}`), [scene]);
}

/** "Who is beside the red dog?" */
export function answerWhoBeside(input: AnswerInput): AnswerDraft {
  const { clause, scenes } = input;
  const told = scenes.flatMap((scene) => {
    if (scene.companion === undefined) return [];
    const { companionMeaning } = scene;
    if (clause.units.every((unit) => says(scene.mainMeaning, unit))) return [{ scene, who: scene.companion }];
    const isCompanion = companionMeaning && clause.units.every((unit) => says(companionMeaning, unit));
    return isCompanion ? [{ scene, who: scene.subject }] : [];
  });
  if (told.length > 0) {
    const several = fromSeveralVideos(told.map(({ scene }) => scene));
    return draft(
      sentence(listInWords(told.map(({ scene, who }) => `${who} at ${whenOf(scene, several)}`))),
      told.map(({ scene }) => scene),
    );
  }
  const alone = scenes.filter((scene) => matchKind(scene, clause) !== undefined);
  if (alone.length === 0) return notFound(input);
  return draft(
    `Nobody: the ${bareName(clause.words)} is alone at ${listInWords(alone.map((scene) => whenOf(scene, fromSeveralVideos(alone))))}.`,
    alone,
  );
}

/** "Where does the red dog jump?" */
export function answerWhere(input: AnswerInput): AnswerDraft {
  const scenes = chosenScenes(input).filter((scene) => scene.place !== '');
  if (scenes.length === 0) return searchOnly(input) ?? notFound(input);
  return draft(sentence(phraseGroups(scenes, (scene) => scene.place)), scenes);
}

/** "What colour is the dog that jumps?" */
export function answerColour(input: AnswerInput): AnswerDraft {
  const asked = new Set(input.clause.units.flatMap((unit) => unit.stems));
  const adjectives = (scene: Scene): string => {
    const inMain = input.clause.units.some((unit) => says(scene.subjectMeaning, unit)) || scene.companion === undefined;
    const words = wordsOf(bareName(inMain ? scene.subject : (scene.companion ?? '')));
    return words
      .slice(0, -1)
      .filter((word) => !asked.has(stemWord(word)))
      .join(' ');
  };
  const scenes = chosenScenes(input).filter((scene) => adjectives(scene) !== '');
  if (scenes.length === 0) return notFound(input);
  return draft(sentence(phraseGroups(scenes, adjectives)), scenes);
}

/** "What does the red dog do?" */
export function answerWhatAction(input: AnswerInput): AnswerDraft {
  const scenes = chosenScenes(input, ['caption', 'classifier']);
  if (scenes.length === 0) {
    const aside = chosenScenes(input, ['bystander'])[0];
    if (!aside) return searchOnly(input) ?? notFound(input);
    return draft(
      sentence(`${theOne(aside.companion ?? '')} stands beside ${aside.subject} at ${whenOf(aside, false)}`),
      [aside],
    );
  }
  const several = fromSeveralVideos(scenes);
  const told = groupScenes(scenes, (scene) => theOne(scene.subject)).map(
    ({ said, scenes: members }) =>
      `${said} ${listInWords(members.map((scene) => `${actionOf(scene)}${scene.place === '' ? '' : ` ${scene.place}`} at ${whenOf(scene, several)}`))}`,
  );
  return draft(sentence(listInWords(told)), scenes);
}

/** Without captions only the search can tell where something is. */
function searchOnly({ scenes, verdict, clause }: AnswerInput): AnswerDraft | undefined {
  const hit = verdict?.found === true && scenes.length === 0 ? verdict.lines[0] : undefined;
  if (!hit) return undefined;
  const moment = { number: hit.number, videoTitle: hit.videoTitle, span: hit.span } as Scene;
  return {
    text: sentence(`The best match for "${clause.description}" is at ${whenOf(moment, true)}`),
    focus: [{ videoTitle: hit.videoTitle, span: hit.span, subject: '', place: '' }],
  };
}
