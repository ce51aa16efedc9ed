import { z } from '@hono/zod-openapi';

/** A stretch of a video, in source seconds. */
export const timeSpan = z.object({ startSeconds: z.number(), endSeconds: z.number() }).openapi('TimeSpan');

/** Edges in shares of the picture: 0 is left and top, 1 right and bottom. */
export const frameBox = z
  .object({ left: z.number(), top: z.number(), right: z.number(), bottom: z.number() })
  .openapi('FrameBox');
