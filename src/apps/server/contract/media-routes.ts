import { createRoute, z } from '@hono/zod-openapi';
import { spanQuery, videoParameters } from '../schemas/parameters.js';
import { playback, thumbnailQuery } from '../schemas/playback.js';
import { jsonReply } from './responses.js';

const tags = ['media'];
const bytes = z.string().openapi({ format: 'binary' });
const params = videoParameters;

/** A picture of a moment. */
export const readThumbnailRoute = createRoute({
  method: 'get',
  path: '/api/videos/{id}/thumbnail',
  tags,
  summary: 'A picture of a moment (default: the middle)',
  request: { params, query: thumbnailQuery },
  responses: { 200: { description: 'A JPEG.', content: { 'image/jpeg': { schema: bytes } } } },
});

/** The file itself. */
export const readFileRoute = createRoute({
  method: 'get',
  path: '/api/videos/{id}/file',
  tags,
  summary: 'The file itself; takes Range and If-Range',
  request: { params },
  responses: {
    200: { description: 'All of it.', content: { 'video/*': { schema: bytes } } },
    206: { description: 'The range asked for.', content: { 'video/*': { schema: bytes } } },
    410: { description: 'The file is no longer where it was indexed.' },
    416: { description: 'No such range.' },
  },
});

/** How to play it. */
export const readPlaybackRoute = createRoute({
  method: 'get',
  path: '/api/videos/{id}/playback',
  tags,
  summary: 'Where a browser finds a form of the video that it plays',
  request: { params },
  responses: { 200: jsonReply(playback, 'The file itself, or a rendition.') },
});

/** Makes the rendition. */
export const makeRenditionRoute = createRoute({
  method: 'get',
  path: '/api/videos/{id}/rendition',
  tags,
  summary: 'Makes the rendition; events: progress {share}, done {url}, error {code, message, hint}',
  request: { params },
  responses: { 200: { description: 'Events.', content: { 'text/event-stream': { schema: z.string() } } } },
});

/** The rendition's bytes. */
export const readRenditionRoute = createRoute({
  method: 'get',
  path: '/api/videos/{id}/rendition/file',
  tags,
  summary: 'The rendition, H.264 and AAC in MP4; takes Range',
  request: { params },
  responses: {
    200: { description: 'All of it.', content: { 'video/mp4': { schema: bytes } } },
    206: { description: 'The range asked for.', content: { 'video/mp4': { schema: bytes } } },
    404: { description: 'It has not been made yet.' },
  },
});

/** A stretch as a film of its own. */
export const readClipRoute = createRoute({
  method: 'get',
  path: '/api/videos/{id}/clip',
  tags,
  summary: 'A stretch as a film of its own (at most 10 minutes)',
  request: { params, query: spanQuery },
  responses: { 200: { description: 'An MP4.', content: { 'video/mp4': { schema: bytes } } } },
});
