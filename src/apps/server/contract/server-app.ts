import type { OpenAPIHono } from '@hono/zod-openapi';
import type { askRoute, listThreadsRoute, readThreadRoute, removeThreadRoute } from './ask-routes.js';
import type { addFeedbackRoute, listFeedbackRoute, removeFeedbackRoute } from './feedback-routes.js';
import type { cancelJobRoute, indexRoute, listJobsRoute, readJobRoute, uploadRoute } from './job-routes.js';
import type { readPlaybackRoute } from './media-routes.js';
import type { exportRoute, searchRoute } from './search-routes.js';
import type { closeSessionRoute, healthRoute, openSessionRoute, readSessionRoute } from './system-routes.js';
import type {
  listVideosRoute,
  readActionsRoute,
  readHeatRoute,
  readHighlightsRoute,
  readTranscriptRoute,
  readVideoRoute,
  readWhereRoute,
  removeVideoRoute,
} from './video-routes.js';

declare const _blank: OpenAPIHono;

interface Entry<Route> {
  readonly route: Route;
  readonly handler: unknown;
}

/** The routes that speak JSON, as hono's client sees them; pictures, films and events are reached by their addresses. */
export type ServerApp = ReturnType<
  typeof _blank.openapiRoutes<
    [
      Entry<typeof healthRoute>,
      Entry<typeof readSessionRoute>,
      Entry<typeof openSessionRoute>,
      Entry<typeof closeSessionRoute>,
      Entry<typeof listVideosRoute>,
      Entry<typeof readVideoRoute>,
      Entry<typeof readTranscriptRoute>,
      Entry<typeof removeVideoRoute>,
      Entry<typeof readHeatRoute>,
      Entry<typeof readHighlightsRoute>,
      Entry<typeof readWhereRoute>,
      Entry<typeof readActionsRoute>,
      Entry<typeof readPlaybackRoute>,
      Entry<typeof searchRoute>,
      Entry<typeof exportRoute>,
      Entry<typeof uploadRoute>,
      Entry<typeof indexRoute>,
      Entry<typeof listJobsRoute>,
      Entry<typeof readJobRoute>,
      Entry<typeof cancelJobRoute>,
      Entry<typeof askRoute>,
      Entry<typeof listThreadsRoute>,
      Entry<typeof readThreadRoute>,
      Entry<typeof removeThreadRoute>,
      Entry<typeof addFeedbackRoute>,
      Entry<typeof listFeedbackRoute>,
      Entry<typeof removeFeedbackRoute>,
    ]
  >
>;
