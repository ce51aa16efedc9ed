import { basename } from 'node:path';
import { plainLine } from '../../../domain/plain-line.js';
import type { IndexingEvent } from '../../../indexing/contracts.js';
import type { Job } from '../schemas/jobs.js';
import { detailOf } from '../server-failure.js';

/** Warnings and failures that one job keeps; a folder may hold thousands of damaged videos. */
const mostKept = 100;

/** A job on the server's side: what clients see of it, and what is to be indexed. */
export interface JobRecord {
  readonly path: string;
  readonly stop: AbortController;
  job: Job;
}

/** What an indexing event makes of a job. Paths become names: where a file lies is nobody's business. */
export function withEvent(job: Job, event: IndexingEvent): Job {
  const { progress } = job;
  switch (event.type) {
    case 'video-started': {
      const { index, total, path } = event;
      const counts = { videosDone: index, videosTotal: total, share: total === 0 ? 0 : index / total };
      return { ...job, progress: { phase: 'reading', video: basename(path), ...counts } };
    }
    case 'video-progress':
    case 'transcription-progress': {
      const inside = event.secondsTotal > 0 ? Math.min(1, event.secondsDone / event.secondsTotal) : 0;
      const share = (progress.videosDone + inside) / Math.max(1, progress.videosTotal);
      const phase = event.type === 'video-progress' ? ('reading' as const) : ('listening' as const);
      const speed = event.type === 'video-progress' && { framesPerSecond: event.framesPerSecond };
      return { ...job, progress: { ...progress, phase, share, ...speed } };
    }
    case 'video-warning':
      if (job.warnings.length >= mostKept) return job;
      return { ...job, warnings: [...job.warnings, nameOnly(`${basename(event.path)}: ${event.warning}`, event.path)] };
    case 'video-failed': {
      const { path, code, message, hint } = event;
      const error = {
        code,
        message: nameOnly(message, path),
        ...(hint !== undefined && { hint: nameOnly(hint, path) }),
      };
      if (job.failures.length >= mostKept) return job;
      return { ...job, failures: [...job.failures, { video: basename(path), error }] };
    }
    case 'finished':
      return { ...job, progress: { ...progress, phase: 'finished', videosDone: progress.videosTotal } };
    default: {
      const done = Math.min(progress.videosDone + 1, progress.videosTotal);
      const videoIds = [...new Set([...job.videoIds, event.videoId])].slice(0, mostKept * 10);
      const share = done / Math.max(1, progress.videosTotal);
      return { ...job, videoIds, progress: { ...progress, videosDone: done, share } };
    }
  }
}

/** How a job ends: by its failures, by an error, or because it was stopped. */
export function ended(job: Job, now: Date, outcome: { readonly aborted: boolean; readonly error?: unknown }): Job {
  const { aborted, error } = outcome;
  const only = job.videoIds.length === 0 ? job.failures[0]?.error : undefined;
  const failure = error === undefined ? only : detailOf(error);
  const state = aborted ? 'cancelled' : failure ? 'failed' : 'done';
  return {
    ...job,
    state,
    finishedAt: now.toISOString(),
    progress: { ...job.progress, phase: 'finished', ...(state === 'done' && { share: 1 }) },
    ...(state === 'failed' && failure && { error: failure }),
  };
}

function nameOnly(text: string, path: string): string {
  return plainLine(text.replaceAll(path, basename(path)));
}
