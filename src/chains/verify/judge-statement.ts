import type { ClaimVerdict } from '../../domain/answer.js';
import { splitCaption } from '../../domain/wording/caption-parts.js';
import { meaningSet, says, type MeaningUnit } from '../../domain/wording/meaning-units.js';
import type { Statement } from './read-statement.js';
import type { SeenShot } from './see-moment.js';
import { weighWitnesses, type Witness } from './weigh-witnesses.js';

/** A verdict and why. */
export interface Judgement {
  readonly verdict: ClaimVerdict;
  readonly reason: string;
  /** How likely it is, 0 to 1, that the statement is right there; absent where nothing tells. */
  readonly probability?: number;
}

/** What became of one part of a statement; without a verdict it is as stated. */
interface Check {
  readonly verdict?: Exclude<ClaimVerdict, 'confirmed'>;
  readonly reason?: string;
  readonly probability: number;
}

/** An action that the classifier is less sure of confirms nothing. */
const sureAction = 0.8;
const sureThing = 0.6;
/** Of a caption whose confidence was not kept. */
const usualCaption = 0.8;

/**
 * Holds a statement against what was seen of a shot. The caption alone confirms nothing: it may be what misled whoever made
 * the statement. Who acts is for the detector to say, what is done for the classifier; the place for the caption. The
 * statement is as likely as its least likely part, a part as all that saw it make it.
 */
export function judgeStatement(statement: Statement, shot: SeenShot): Judgement {
  const { subject, action, place, companion } = statement;
  if (subject.length + action.length + place.length + companion.length === 0) {
    return { verdict: 'unverified', reason: 'it says nothing that can be seen' };
  }
  const checks = [
    ...(subject.length > 0 ? [checkSubject(statement, shot)] : []),
    ...(action.length > 0 ? [checkAction(action, shot)] : []),
    ...(place.length > 0 ? [checkPlace(place, shot)] : []),
    ...(companion.length > 0 ? [checkCompanion(companion, shot)] : []),
  ];
  const probability = Math.min(...checks.map((check) => check.probability));
  for (const verdict of ['rejected', 'unverified'] as const) {
    const { reason } = checks.find((check) => check.verdict === verdict) ?? {};
    if (reason !== undefined) return { verdict, reason, probability };
  }
  return { verdict: 'confirmed', reason: 'what looked at the moment again says the same', probability };
}

function checkSubject({ subject, action }: Statement, shot: SeenShot): Check {
  const sure = (shot.things ?? []).filter(({ score }) => score >= sureThing);
  const [acting] = sure;
  const parts = splitCaption(shot.caption);
  const seenBeside = action.length === 0 && saysAll(parts.companion ?? '', subject);
  const captioned = saysAll(parts.subject, subject) || seenBeside;
  const caption = captionWitness(shot, parts.subject, captioned);
  if (!acting) {
    const reason = 'nothing could look at who is in the picture';
    return { verdict: 'unverified', reason, probability: weighWitnesses(caption) };
  }
  // Whoever stands by is there as well, but does nothing.
  const candidates = action.length > 0 ? [acting] : sure;
  const match = candidates.find(({ name }) => saysAll(name, subject));
  const looked = { agrees: match !== undefined, probability: (match ?? acting).score };
  const probability = weighWitnesses([looked, ...caption]);
  if (match) return { probability };
  if (captioned) return { verdict: 'unverified', reason: `it may be a ${acting.name}`, probability };
  return { verdict: 'rejected', reason: `what is seen there: a ${acting.name}`, probability };
}

function checkAction(action: readonly MeaningUnit[], shot: SeenShot): Check {
  const told = splitCaption(shot.caption).action;
  const inCaption = saysAll(told, action);
  const caption = captionWitness(shot, told, inCaption);
  const { action: label } = shot;
  if (!label) {
    const reason = 'nothing could look at what is done';
    return { verdict: 'unverified', reason, probability: weighWitnesses(caption) };
  }
  const agrees = saysAll(label.label, action);
  const probability = weighWitnesses([{ agrees, probability: label.probability }, ...caption]);
  if (agrees) {
    if (label.probability >= sureAction) return { probability };
    const reason = `the classifier is not sure that it ${label.label}`;
    return { verdict: 'unverified', reason, probability };
  }
  if (!inCaption && label.probability >= sureAction)
    return { verdict: 'rejected', reason: `what is done there: ${label.label}`, probability };
  return { verdict: 'unverified', reason: `the classifier says: ${label.label}`, probability };
}

function checkPlace(place: readonly MeaningUnit[], shot: SeenShot): Check {
  const known = splitCaption(shot.caption).place;
  const agrees = saysAll(known, place);
  const probability = weighWitnesses(captionWitness(shot, known, agrees));
  if (agrees) return { probability };
  if (known !== '' && place.every((unit) => !says(meaningSet(shot.caption), unit))) {
    return { verdict: 'rejected', reason: `the caption there says ${known}`, probability };
  }
  return { verdict: 'unverified', reason: 'the place is not told', probability };
}

function checkCompanion(companion: readonly MeaningUnit[], shot: SeenShot): Check {
  const known = splitCaption(shot.caption).companion ?? '';
  const caption = captionWitness(shot, known, saysAll(known, companion));
  const seen = shot.things?.find(({ name, score }) => score >= sureThing && saysAll(name, companion));
  if (seen) return { probability: weighWitnesses([{ agrees: true, probability: seen.score }, ...caption]) };
  const reason = 'who stands by was not made out';
  return { verdict: 'unverified', reason, probability: weighWitnesses(caption) };
}

/** What the caption says of a part, where it says anything. */
function captionWitness({ captionConfidence = usualCaption }: SeenShot, said: string, agrees: boolean): Witness[] {
  return said === '' ? [] : [{ agrees, probability: captionConfidence }];
}

function saysAll(text: string, units: readonly MeaningUnit[]): boolean {
  const set = meaningSet(text);
  return text !== '' && units.every((unit) => says(set, unit));
}
