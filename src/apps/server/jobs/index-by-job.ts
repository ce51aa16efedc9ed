import type { IndexOne } from '../../../indexing/watching/contracts.js';
import type { Job } from '../schemas/jobs.js';
import { ServerFailure } from '../server-failure.js';
import type { JobQueue } from './job-queue.js';

/** Has a watched file indexed as a job among the others, so that clients can follow it. */
export function indexByJob(jobs: Pick<JobQueue, 'add' | 'get' | 'follow'>): IndexOne {
  return async (path, _place, signal) => {
    let added: Job;
    try {
      added = jobs.add('index', path);
    } catch (error) {
      // Closing, or too many jobs wait: the next look comes back to it.
      if (error instanceof ServerFailure) return { state: 'cancelled' };
      throw error;
    }
    const { state, error } = await endOf(added.id, jobs);
    if (state === 'done') return { state: 'done' };
    if (error?.code === 'SERVER_FAILED') {
      return { state: 'held-up', code: error.code, message: error.message, hint: error.hint };
    }
    // A client that cancels a job wants this file left alone; a server that closes does not.
    return { state: signal?.aborted ? 'cancelled' : 'failed' };
  };
}

function endOf(id: string, jobs: Pick<JobQueue, 'get' | 'follow'>): Promise<Job> {
  return new Promise((resolve) => {
    const leave = jobs.follow(id, (job) => {
      if (job.finishedAt === undefined) return;
      leave();
      resolve(job);
    });
  });
}
