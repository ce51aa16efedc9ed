import { overlapSeconds } from '../../domain/time-span.js';
import type { CaptionFact } from './caption-fact.js';
import { meaningSet, says, type MeaningSet, type MeaningUnit } from '../../domain/wording/meaning-units.js';
import type { Clause, Focus, QuestionReading } from './question-reading.js';

/** A fact with its parts ready to be compared. */
export interface Scene extends CaptionFact {
  readonly subjectMeaning: MeaningSet;
  /** Subject, action and place. */
  readonly mainMeaning: MeaningSet;
  /** The same with the classifier's action, where it differs from the caption's. */
  readonly otherMeaning: MeaningSet | undefined;
  readonly placeMeaning: MeaningSet;
  readonly actionMeaning: MeaningSet;
  readonly companionMeaning: MeaningSet | undefined;
}

/** Prepares facts for matching. */
export function toScenes(facts: readonly CaptionFact[]): Scene[] {
  return facts.map((fact) => ({
    ...fact,
    subjectMeaning: meaningSet(fact.subject),
    mainMeaning: meaningSet(`${fact.subject} ${fact.action} ${fact.place}`),
    otherMeaning:
      fact.otherAction === undefined ? undefined : meaningSet(`${fact.subject} ${fact.otherAction} ${fact.place}`),
    placeMeaning: meaningSet(fact.place),
    actionMeaning: meaningSet(`${fact.action} ${fact.otherAction ?? ''}`),
    companionMeaning: fact.companion === undefined ? undefined : meaningSet(fact.companion),
  }));
}

/** How a scene shows what a clause describes. */
export type MatchKind = 'caption' | 'classifier' | 'bystander';

/** Whether a scene shows all that a clause says; a wrong attribute is no match. */
export function matchKind(scene: Scene, clause: Clause): MatchKind | undefined {
  const { companionMeaning } = scene;
  if (clause.beside.length > 0 && !standsBeside(scene, clause))
    return isBeside(scene, clause) ? 'bystander' : undefined;
  if (clause.units.every((unit) => says(scene.mainMeaning, unit))) return 'caption';
  const { otherMeaning } = scene;
  if (otherMeaning && clause.units.every((unit) => says(otherMeaning, unit))) return 'classifier';
  if (companionMeaning && clause.units.every((unit) => says(companionMeaning, unit) || says(scene.placeMeaning, unit)))
    return 'bystander';
  return undefined;
}

/** The scenes that show what a clause says, in time order: by the caption if there are any, else by the classifier, else as a bystander. */
export function findScenes(
  scenes: readonly Scene[],
  clause: Clause,
  kinds: readonly MatchKind[] = ['caption', 'classifier', 'bystander'],
): Scene[] {
  for (const kind of kinds) {
    const found = scenes.filter((scene) => matchKind(scene, clause) === kind);
    if (found.length > 0) return found;
  }
  return [];
}

/** The scenes that a question's video and span leave over. */
export function inReach(scenes: readonly Scene[], reading: QuestionReading): Scene[] {
  const { span } = reading;
  if (!span) return [...scenes];
  const wide = { startSeconds: span.startSeconds, endSeconds: Math.max(span.endSeconds, span.startSeconds + 0.01) };
  return scenes.filter((scene) => overlapSeconds(scene.span, wide) > 0);
}

/** The scene of a remembered moment. */
export function sceneAt(scenes: readonly Scene[], focus: Focus): Scene | undefined {
  return scenes.find((scene) => scene.videoTitle === focus.videoTitle && overlapSeconds(scene.span, focus.span) > 0.01);
}

/** What a unit is in these scenes. */
export type Role = 'subject' | 'action' | 'place' | 'unseen';

/** Which part of the captions a word belongs to; `unseen` when no caption has it. */
export function roleOf(unit: MeaningUnit, scenes: readonly Scene[]): Role {
  if (
    scenes.some(
      (scene) => says(scene.subjectMeaning, unit) || (scene.companionMeaning && says(scene.companionMeaning, unit)),
    )
  )
    return 'subject';
  if (scenes.some((scene) => says(scene.actionMeaning, unit))) return 'action';
  if (scenes.some((scene) => says(scene.placeMeaning, unit))) return 'place';
  return 'unseen';
}

/** An old clause with the parts that a new one names put in their place ("what about the cat?"). */
export function changeClause(old: Clause, changed: Clause, scenes: readonly Scene[]): Clause {
  const role = (unit: MeaningUnit): Role => {
    const found = roleOf(unit, scenes);
    return found === 'unseen' ? (unit.verb ? 'action' : 'subject') : found;
  };
  const replaced = new Set(changed.units.map(role));
  const kept = old.units.filter((unit) => !replaced.has(role(unit)));
  const verb = replaced.has('action') ? changed.verb : old.verb;
  const subjectFirst = replaced.has('subject') ? [...changed.units, ...kept] : [...kept, ...changed.units];
  const words = replaced.has('subject')
    ? `${changed.words} ${kept.map((unit) => unit.stems.join(' ')).join(' ')}`.trim()
    : `${kept.map((unit) => unit.stems.join(' ')).join(' ')} ${changed.words}`.trim();
  return {
    words,
    units: subjectFirst,
    beside: changed.beside.length > 0 ? changed.beside : old.beside,
    verb,
    description: words,
  };
}

/** Whether the clause's own one is the bystander and the one beside acts. */
function isBeside({ companionMeaning, placeMeaning, subjectMeaning }: Scene, clause: Clause): boolean {
  if (!companionMeaning || !clause.beside.every((unit) => says(subjectMeaning, unit))) return false;
  return clause.units.every((unit) => says(companionMeaning, unit) || says(placeMeaning, unit));
}

function standsBeside(scene: Scene, clause: Clause): boolean {
  return (
    scene.companionMeaning !== undefined &&
    clause.beside.every((unit) => scene.companionMeaning && says(scene.companionMeaning, unit))
  );
}
