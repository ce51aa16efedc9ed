import { z } from '@hono/zod-openapi';
import { errorDetail } from './api-error.js';

/** What is being done to bring videos into the library. Jobs run one after another. */
export const job = z
  .object({
    id: z.string(),
    kind: z.enum(['upload', 'index']),
    name: z.string().openapi({ description: 'The name of the file or folder, without the folders above it.' }),
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    revision: z.number().int().openapi({ description: 'Grows with each change; the id of its events.' }),
    createdAt: z.string().openapi({ format: 'date-time' }),
    startedAt: z.string().optional(),
    finishedAt: z.string().optional(),
    progress: z.object({
      share: z.number().min(0).max(1).openapi({ description: 'How much of all its videos is done.' }),
      phase: z.enum(['waiting', 'reading', 'listening', 'finished']),
      video: z.string().optional().openapi({ description: 'The file that is read now.' }),
      videosDone: z.number().int(),
      videosTotal: z.number().int(),
      framesPerSecond: z.number().optional(),
    }),
    videoIds: z.array(z.string()).openapi({ description: 'Videos that the library holds because of it.' }),
    warnings: z.array(z.string()),
    failures: z.array(z.object({ video: z.string(), error: errorDetail })),
    error: errorDetail.optional().openapi({ description: 'Why it failed as a whole.' }),
  })
  .openapi('Job');

/** A job that was just begun, or is asked for. */
export const jobReply = z.object({ job }).openapi('JobReply');

/** Jobs, the latest first. */
export const jobList = z.object({ jobs: z.array(job) }).openapi('JobList');

/** A path on the server's machine to index. */
export const indexBody = z
  .object({ path: z.string().min(1).max(4096) })
  .openapi('IndexBody', { description: 'A file or folder inside a folder that the server was started with.' });

/** How an uploaded file is called. */
export const uploadQuery = z.object({
  name: z.string().trim().min(1).max(200).openapi({ example: 'my-trip.mp4' }),
});

export type Job = z.infer<typeof job>;
