import { createRoute, z } from '@hono/zod-openapi';
import { exportBody } from '../schemas/exports.js';
import { searchQuery, searchResult } from '../schemas/moments.js';
import { jsonBody, jsonReply } from './responses.js';

/** Moments by description. */
export const searchRoute = createRoute({
  method: 'get',
  path: '/api/search',
  tags: ['search'],
  summary: 'Moments that show, or say, what is described',
  request: { query: searchQuery },
  responses: { 200: jsonReply(searchResult, 'Moments, best first.') },
});

/** Moments as a file. */
export const exportRoute = createRoute({
  method: 'post',
  path: '/api/export',
  tags: ['search'],
  summary: 'Moments as an edit list, a project, chapters or a table',
  request: { body: jsonBody(exportBody) },
  responses: {
    200: {
      description: 'The file; vtt describes one video.',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
});
