import type { OpenAPIHono } from '@hono/zod-openapi';
import { plainText } from '../../../domain/plain-line.js';
import { listVideosRoute, readTranscriptRoute, readVideoRoute, removeVideoRoute } from '../contract/video-routes.js';
import type { ServerParts } from '../contracts.js';
import { videoShots, videoSummary } from '../describe-video.js';
import { requireVideo } from '../require-video.js';

/** `/api/videos`: what the catalog holds. */
export function addVideoRoutes(app: OpenAPIHono, { library: { library }, renditions }: ServerParts): void {
  app.openapi(listVideosRoute, (context) => {
    const { offset, limit, text } = context.req.valid('query');
    const wanted = text?.trim().toLowerCase() ?? '';
    const fitting = library
      .videos()
      .filter(({ title }) => title.toLowerCase().includes(wanted))
      .sort((a, b) => b.indexedAt.localeCompare(a.indexedAt) || a.title.localeCompare(b.title));
    const videos = fitting.slice(offset, offset + limit).map((video) => videoSummary(video, library));
    return context.json({ videos, total: fitting.length }, 200);
  });

  app.openapi(readVideoRoute, (context) => {
    const video = requireVideo(library, context.req.valid('param').id);
    return context.json({ ...videoSummary(video, library), shots: videoShots(video, library) }, 200);
  });

  app.openapi(readTranscriptRoute, (context) => {
    const { id } = requireVideo(library, context.req.valid('param').id);
    const { language, madeBy } = library.transcription(id) ?? {};
    const lines = library.transcript(id).map(({ span, text }) => ({ span, text: plainText(text) }));
    return context.json(
      { lines, ...(language !== undefined && { language }), ...(madeBy !== undefined && { madeBy }) },
      200,
    );
  });

  app.openapi(removeVideoRoute, async (context) => {
    const { id } = requireVideo(library, context.req.valid('param').id);
    library.remove(id);
    await renditions.remove({ id });
    return context.body(null, 204);
  });
}
