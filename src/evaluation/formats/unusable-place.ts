import { AskreelError } from '../../domain/coded-error.js';

/** The error for one bad place (`Line 4`, `Item 2`) of a file of truth or predictions: TRUTH_INVALID. */
export function unusablePlace(place: string, source: string, reason: string, cause?: unknown): AskreelError {
  return new AskreelError('TRUTH_INVALID', `${place} of ${source} cannot be used: ${reason}.`, { cause });
}

/** The error for a file of truth or predictions that cannot be used as a whole: TRUTH_INVALID. */
export function unusableFile(source: string, reason: string, cause?: unknown): AskreelError {
  return new AskreelError('TRUTH_INVALID', `The file ${source} cannot be used: ${reason}.`, { cause });
}
