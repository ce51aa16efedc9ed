import { splitCaption } from '../../domain/wording/caption-parts.js';
import { captionCoverage, describedUnits, type DescribedUnits } from '../caption-coverage.js';

/** Who acts, what is done and where, as far as a description says it. */
export interface DescribedParts {
  readonly subject: DescribedUnits;
  readonly deed: DescribedUnits;
  readonly place: DescribedUnits;
}

const placeAfter = /^(.*?)\b((?:in|on|at|by|under|near|inside|outside|behind) .*)$/;

/** Reads the parts of a description as a caption would put it. */
export function describedParts(description: string): DescribedParts {
  const { subject, action, place } = splitCaption(description);
  // Without a verb, `a dog in the snow` comes back as a subject.
  const [, who = subject, where = ''] = action === '' && place === '' ? (placeAfter.exec(subject) ?? []) : [];
  return {
    subject: describedUnits(action === '' && place === '' ? who : subject),
    deed: describedUnits(action),
    place: describedUnits(place === '' ? where : place),
  };
}

/** The share of each part that a caption says, 0 to 1; 0 for what was not asked for. */
export function partsSaid(parts: DescribedParts, caption: string | undefined): Record<keyof DescribedParts, number> {
  const said = (part: DescribedUnits): number => (caption === undefined ? 0 : captionCoverage(part, caption).share);
  return { subject: said(parts.subject), deed: said(parts.deed), place: said(parts.place) };
}
