import type { ClaimVerdict } from '../../domain/answer.js';
import { splitCaption } from '../../domain/wording/caption-parts.js';
import { meaningSet, says, type MeaningUnit } from '../../domain/wording/meaning-units.js';
import type { Statement } from './read-statement.js';
import type { SeenShot } from './see-moment.js';

/** A verdict and why. */
export interface Judgement {
  readonly verdict: ClaimVerdict;
  readonly reason: string;
}

/** An action that the classifier is less sure of confirms nothing. */
const sureAction = 0.8;
const sureThing = 0.6;

/**
 * Holds a statement against what was seen of a shot. The caption alone confirms nothing: it may be what misled whoever made
 * the statement. Who acts is for the detector to say, what is done for the classifier; the place for the caption.
 */
export function judgeStatement(statement: Statement, shot: SeenShot): Judgement {
  const { subject, action, place, companion } = statement;
  if (subject.length + action.length + place.length + companion.length === 0) {
    return { verdict: 'unverified', reason: 'it says nothing that can be seen' };
  }
  const checks = [
    checkSubject(statement, shot),
    checkAction(action, shot),
    checkPlace(place, shot),
    checkCompanion(companion, shot),
  ];
  const worst = (['rejected', 'unverified'] as const).flatMap(
    (verdict) => checks.find((check) => check?.verdict === verdict) ?? [],
  )[0];
  return worst ?? { verdict: 'confirmed', reason: 'what looked at the moment again says the same' };
}

function checkSubject({ subject, action }: Statement, { caption, things }: SeenShot): Judgement | undefined {
  if (subject.length === 0) return undefined;
  const sure = (things ?? []).filter(({ score }) => score >= sureThing);
  const [acting] = sure;
  if (!acting) return { verdict: 'unverified', reason: 'nothing could look at who is in the picture' };
  // Whoever stands by is there as well, but does nothing.
  const candidates = action.length > 0 ? [acting] : sure;
  if (candidates.some(({ name }) => saysAll(name, subject))) return undefined;
  if (saysAll(splitCaption(caption).subject, subject))
    return { verdict: 'unverified', reason: `it may be a ${acting.name}` };
  return { verdict: 'rejected', reason: `what is seen there: a ${acting.name}` };
}

function checkAction(action: readonly MeaningUnit[], { caption, action: label }: SeenShot): Judgement | undefined {
  if (action.length === 0) return undefined;
  if (!label) return { verdict: 'unverified', reason: 'nothing could look at what is done' };
  if (saysAll(label.label, action)) {
    if (label.probability >= sureAction) return undefined;
    return { verdict: 'unverified', reason: `the classifier is not sure that it ${label.label}` };
  }
  const inCaption = saysAll(splitCaption(caption).action, action);
  if (!inCaption && label.probability >= sureAction)
    return { verdict: 'rejected', reason: `what is done there: ${label.label}` };
  return { verdict: 'unverified', reason: `the classifier says: ${label.label}` };
}

function checkPlace(place: readonly MeaningUnit[], { caption }: SeenShot): Judgement | undefined {
  if (place.length === 0) return undefined;
  const known = splitCaption(caption).place;
  if (saysAll(known, place)) return undefined;
  if (known !== '' && place.every((unit) => !says(meaningSet(caption), unit))) {
    return { verdict: 'rejected', reason: `the caption there says ${known}` };
  }
  return { verdict: 'unverified', reason: 'the place is not told' };
}

function checkCompanion(companion: readonly MeaningUnit[], { things }: SeenShot): Judgement | undefined {
  if (companion.length === 0) return undefined;
  const seen = things?.some(({ name, score }) => score >= sureThing && saysAll(name, companion));
  return seen ? undefined : { verdict: 'unverified', reason: 'who stands by was not made out' };
}

function saysAll(text: string, units: readonly MeaningUnit[]): boolean {
  const set = meaningSet(text);
  return text !== '' && units.every((unit) => says(set, unit));
}
