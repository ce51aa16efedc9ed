import { z } from '@hono/zod-openapi';
import { errorCodes } from '../../../domain/coded-error.js';

/** What only happens between a client and the server, beside the codes of `errorCodes`. */
export const serverErrorCodes = [
  'BUSY',
  'FILE_GONE',
  'FORBIDDEN',
  'JOB_UNKNOWN',
  'NOT_FOUND',
  'RANGE_NOT_SATISFIABLE',
  'SERVER_FAILED',
  'SHUTTING_DOWN',
  'THREAD_UNKNOWN',
  'TIMED_OUT',
  'TOO_LARGE',
  'UNAUTHORIZED',
] as const;

/** Why something failed, and what to do next. */
export const errorDetail = z
  .object({
    code: z.enum([...errorCodes, ...serverErrorCodes]),
    message: z.string(),
    hint: z.string().optional(),
  })
  .openapi('ErrorDetail');

/** The body of every answer that is no success. */
export const apiError = z.object({ error: errorDetail }).openapi('ApiError');

export type ErrorDetail = z.infer<typeof errorDetail>;
export type ApiError = z.infer<typeof apiError>;
