import { expect } from 'vitest';
import type { AskreelError } from '../../../src/domain/coded-error.js';

/** The message of the TRUTH_INVALID error that reading ends in. */
export function truthInvalidMessage(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    expect(error).toMatchObject({ name: 'AskreelError', code: 'TRUTH_INVALID' });
    return (error as AskreelError).message;
  }
  return expect.fail('it was read');
}
