import type { Hook } from '@hono/zod-openapi';
import type { Env } from 'hono';
import { AskreelError } from '../../domain/coded-error.js';
import { plainLine } from '../../domain/plain-line.js';

/** Turns what a schema does not let through into `BAD_ARGUMENT`, with the names of what is wrong. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as hono types a hook for all routes
export const refuseBadInput: Hook<any, Env, any, any> = (result) => {
  if (result.success) return;
  const words = result.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.join('.') || result.target}: ${message}`);
  throw new AskreelError('BAD_ARGUMENT', plainLine(words.join('; ')), {
    hint: 'GET /api/openapi.json says what each route takes.',
  });
};
