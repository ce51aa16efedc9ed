import type { VideoEvent } from '../../domain/events/video-event.js';
import { splitBeside } from '../../domain/wording/caption-parts.js';
import { meaningSet, meaningUnits, says, type MeaningUnit } from '../../domain/wording/meaning-units.js';
import type { EventMatch, MatchReason } from './contracts.js';
import type { RememberedEvent } from './remembered-events.js';

// A classifier's lesser guesses are as often wrong as there are guesses.
const leastRival = 0.2;
// Where the two differ, captions are right more often: the classifier alone makes nothing that is counted.
const againstCaption = 0.45;

/** What a description says of one who acts and of one who stands by. */
export interface EventDescription {
  readonly units: readonly MeaningUnit[];
  readonly beside: readonly MeaningUnit[];
}

/** Reads a description such as `a red dog jumps beside a blue cat`. */
export function readDescription(text: string): EventDescription {
  const [main, companion] = splitBeside(text.toLowerCase());
  return { units: meaningUnits(main), beside: companion === undefined ? [] : meaningUnits(companion) };
}

/**
 * The events that say what is described, in whatever wording; a wrong attribute is no match. Those whose caption says
 * it; beside them those where only the classifier does, as likely as it says; bystanders where nobody acts so.
 */
export function matchByWords(events: readonly RememberedEvent[], description: EventDescription): EventMatch[] {
  if (description.units.length + description.beside.length === 0)
    return events.map((item) => ({ ...item, reason: 'words', likelihood: item.event.confidence }));
  const matches = events.flatMap((item): EventMatch[] => {
    const reason = reasonOf(item.event, description);
    if (reason === undefined) return [];
    const likelihood =
      reason === 'classifier'
        ? Math.min(rivalLikelihood(item.event, description.units), againstCaption)
        : item.event.confidence;
    return [{ ...item, reason, likelihood }];
  });
  const acting = matches.filter(({ reason }) => reason !== 'bystander');
  return acting.length > 0 ? acting : matches;
}

/** How many of the things described an event does not say. */
export function countMissing(event: VideoEvent, { units }: EventDescription): number {
  const set = meaningSet(mainWords(event));
  return units.filter((unit) => !says(set, unit)).length;
}

function reasonOf(event: VideoEvent, { units, beside }: EventDescription): MatchReason | undefined {
  const companion = event.companion === undefined ? undefined : meaningSet(event.companion);
  if (!beside.every((unit) => companion && says(companion, unit)))
    return companion && isBeside(event, units, beside) ? 'bystander' : undefined;
  const main = meaningSet(mainWords(event));
  if (units.every((unit) => says(main, unit))) return 'words';
  if (rivalLikelihood(event, units) >= leastRival) return 'classifier';
  if (!companion) return undefined;
  const place = meaningSet(event.place);
  return units.every((unit) => says(companion, unit) || says(place, unit)) ? 'bystander' : undefined;
}

/** Whether the one described stands by and the one beside acts. */
function isBeside(event: VideoEvent, units: readonly MeaningUnit[], beside: readonly MeaningUnit[]): boolean {
  const [actor, companion] = [meaningSet(event.actor), meaningSet(`${event.companion ?? ''} ${event.place}`)];
  return beside.every((unit) => says(actor, unit)) && units.every((unit) => says(companion, unit));
}

function mainWords({ actor, action, place }: VideoEvent): string {
  return `${actor} ${action} ${place}`;
}

/** How likely the classifier alone makes what a caption says otherwise; 0 where it does not speak of it. */
export function rivalLikelihood({ rivals, actor, place }: VideoEvent, units: readonly MeaningUnit[]): number {
  const rival = rivals.find(({ label }) => {
    const said = meaningSet(`${actor} ${label} ${place}`);
    return units.every((unit) => says(said, unit));
  });
  return rival?.probability ?? 0;
}
