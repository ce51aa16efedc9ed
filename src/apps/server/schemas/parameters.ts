import { z } from '@hono/zod-openapi';

/** Longest text that may be searched for or asked. */
export const mostCharacters = 4000;

/** A description to look for. */
export const descriptionParameter = z
  .string()
  .trim()
  .min(1)
  .max(mostCharacters)
  .openapi({ example: 'a red dog jumps', description: 'What to look for, in words.' });

/** Seconds of source time in a query string. */
export const secondsParameter = z.coerce
  .number<string | number>()
  .min(0)
  .max(1e7)
  .openapi({ type: 'number', description: 'Source seconds.' });

/** A count in a query string. */
export function countParameter(least: number, most: number, usual: number) {
  return z.coerce
    .number<string | number>()
    .int()
    .min(least)
    .max(most)
    .default(usual)
    .openapi({ type: 'integer', minimum: least, maximum: most, default: usual });
}

/** The id of a video as a part of a path. */
export const videoParameters = z.object({
  id: z
    .string()
    .regex(/^[0-9a-f]{16}$/, 'An id of a video has 16 hex digits.')
    .openapi({ param: { name: 'id', in: 'path' }, example: '1f2e3d4c5b6a7988' }),
});

/** The id of a job as a part of a path. */
export const jobParameters = z.object({
  id: z
    .string()
    .min(1)
    .max(100)
    .openapi({ param: { name: 'id', in: 'path' } }),
});

/** The name of a thread as a part of a path. */
export const threadParameters = z.object({
  id: z
    .string()
    .min(1)
    .max(200)
    .openapi({ param: { name: 'id', in: 'path' } }),
});

/** The ends of a stretch in a query string. */
export const spanQuery = z.object({ start: secondsParameter, end: secondsParameter });
