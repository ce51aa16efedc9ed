import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { AskreelError } from '../../../domain/coded-error.js';
import { formatTimestamp } from '../../../domain/timestamp.js';
import { safeFileName } from '../../export/safe-file-name.js';
import { readClipRoute, readFileRoute, readThumbnailRoute } from '../contract/media-routes.js';
import type { ServerParts } from '../contracts.js';
import { videoType } from '../files/content-types.js';
import { fileGone } from '../files/file-gone.js';
import { isKnown, sendFile } from '../files/send-file.js';
import { ThumbnailCache } from '../pictures/thumbnail-cache.js';
import { requireVideo } from '../require-video.js';

/** Longer ones are better taken from the file itself. */
const longestClipSeconds = 600;
/** An address that names a video's content never shows anything else. */
const forGood = 'private, max-age=31536000, immutable';

/** `/api/videos/:id/thumbnail`, `file` and `clip`. */
export function addMediaRoutes(app: OpenAPIHono, { library, thumbnails, gates }: ServerParts): void {
  app.openapi(readThumbnailRoute, async (context) => {
    const video = requireVideo(library.library, context.req.valid('param').id);
    const { at, width } = context.req.valid('query');
    const seconds = Math.min(at ?? video.durationSeconds / 2, video.durationSeconds);
    const etag = `"${ThumbnailCache.tag(video, seconds, width)}"`;
    const headers = { etag, 'cache-control': forGood };
    if (isKnown(context.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers });
    const picture = await thumbnails.picture(video, seconds, width);
    return new Response(new Uint8Array(picture), { headers: { ...headers, 'content-type': 'image/jpeg' } });
  });

  app.openapi(readFileRoute, async (context) => {
    const video = requireVideo(library.library, context.req.valid('param').id);
    try {
      return await sendFile(context, video.path, {
        contentType: videoType(video.path),
        headers: { 'cache-control': 'private, no-cache' },
        // The content is known as long as nobody has touched the file.
        tag: ({ size, modifiedMs }) =>
          size === video.sizeBytes && Math.abs(modifiedMs - video.modifiedMs) < 1 ? video.id : undefined,
      });
    } catch (error) {
      throw fileGone(error, video);
    }
  });

  app.openapi(readClipRoute, async (context) => {
    const video = requireVideo(library.library, context.req.valid('param').id);
    const { start, end } = context.req.valid('query');
    if (!(end > start) || end - start > longestClipSeconds) {
      throw new AskreelError('BAD_ARGUMENT', `A clip has more than 0 and at most ${longestClipSeconds} seconds.`, {
        hint: 'Give a start that lies before the end.',
      });
    }
    const { signal } = context.req.raw;
    const folder = await mkdtemp(join(tmpdir(), 'askreel-clip-'));
    const drop = (): void => void rm(folder, { recursive: true, force: true }).catch(() => undefined);
    try {
      const path = join(folder, 'clip.mp4');
      await gates.films.run(signal, async () => {
        const media = await library.media();
        await media.cutClip(video.path, { startSeconds: start, endSeconds: end }, path, { signal });
      });
      const when = formatTimestamp(start, true).replaceAll(':', 'm');
      const name = encodeURIComponent(`${safeFileName(video.title)}-${when}.mp4`);
      const headers = { 'content-disposition': `attachment; filename*=UTF-8''${name}` };
      return await sendFile(context, path, { contentType: 'video/mp4', headers, onClose: drop });
    } catch (error) {
      drop();
      throw error;
    }
  });
}
