import { z } from '@hono/zod-openapi';
import { countParameter, descriptionParameter } from './parameters.js';
import { timeSpan } from './spans.js';

/** One signal that speaks for a moment. */
export const evidence = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('frame'), timeSeconds: z.number(), score: z.number() }),
    z.object({ kind: z.literal('clip'), span: timeSpan, score: z.number() }),
    z.object({ kind: z.literal('caption'), text: z.string(), score: z.number() }),
    z.object({ kind: z.literal('action'), label: z.string(), score: z.number() }),
    z.object({ kind: z.literal('transcript'), text: z.string(), span: timeSpan, score: z.number() }),
  ])
  .openapi('Evidence');

/** A stretch of one video that fits a description. */
export const moment = z
  .object({
    videoId: z.string(),
    videoTitle: z.string(),
    span: timeSpan,
    focus: timeSpan.optional().openapi({ description: 'Where inside the span it happens, where that is clear.' }),
    score: z.number().openapi({ description: '0 to 1, comparable within one search only.' }),
    caption: z.string().optional(),
    evidence: z.array(evidence),
    thumbnailUrl: z.string(),
  })
  .openapi('Moment');

/** What to search for, and where. */
export const searchQuery = z.object({
  q: descriptionParameter,
  limit: countParameter(1, 100, 10),
  video: z
    .union([z.string(), z.array(z.string()).max(100)])
    .optional()
    .openapi({ description: 'Only in these videos: ids, titles; may be given several times.' }),
});

/** Moments, best first; none, with the nearest, when nothing fits. */
export const searchResult = z
  .object({
    moments: z.array(moment),
    found: z.boolean(),
    confidence: z.number().openapi({ description: 'That the best moment shows what was asked for, 0 to 1.' }),
    nearest: z.array(moment).openapi({ description: 'When nothing was found: what comes nearest.' }),
    unknownWords: z.array(z.string()),
  })
  .openapi('SearchResult');

export type MomentDetail = z.infer<typeof moment>;
export type SearchResult = z.infer<typeof searchResult>;
