import { containsPhrase } from './contains-phrase.js';
import type { CaptionScore } from './contracts.js';
import { shareOf, type Rate } from './rate.js';
import type { ShotTruth } from './truth-set.js';

/** A true shot with the caption that was stored for it, if any. */
export interface CaptionedShot {
  readonly truth: ShotTruth;
  readonly caption: string | undefined;
}

type Attribute = 'actor' | 'colour' | 'action' | 'place';

/** How often captions name what is true; who merely stands by (after ` beside `) does not count. */
export function tallyCaptions(shots: readonly CaptionedShot[]): CaptionScore {
  return {
    exact: namingRate(shots, ['actor', 'colour', 'action']),
    actor: namingRate(shots, ['actor']),
    colour: namingRate(shots, ['colour']),
    action: namingRate(shots, ['action']),
    place: namingRate(shots, ['place']),
    shots: shots.length,
  };
}

function namingRate(shots: readonly CaptionedShot[], attributes: readonly Attribute[]): Rate {
  const told = shots.filter(({ truth }) => attributes.every((attribute) => truth[attribute] !== undefined));
  return shareOf(told, ({ truth, caption }) => {
    const mainClause = caption?.split(' beside ')[0] ?? '';
    return attributes.every((attribute) => containsPhrase(mainClause, truth[attribute] ?? ''));
  });
}
