import { spanSeconds } from '../../domain/time-span.js';
import { chosenScenes, draft, notFound, searchOnly, type AnswerDraft, type AnswerInput } from './answer-input.js';
import { bareName } from '../../domain/wording/caption-parts.js';
import { stemWord, wordsOf } from '../../domain/wording/english-stems.js';
import { matchKind, type Scene } from './match-facts.js';
import { says } from '../../domain/wording/meaning-units.js';
import { cite, fromSeveralVideos, groupScenes, phraseGroups } from './phrase-scenes.js';

/** "When does the red dog jump?" */
export function answerWhen(input: AnswerInput): AnswerDraft {
  const scenes = chosenScenes(input);
  if (scenes.length === 0) return searchOnly(input) ?? notFound(input);
  return draft(input.say.sentence(phraseGroups(input.say, scenes, input.say.caption)), scenes);
}

/** "How long does the red dog jump?" */
export function answerDuration(input: AnswerInput): AnswerDraft {
  const scenes = chosenScenes(input);
  if (scenes.length === 0) return notFound(input);
  const seconds = scenes.reduce((sum, scene) => sum + spanSeconds(scene.span), 0);
  return draft(input.say.lasts(seconds, phraseGroups(input.say, scenes, input.say.caption)), scenes);
}

/** "Who jumps in the snow?" */
export function answerWho(input: AnswerInput): AnswerDraft {
  const { clause, say } = input;
  const onlyPlace = clause.units.every((unit) => input.scenes.some((scene) => says(scene.placeMeaning, unit)));
  const scenes = chosenScenes(input, ['caption', 'classifier', ...(onlyPlace ? (['bystander'] as const) : [])]);
  if (scenes.length === 0) return (clause.verb && presenceOf(input)) ?? searchOnly(input) ?? notFound(input);
  const told = phraseGroups(say, scenes, say.doer);
  const beside = onlyPlace
    ? [
        ...new Set(
          scenes.flatMap((scene) => (scene.companion === undefined ? [] : [say.besides(scene.companion, cite(scene))])),
        ),
      ]
    : [];
  return draft(say.sentence(say.list([told, ...beside])), scenes);
}

/** "Who appears first?" asks for whoever is seen, not for one who fades in. */
function presenceOf(input: AnswerInput): AnswerDraft | undefined {
  const { clause, reading, say } = input;
  if (clause.units.length !== 1 || clause.verb?.meaning !== '~appear') return undefined;
  const scene = reading.pick === 'last' ? input.scenes.at(-1) : input.scenes[0];
  return scene && draft(say.sentence(say.saidAt(say.somebody(scene.subject), say.when(scene, false))), [scene]);
}

/** "Who is beside the red dog?" */
export function answerWhoBeside(input: AnswerInput): AnswerDraft {
  const { clause, scenes, say } = input;
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
      say.sentence(say.list(told.map(({ scene, who }) => say.saidAt(say.somebody(who), say.when(scene, several))))),
      told.map(({ scene }) => scene),
    );
  }
  const alone = scenes.filter((scene) => matchKind(scene, clause) !== undefined);
  if (alone.length === 0) return notFound(input);
  return draft(
    say.alone(clause.words, say.list(alone.map((scene) => say.when(scene, fromSeveralVideos(alone))))),
    alone,
  );
}

/** "Where does the red dog jump?" */
export function answerWhere(input: AnswerInput): AnswerDraft {
  const scenes = chosenScenes(input).filter((scene) => scene.place !== '');
  if (scenes.length === 0) return searchOnly(input) ?? notFound(input);
  return draft(input.say.sentence(phraseGroups(input.say, scenes, (scene) => input.say.place(scene.place))), scenes);
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
  return draft(
    input.say.sentence(phraseGroups(input.say, scenes, (scene) => input.say.colour(adjectives(scene)))),
    scenes,
  );
}

/** "What does the red dog do?" */
export function answerWhatAction(input: AnswerInput): AnswerDraft {
  const { say } = input;
  const scenes = chosenScenes(input, ['caption', 'classifier']);
  if (scenes.length === 0) {
    const aside = chosenScenes(input, ['bystander'])[0];
    if (!aside) return searchOnly(input) ?? notFound(input);
    const stands = say.standsBeside(aside.companion ?? '', aside.subject);
    return draft(say.sentence(say.saidAt(stands, say.when(aside, false))), [aside]);
  }
  const several = fromSeveralVideos(scenes);
  const told = groupScenes(scenes, (scene) => say.theOne(scene.subject)).map(({ said, scenes: members }) =>
    say.does(said, say.list(members.map((scene) => say.saidAt(say.deed(scene), say.when(scene, several))))),
  );
  return draft(say.sentence(say.list(told)), scenes);
}
