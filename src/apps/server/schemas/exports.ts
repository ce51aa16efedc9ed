import { z } from '@hono/zod-openapi';
import { timeSpan } from './spans.js';

/** What moments are written as. */
export const exportFormats = ['edl', 'fcpxml', 'vtt', 'csv', 'json'] as const;

/** Moments to be written into a file, in their order. */
export const exportBody = z
  .object({
    format: z.enum(exportFormats),
    title: z.string().trim().min(1).max(200).default('askreel'),
    moments: z
      .array(
        z.object({
          videoId: z.string(),
          span: timeSpan,
          label: z.string().max(1000).optional(),
          score: z.number().min(0).max(1).optional(),
        }),
      )
      .min(1)
      .max(1000),
  })
  .openapi('ExportBody');

export type ExportFormatName = (typeof exportFormats)[number];
