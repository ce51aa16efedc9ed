import { z } from '@hono/zod-openapi';
import { citation } from './answers.js';

/** A conversation that is kept. */
export const thread = z
  .object({ id: z.string(), turns: z.number().int(), lastUsed: z.string().openapi({ format: 'date-time' }) })
  .openapi('Thread');

/** All conversations, the latest first. */
export const threadList = z.object({ threads: z.array(thread) }).openapi('ThreadList');

/** A conversation with its questions and answers. */
export const threadDetail = z
  .object({
    id: z.string(),
    turns: z.array(
      z.object({ question: z.string(), text: z.string(), found: z.boolean(), citations: z.array(citation) }),
    ),
  })
  .openapi('ThreadDetail');

export type Thread = z.infer<typeof thread>;
export type ThreadDetail = z.infer<typeof threadDetail>;
