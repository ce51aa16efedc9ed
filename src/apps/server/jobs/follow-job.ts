import { whenAborted, type SendEvent } from '../event-stream.js';
import type { Job } from '../schemas/jobs.js';
import type { JobQueue } from './job-queue.js';

/** Indexing says something for every few frames; nobody reads faster than this. */
const pauseMs = 200;

/**
 * Tells how a job stands: at once, whenever it has changed, and at its end, whose event is called `done`, `failed` or
 * `cancelled`. Whoever comes back after a break has missed nothing: each event holds the whole job.
 */
export async function followJob(
  jobs: Pick<JobQueue, 'get' | 'follow'>,
  id: string,
  send: SendEvent,
  signal: AbortSignal,
): Promise<void> {
  let wake: () => void = () => undefined;
  let latest: Job = jobs.get(id);
  const leave = jobs.follow(id, (job) => {
    latest = job;
    wake();
  });
  const gone = whenAborted(signal);
  try {
    while (!signal.aborted) {
      const { revision, state } = latest;
      const ended = state !== 'queued' && state !== 'running';
      await send(ended ? state : 'job', latest, String(revision));
      if (ended) return;
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
        if (latest.revision !== revision) resolve();
      });
      await Promise.race([changed, gone]);
      if (latest.finishedAt === undefined) await Promise.race([delay(pauseMs), gone]);
    }
  } finally {
    leave();
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
