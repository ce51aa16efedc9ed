import { draft, notFound, type AnswerDraft, type AnswerInput } from './answer-input.js';
import { bareName } from '../../domain/wording/caption-parts.js';
import { wordsOf } from '../../domain/wording/english-stems.js';
import { findScenes, matchKind, type Scene } from './match-facts.js';
import { meaningSet, says, type MeaningUnit } from '../../domain/wording/meaning-units.js';
import type { PhraseBook } from './phrase-book.js';
import { actionOf, cite, fromSeveralVideos } from './phrase-scenes.js';

/** "How many times does the blue cat jump?" */
export function answerCountTimes(input: AnswerInput): AnswerDraft {
  const shown = findScenes(input.scenes, input.clause, ['caption', 'classifier']);
  const scenes = shown.length === 0 && input.trusted ? [input.trusted] : shown;
  if (scenes.length > 0) return draft(input.say.countedTimes(scenes.length, timesOf(input.say, scenes)), scenes);
  const { verb, units } = input.clause;
  const others = units.filter((unit) => unit !== verb && !unit.verb);
  const present = others.length === 0 ? [] : findScenes(input.scenes, { ...input.clause, units: others });
  if (!verb || present.length === 0) return notFound(input);
  return draft(input.say.neverDoes(present[0]?.subject ?? '', timesOf(input.say, present)), present);
}

/** "How many shots are in the park?" */
export function answerCountShots(input: AnswerInput): AnswerDraft {
  const { clause, scenes, say } = input;
  const found = scenes.filter((scene) => matchKind(scene, clause) !== undefined);
  if (found.length === 0) return zero(input, 'shots');
  return draft(say.countedShots(found.length, timesOf(say, found)), found);
}

/** "How many dogs appear?", "How many people jump in the park?" */
export function answerCountSubjects(input: AnswerInput): AnswerDraft {
  const { units } = input.clause;
  const seen = beingsOf(input.scenes).filter(
    ({ name, scene, main }) =>
      units.every((unit) => saysOfBeing(scene, name, main, unit)) && units.some((unit) => says(meaningSet(name), unit)),
  );
  return countNames(input, seen);
}

/** "How many different actors are there?" */
export function answerCountActors(input: AnswerInput): AnswerDraft {
  const { units } = input.clause;
  return countNames(
    input,
    beingsOf(input.scenes).filter(({ name, scene, main }) =>
      units.every((unit) => saysOfBeing(scene, name, main, unit)),
    ),
  );
}

/** "How many different actions / places / colours are there?" */
export function answerCountKinds(
  input: AnswerInput,
  kindsIn: (scene: Scene, phrases: PhraseBook) => readonly string[],
): AnswerDraft {
  const scenes = findScenes(input.scenes, input.clause);
  const firstOf = new Map<string, Scene>();
  for (const scene of scenes)
    for (const kind of kindsIn(scene, input.say)) if (kind !== '' && !firstOf.has(kind)) firstOf.set(kind, scene);
  if (firstOf.size === 0) return notFound(input);
  const told = [...firstOf].map(([kind, scene]) => `${kind} ${cite(scene)}`);
  return draft(input.say.countedKinds(firstOf.size, input.say.list(told, 20)), [...firstOf.values()]);
}

/** What {@link answerCountKinds} counts. */
export const kindsOf = {
  actions: (scene: Scene, say: PhraseBook) => [say.action(actionOf(scene))],
  places: (scene: Scene, say: PhraseBook) => [say.place(scene.place)],
  colours: (scene: Scene, say: PhraseBook) =>
    [scene.subject, scene.companion ?? ''].map((name) => say.colour(wordsOf(bareName(name)).slice(0, -1).join(' '))),
};

interface Being {
  readonly name: string;
  readonly scene: Scene;
  readonly main: boolean;
}

function beingsOf(scenes: readonly Scene[]): Being[] {
  return scenes.flatMap((scene) => [
    { name: bareName(scene.subject), scene, main: true },
    ...(scene.companion === undefined ? [] : [{ name: bareName(scene.companion), scene, main: false }]),
  ]);
}

function saysOfBeing(scene: Scene, name: string, main: boolean, unit: MeaningUnit): boolean {
  return says(meaningSet(name), unit) || says(scene.placeMeaning, unit) || (main && says(scene.actionMeaning, unit));
}

function countNames(input: AnswerInput, beings: readonly Being[]): AnswerDraft {
  const firstOf = new Map<string, Scene>();
  for (const { name, scene } of beings) if (!firstOf.has(name)) firstOf.set(name, scene);
  if (firstOf.size === 0) return zero(input, '');
  const told = [...firstOf].map(([name, scene]) => `${input.say.theOne(name)} ${cite(scene)}`);
  return draft(input.say.countedNames(firstOf.size, input.say.list(told, 20)), [...firstOf.values()]);
}

/** Nothing counted is an answer where there are captions to count in. */
function zero(input: AnswerInput, noun: 'shots' | ''): AnswerDraft {
  if (input.scenes.length === 0) return notFound(input);
  return draft(input.say.noneShows(noun, input.clause), []);
}

function timesOf(say: PhraseBook, scenes: readonly Scene[]): string {
  return say.list(
    scenes.map((scene) => say.when(scene, fromSeveralVideos(scenes))),
    30,
  );
}
