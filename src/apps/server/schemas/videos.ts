import { z } from '@hono/zod-openapi';
import { countParameter } from './parameters.js';
import { frameBox, timeSpan } from './spans.js';

const videoShape = {
  id: z.string(),
  title: z.string(),
  durationSeconds: z.number(),
  width: z.number().openapi({ description: 'Displayed pixels, after rotation.' }),
  height: z.number(),
  codec: z.string().openapi({ example: 'h264' }),
  hasAudio: z.boolean(),
  familiarity: z.enum(['familiar', 'unfamiliar']),
  warnings: z.array(z.string()),
  indexedAt: z.string().openapi({ format: 'date-time' }),
  shotCount: z.number().int(),
  thumbnailUrl: z.string().openapi({ description: 'A picture of the video; takes `at` and `width`.' }),
};

/** A video of the library. */
export const videoSummary = z.object(videoShape).openapi('VideoSummary');

/** A continuous camera take, and what is recognised in it. */
export const shot = z
  .object({
    index: z.number().int(),
    span: timeSpan,
    caption: z.string().optional(),
    captionConfidence: z.number().optional(),
    motion: z.number(),
    actions: z.array(z.object({ label: z.string(), probability: z.number() })),
    thumbnailUrl: z.string(),
  })
  .openapi('Shot');

/** A video with its shots. */
export const videoDetail = z.object({ ...videoShape, shots: z.array(shot) }).openapi('VideoDetail');

/** Which part of the list is wanted. */
export const videoListQuery = z.object({
  offset: countParameter(0, 1_000_000, 0),
  limit: countParameter(1, 500, 50),
  text: z.string().max(200).optional().openapi({ description: 'Only titles that hold this, in any case.' }),
});

/** A part of the list; `total` counts all that fit. */
export const videoList = z.object({ videos: z.array(videoSummary), total: z.number().int() }).openapi('VideoList');

/** What is said in a video. */
export const transcript = z
  .object({
    lines: z.array(z.object({ span: timeSpan, text: z.string() })),
    language: z.string().optional(),
    madeBy: z.string().optional().openapi({ description: 'Who listened; absent for subtitles.' }),
  })
  .openapi('Transcript');

/** How well each shot fits a description. */
export const heat = z
  .object({
    shots: z.array(z.object({ index: z.number().int(), span: timeSpan, score: z.number().min(0).max(1) })),
    confidence: z.number().openapi({ description: 'That the best shot shows it, 0 to 1.' }),
    unknownWords: z.array(z.string()),
  })
  .openapi('Heat');

/** What is most worth seeing. */
export const highlights = z
  .object({
    stretches: z.array(z.object({ span: timeSpan, saliency: z.number() })),
    saliency: z.array(z.number()).openapi({ description: '0 to 1 for each `clipSeconds` of the video.' }),
    clipSeconds: z.number(),
  })
  .openapi('Highlights');

/** Things followed through the picture. */
export const tubes = z
  .object({
    tubes: z.array(
      z.object({
        description: z.string(),
        span: timeSpan,
        score: z.number(),
        approximate: z.boolean().openapi({ description: 'A region, not an outline; the thing may not be there.' }),
        action: z.object({ label: z.string(), probability: z.number() }).optional(),
        boxes: z.array(z.object({ timeSeconds: z.number(), box: frameBox })),
      }),
    ),
  })
  .openapi('Tubes');

/** When actions happen, to a tenth of a second. */
export const locatedActions = z
  .object({
    actions: z.array(z.object({ shotIndex: z.number().int(), span: timeSpan, label: z.string(), score: z.number() })),
  })
  .openapi('LocatedActions');

export type VideoSummary = z.infer<typeof videoSummary>;
export type VideoDetail = z.infer<typeof videoDetail>;
export type ShotDetail = z.infer<typeof shot>;
export type Transcript = z.infer<typeof transcript>;
export type Heat = z.infer<typeof heat>;
export type HighlightsDetail = z.infer<typeof highlights>;
export type Tubes = z.infer<typeof tubes>;
export type LocatedActionsDetail = z.infer<typeof locatedActions>;
