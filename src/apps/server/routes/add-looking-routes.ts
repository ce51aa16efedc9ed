import type { OpenAPIHono } from '@hono/zod-openapi';
import { overlapSeconds, type TimeSpan } from '../../../domain/time-span.js';
import type { Highlights } from '../../../retrieval/contracts.js';
import { locateActions } from '../../api/locate-actions.js';
import { locateThings } from '../../api/locate-things.js';
import { readActionsRoute, readHeatRoute, readHighlightsRoute, readWhereRoute } from '../contract/video-routes.js';
import type { ServerParts } from '../contracts.js';
import { requireVideo } from '../require-video.js';

/** `/api/videos/:id/heat`, `highlights`, `where` and `actions`: what is looked for in one video. */
export function addLookingRoutes(app: OpenAPIHono, parts: ServerParts): void {
  const { library, gates } = parts;

  app.openapi(readHeatRoute, async (context) => {
    const video = requireVideo(library.library, context.req.valid('param').id);
    const { q } = context.req.valid('query');
    const { signal } = context.req.raw;
    const query = { description: q, signal };
    const [found, highlights] = await gates.searches.run(signal, async () => [
      await library.search.search({ ...query, videoIds: [video.id], limit: 1 }),
      await library.highlights.find({ ...query, videoId: video.id }),
    ]);
    const { confidence, unknownWords } = found;
    const shots = library.library.shots(video.id).map(({ index, span }) => ({
      ...{ index, span },
      score: hottest(highlights, span),
    }));
    return context.json({ shots, confidence, unknownWords: [...unknownWords] }, 200);
  });

  app.openapi(readHighlightsRoute, async (context) => {
    const video = requireVideo(library.library, context.req.valid('param').id);
    const { q: description, seconds } = context.req.valid('query');
    const { signal } = context.req.raw;
    const query = { videoId: video.id, seconds, signal, ...(description !== undefined && { description }) };
    const { stretches, saliency, clipSeconds } = await gates.searches.run(signal, () => library.highlights.find(query));
    const spans = stretches.map(({ startSeconds, endSeconds, saliency: score }) => ({
      span: { startSeconds, endSeconds },
      saliency: score,
    }));
    return context.json({ stretches: spans, saliency: [...saliency], clipSeconds }, 200);
  });

  app.openapi(readWhereRoute, async (context) => {
    const video = requireVideo(library.library, context.req.valid('param').id);
    const { q, start, end } = context.req.valid('query');
    const { signal } = context.req.raw;
    const span = { startSeconds: start, endSeconds: end };
    const found = await gates.films.run(signal, () => locateThings(library, q, { video: video.id, span, signal }));
    const tubes = found.map(({ description, span: where, boxes, action, score, approximate }) => ({
      ...{ description, span: where, score, boxes: [...boxes], approximate: approximate === true },
      ...(action && { action }),
    }));
    return context.json({ tubes }, 200);
  });

  app.openapi(readActionsRoute, async (context) => {
    const video = requireVideo(library.library, context.req.valid('param').id);
    const { start, end } = context.req.valid('query');
    const { signal } = context.req.raw;
    const asked = start !== undefined || end !== undefined;
    const span = { startSeconds: start ?? 0, endSeconds: end ?? video.durationSeconds };
    const { actions } = await gates.films.run(signal, () =>
      locateActions(library, video.id, { signal, ...(asked && { span }) }),
    );
    const located = actions.map(({ shotIndex, span: when, label, score }) => ({ shotIndex, span: when, label, score }));
    return context.json({ actions: located }, 200);
  });
}

/** The highest saliency inside a shot, 0 to 1. */
function hottest({ saliency, clipSeconds }: Highlights, span: TimeSpan): number {
  let best = 0;
  saliency.forEach((score, index) => {
    const clip = { startSeconds: index * clipSeconds, endSeconds: (index + 1) * clipSeconds };
    // A clip that only touches the shot speaks of its neighbour.
    if (overlapSeconds(clip, span) >= 0.5 * Math.min(clipSeconds, span.endSeconds - span.startSeconds)) {
      best = Math.max(best, score);
    }
  });
  return Math.min(1, Math.max(0, best));
}
