import { z } from '@hono/zod-openapi';

/** That the server is well, and what it serves. */
export const health = z
  .object({
    status: z.enum(['ok', 'shutting-down']),
    version: z.string(),
    videos: z.number().int(),
    pack: z.object({ id: z.string(), revision: z.string(), dimensions: z.number().int() }),
    model: z.string().openapi({ description: 'The chat model that answers.', example: 'offline' }),
    uploads: z
      .object({ limitBytes: z.number() })
      .optional()
      .openapi({ description: 'Absent when videos cannot be uploaded.' }),
    indexesFolders: z.boolean().openapi({ description: 'Whether POST /api/index is open.' }),
  })
  .openapi('Health');

/** A token to be kept in a cookie, for pictures and films, which cannot send headers. */
export const sessionBody = z.object({ token: z.string().min(1).max(1000) }).openapi('SessionBody');

/** Whether a token is needed, and whether this request brought it. */
export const sessionState = z.object({ needed: z.boolean(), open: z.boolean() }).openapi('SessionState');

export type Health = z.infer<typeof health>;
