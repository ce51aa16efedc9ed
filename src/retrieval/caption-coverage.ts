import { splitBeside } from '../domain/wording/caption-parts.js';
import { meaningSet, meaningUnits, says, type MeaningSet, type MeaningUnit } from '../domain/wording/meaning-units.js';

/** A description, ready to be compared with captions. */
export interface DescribedUnits {
  readonly main: readonly MeaningUnit[];
  /** What stands beside. */
  readonly beside: readonly MeaningUnit[];
}

/** Reads what a description says, in its parts. */
export function describedUnits(description: string): DescribedUnits {
  const [main, beside = ''] = splitBeside(description);
  return { main: meaningUnits(main), beside: meaningUnits(beside) };
}

/** Captions that were read lately: a search compares hundreds, mostly the same as the one before. */
const captionsKept = 5000;
const readCaptions = new Map<string, { readonly acts: MeaningSet; readonly standsBy: MeaningSet | undefined }>();

/** What of a description a caption says, in whatever wording. */
export interface CaptionCoverage {
  /** Share of what the description says, 0 to 1. */
  readonly share: number;
  /** Who acts, what is done and where: all of it is said. Captions are less sure of who stands by. */
  readonly told: boolean;
}

/**
 * Compares a description with a caption. One who acts and one who stands by are kept apart: `a blue dog` is not said by
 * "a red dog jumps beside a blue cat", `a blue cat` is.
 */
export function captionCoverage({ main, beside }: DescribedUnits, caption: string): CaptionCoverage {
  const { acts, standsBy } = readCaption(caption);
  const said = (units: readonly MeaningUnit[], set: MeaningSet | undefined): number =>
    set ? units.filter((unit) => says(set, unit)).length : 0;
  const saidOfMain = Math.max(said(main, acts), said(main, standsBy));
  const saidOfBeside = Math.max(said(beside, standsBy), said(beside, acts));
  const total = main.length + beside.length;
  return {
    share: total === 0 ? 0 : (saidOfMain + saidOfBeside) / total,
    told: main.length > 0 && saidOfMain === main.length,
  };
}

function readCaption(caption: string): { readonly acts: MeaningSet; readonly standsBy: MeaningSet | undefined } {
  let read = readCaptions.get(caption);
  if (!read) {
    const [acts, standsBy] = splitBeside(caption);
    read = { acts: meaningSet(acts), standsBy: standsBy === undefined ? undefined : meaningSet(standsBy) };
    if (readCaptions.size >= captionsKept) readCaptions.clear();
    readCaptions.set(caption, read);
  }
  return read;
}
