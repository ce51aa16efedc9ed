import type { z } from '@hono/zod-openapi';

/** A JSON body of a reply. What any route may answer besides (see `apiError`) is added to the whole document. */
export function jsonReply<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** A JSON body of a request. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } } as const;
}

/** The reply to what leaves nothing to say. */
export const done = { description: 'Done.' };
