import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { AskreelError } from '../../../domain/coded-error.js';
import type { Cut } from '../../../domain/cut-lists/cut-list.js';
import { exportCuts } from '../../api/export-cuts.js';
import { searchMoments } from '../../api/search-moments.js';
import { safeFileName } from '../../export/safe-file-name.js';
import { exportRoute, searchRoute } from '../contract/search-routes.js';
import type { ServerParts } from '../contracts.js';
import { momentDetail } from '../describe-video.js';
import { requireVideo } from '../require-video.js';

const exportTypes = {
  edl: 'text/plain; charset=utf-8',
  fcpxml: 'application/xml; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const;

/** `/api/search` and `/api/export`. */
export function addSearchRoutes(app: OpenAPIHono, { library, gates }: ServerParts): void {
  app.openapi(searchRoute, async (context) => {
    const { q, limit, video } = context.req.valid('query');
    const { signal } = context.req.raw;
    const videos = video === undefined ? undefined : [video].flat();
    const result = await gates.searches.run(signal, () =>
      searchMoments(library, q, { limit, signal, precise: true, ...(videos && { videos }) }),
    );
    const { moments, nearest, verdict, confidence, unknownWords } = result;
    return context.json(
      {
        moments: moments.map(momentDetail),
        found: verdict === 'found',
        confidence,
        nearest: nearest.map(momentDetail),
        unknownWords: [...unknownWords],
      },
      200,
    );
  });

  app.openapi(exportRoute, async (context) => {
    const { format, title, moments } = context.req.valid('json');
    const { signal } = context.req.raw;
    const cuts = moments.map(({ videoId, span, label, score }): Cut => {
      const video = requireVideo(library.library, videoId);
      requireInside(span.startSeconds, span.endSeconds, video.durationSeconds);
      return {
        ...{ videoId, span, videoTitle: video.title, videoPath: video.path, label: label ?? title },
        ...(score !== undefined && { score }),
      };
    });
    if (format === 'vtt' && new Set(cuts.map(({ videoId }) => videoId)).size > 1) {
      throw new AskreelError('BAD_ARGUMENT', 'Chapters belong to one video, and these moments lie in several.', {
        hint: 'Export the moments of each video by themselves.',
      });
    }
    const folder = await mkdtemp(join(tmpdir(), 'askreel-export-'));
    try {
      const path = join(folder, `list.${format}`);
      await gates.films.run(signal, () => exportCuts(library, { title, cuts }, path, { signal }));
      const text = await readFile(path, 'utf8');
      const name = `${safeFileName(title)}.${format}`;
      return context.body(text, 200, {
        'content-type': exportTypes[format],
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

function requireInside(startSeconds: number, endSeconds: number, durationSeconds: number): void {
  if (startSeconds >= 0 && startSeconds <= endSeconds && startSeconds < durationSeconds) return;
  throw new AskreelError('BAD_ARGUMENT', `A moment from ${startSeconds} s to ${endSeconds} s lies outside its video.`, {
    hint: `The video is ${durationSeconds.toFixed(1)} s long.`,
  });
}
