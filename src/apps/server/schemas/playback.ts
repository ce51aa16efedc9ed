import { z } from '@hono/zod-openapi';
import { countParameter, secondsParameter } from './parameters.js';

/** Where a browser finds a form of the video that it plays. */
export const playback = z
  .object({
    kind: z.enum(['original', 'rendition']),
    url: z.string(),
    ready: z.boolean().openapi({ description: 'When false, follow `eventsUrl`: that makes the rendition.' }),
    eventsUrl: z.string().optional(),
    reason: z.string().optional().openapi({ description: 'Why the original is not played.' }),
  })
  .openapi('Playback');

/** Which picture is wanted. */
export const thumbnailQuery = z.object({
  at: secondsParameter.optional(),
  width: countParameter(16, 1920, 320),
});

/** The data of an event `progress` of a rendition. */
export const renditionProgress = z.object({ share: z.number().min(0).max(1) }).openapi('RenditionProgress');

export type Playback = z.infer<typeof playback>;
