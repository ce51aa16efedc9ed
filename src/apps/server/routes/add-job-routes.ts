import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { AskreelError } from '../../../domain/coded-error.js';
import {
  cancelJobRoute,
  followJobRoute,
  indexRoute,
  listJobsRoute,
  readJobRoute,
  uploadRoute,
} from '../contract/job-routes.js';
import type { ServerParts } from '../contracts.js';
import { eventStream } from '../event-stream.js';
import { followJob } from '../jobs/follow-job.js';
import { ServerFailure } from '../server-failure.js';
import { receiveUpload } from '../uploads/receive-upload.js';

/** Uploads, `/api/index` and `/api/jobs`. */
export function addJobRoutes(app: OpenAPIHono, { settings, jobs, gates, closing }: ServerParts): void {
  const { uploads, allowedFolders } = settings;

  app.openapi(uploadRoute, async (context) => {
    if (!uploads) {
      throw new ServerFailure('FORBIDDEN', 'This server takes no uploads.', {
        hint: 'Start askreel serve without --no-uploads.',
      });
    }
    jobs.requireRoom();
    const { name } = context.req.valid('query');
    const { signal, body } = context.req.raw;
    const length = Number(context.req.header('content-length') ?? NaN);
    const declaredBytes = Number.isFinite(length) ? length : undefined;
    const ending = AbortSignal.any([signal, closing]);
    const path = await gates.uploads.run(signal, () =>
      receiveUpload({ name, declaredBytes, body, signal: ending }, uploads),
    );
    return context.json({ job: jobs.add('upload', path) }, 202);
  });

  app.openapi(indexRoute, async (context) => {
    const { path } = context.req.valid('json');
    const real = await allowedPath(path, allowedFolders);
    return context.json({ job: jobs.add('index', real) }, 202);
  });

  app.openapi(listJobsRoute, (context) => context.json({ jobs: jobs.list() }, 200));
  app.openapi(readJobRoute, (context) => context.json({ job: jobs.get(context.req.valid('param').id) }, 200));
  app.openapi(cancelJobRoute, (context) => context.json({ job: jobs.cancel(context.req.valid('param').id) }, 200));
  app.openapi(followJobRoute, (context) => {
    const { id } = jobs.get(context.req.valid('param').id);
    return eventStream(context, closing, (send, signal) => followJob(jobs, id, send, signal));
  });
}

/** The real path of something inside the allowed folders; links that lead out of them are seen through. */
async function allowedPath(path: string, folders: readonly string[]): Promise<string> {
  if (folders.length === 0) {
    throw new ServerFailure('FORBIDDEN', 'This server indexes no folders of its machine.', {
      hint: 'Start askreel serve with --allow-folder to name those that it may.',
    });
  }
  const refused = new ServerFailure('FORBIDDEN', 'This lies outside the folders that may be indexed.', {
    hint: 'Name a file or folder inside one that askreel serve was started with (--allow-folder).',
  });
  const inside = (wanted: string): boolean =>
    folders.some((folder) => {
      const way = relative(folder, wanted);
      return way === '' || (!isAbsolute(way) && way !== '..' && !/^\.\.[\\/]/.test(way));
    });
  if (!isAbsolute(path) || path.includes('\0')) throw refused;
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) {
    // Whether something is there is told only of what may be seen.
    if (!inside(resolve(path))) throw refused;
    throw new AskreelError('BAD_ARGUMENT', 'There is no such file or folder.', { hint: 'See that the path is right.' });
  }
  if (!inside(real)) throw refused;
  return real;
}
