import { createRoute, z } from '@hono/zod-openapi';
import {
  countParameter,
  descriptionParameter,
  secondsParameter,
  spanQuery,
  videoParameters,
} from '../schemas/parameters.js';
import {
  heat,
  highlights,
  locatedActions,
  transcript,
  tubes,
  videoDetail,
  videoList,
  videoListQuery,
} from '../schemas/videos.js';
import { done, jsonReply } from './responses.js';

const tags = ['videos'];

/** The list of videos. */
export const listVideosRoute = createRoute({
  method: 'get',
  path: '/api/videos',
  tags,
  summary: 'The videos of the library, the latest first',
  request: { query: videoListQuery },
  responses: { 200: jsonReply(videoList, 'A part of the list.') },
});

/** One video. */
export const readVideoRoute = createRoute({
  method: 'get',
  path: '/api/videos/{id}',
  tags,
  summary: 'A video with its shots',
  request: { params: videoParameters },
  responses: { 200: jsonReply(videoDetail, 'The video.') },
});

/** What is said in it. */
export const readTranscriptRoute = createRoute({
  method: 'get',
  path: '/api/videos/{id}/transcript',
  tags,
  summary: 'What is said in a video',
  request: { params: videoParameters },
  responses: { 200: jsonReply(transcript, 'Its lines; none where nothing is said.') },
});

/** Removes the library's entry. */
export const removeVideoRoute = createRoute({
  method: 'delete',
  path: '/api/videos/{id}',
  tags,
  summary: 'Remove a video from the library; the file stays',
  request: { params: videoParameters },
  responses: { 204: done },
});

/** How well each shot fits. */
export const readHeatRoute = createRoute({
  method: 'get',
  path: '/api/videos/{id}/heat',
  tags,
  summary: 'How well each shot fits a description, for a timeline',
  request: { params: videoParameters, query: z.object({ q: descriptionParameter }) },
  responses: { 200: jsonReply(heat, 'A score for each shot.') },
});

/** What is worth seeing. */
export const readHighlightsRoute = createRoute({
  method: 'get',
  path: '/api/videos/{id}/highlights',
  tags,
  summary: 'What is most worth seeing, of anything or of a description',
  request: {
    params: videoParameters,
    query: z.object({ q: descriptionParameter.optional(), seconds: countParameter(1, 3600, 20) }),
  },
  responses: { 200: jsonReply(highlights, 'The best stretches, in time order.') },
});

/** Where in the picture. */
export const readWhereRoute = createRoute({
  method: 'get',
  path: '/api/videos/{id}/where',
  tags,
  summary: 'Where in the picture something is, over time',
  request: { params: videoParameters, query: spanQuery.extend({ q: descriptionParameter }) },
  responses: { 200: jsonReply(tubes, 'Boxes, several a second; none when nothing fits.') },
});

/** When actions happen. */
export const readActionsRoute = createRoute({
  method: 'get',
  path: '/api/videos/{id}/actions',
  tags,
  summary: 'When actions happen, to a tenth of a second; looks at the footage again',
  request: {
    params: videoParameters,
    query: z.object({ start: secondsParameter.optional(), end: secondsParameter.optional() }),
  },
  responses: { 200: jsonReply(locatedActions, 'Actions in time order.') },
});
