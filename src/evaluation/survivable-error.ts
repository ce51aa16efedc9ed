import { AskreelError } from '../domain/coded-error.js';

/** A coded error, which makes one answer wrong; throws all else, and a missing key, since every question would fail alike. */
export function survivableError(error: unknown): AskreelError {
  if (!AskreelError.isInstance(error) || error.code === 'ABORTED' || error.code === 'CHAT_MODEL_MISSING_KEY')
    throw error;
  return error;
}
