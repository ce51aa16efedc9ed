import { createRoute, z } from '@hono/zod-openapi';
import { indexBody, jobList, jobReply, uploadQuery } from '../schemas/jobs.js';
import { jobParameters } from '../schemas/parameters.js';
import { jsonBody, jsonReply } from './responses.js';

const tags = ['jobs'];

/** A new video. */
export const uploadRoute = createRoute({
  method: 'post',
  path: '/api/videos',
  tags,
  summary: 'Upload a video: its bytes are the body',
  request: {
    query: uploadQuery,
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
    },
  },
  responses: { 202: jsonReply(jobReply, 'It is here, and will be indexed.') },
});

/** A folder of the server's machine. */
export const indexRoute = createRoute({
  method: 'post',
  path: '/api/index',
  tags,
  summary: 'Index a file or folder of the server’s machine (see --allow-folder)',
  request: { body: jsonBody(indexBody) },
  responses: { 202: jsonReply(jobReply, 'It will be indexed.') },
});

/** All jobs. */
export const listJobsRoute = createRoute({
  method: 'get',
  path: '/api/jobs',
  tags,
  summary: 'Jobs, the latest first',
  responses: { 200: jsonReply(jobList, 'Those that are kept.') },
});

/** One job. */
export const readJobRoute = createRoute({
  method: 'get',
  path: '/api/jobs/{id}',
  tags,
  summary: 'A job',
  request: { params: jobParameters },
  responses: { 200: jsonReply(jobReply, 'How it stands.') },
});

/** Follows a job. */
export const followJobRoute = createRoute({
  method: 'get',
  path: '/api/jobs/{id}/events',
  tags,
  summary: 'Follow a job; events: job (how it stands, at once and on each change), at last done, failed or cancelled',
  request: { params: jobParameters },
  responses: {
    200: { description: 'Events, each with the whole job.', content: { 'text/event-stream': { schema: z.string() } } },
  },
});

/** Ends a job. */
export const cancelJobRoute = createRoute({
  method: 'delete',
  path: '/api/jobs/{id}',
  tags,
  summary: 'Cancel a job; videos that it has finished stay',
  request: { params: jobParameters },
  responses: { 200: jsonReply(jobReply, 'How it stands; it may take a moment to end.') },
});
