import type { OpenAPIHono } from '@hono/zod-openapi';
import { makeRenditionRoute, readPlaybackRoute, readRenditionRoute } from '../contract/media-routes.js';
import type { ServerParts } from '../contracts.js';
import { eventStream } from '../event-stream.js';
import { sendFile } from '../files/send-file.js';
import { requireVideo } from '../require-video.js';
import { ServerFailure } from '../server-failure.js';

/** `/api/videos/:id/playback` and `rendition`: forms of a video that browsers play. */
export function addPlaybackRoutes(app: OpenAPIHono, { library: { library }, renditions, closing }: ServerParts): void {
  app.openapi(readPlaybackRoute, async (context) => {
    const video = requireVideo(library, context.req.valid('param').id);
    const reason = await renditions.whyNeeded(video);
    const base = `/api/videos/${video.id}`;
    if (reason === undefined) return context.json({ kind: 'original' as const, url: `${base}/file`, ready: true }, 200);
    const ready = await renditions.isReady(video);
    return context.json(
      { kind: 'rendition' as const, url: `${base}/rendition/file`, eventsUrl: `${base}/rendition`, ready, reason },
      200,
    );
  });

  app.openapi(makeRenditionRoute, (context) => {
    const video = requireVideo(library, context.req.valid('param').id);
    return eventStream(context, closing, async (send, signal) => {
      let told = -1;
      await renditions.make(video, signal, (share) => {
        const percent = Math.floor(share * 100);
        if (percent === told) return;
        told = percent;
        void send('progress', { share });
      });
      await send('done', { url: `/api/videos/${video.id}/rendition/file` });
    });
  });

  app.openapi(readRenditionRoute, async (context) => {
    const video = requireVideo(library, context.req.valid('param').id);
    if (!(await renditions.isReady(video))) {
      throw new ServerFailure('NOT_FOUND', 'The rendition has not been made yet.', {
        hint: `GET /api/videos/${video.id}/rendition makes it.`,
      });
    }
    await renditions.touch(video);
    const headers = { 'cache-control': 'private, no-cache' };
    return sendFile(context, renditions.pathOf(video), { contentType: 'video/mp4', headers });
  });
}
