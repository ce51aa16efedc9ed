import { AskreelError } from '../../domain/coded-error.js';
import { isLoopback, type ServedBy } from './request-guard.js';

/** Shorter ones can be guessed. */
const shortestToken = 16;

/** Throws `BAD_ARGUMENT` when an address is open to other machines and no token guards it, and for a token that is short. */
export function requireToken(host: string, token: string | undefined, { tokenSetting }: ServedBy): void {
  if (token === undefined && !isLoopback(host)) {
    throw new AskreelError('BAD_ARGUMENT', `Other machines can reach ${host}: without a token it is not served.`, {
      hint: `Set ${tokenSetting} to a long random text, or leave --host out.`,
    });
  }
  if (token !== undefined && (token.length < shortestToken || /\s/.test(token))) {
    const words = `${tokenSetting} must have at least ${shortestToken} characters, and no spaces.`;
    throw new AskreelError('BAD_ARGUMENT', words, { hint: 'Make one with: openssl rand -hex 32' });
  }
}
