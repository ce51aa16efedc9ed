import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { IndexingEvent } from '../../../indexing/contracts.js';
import { indexVideos } from '../../api/index-videos.js';
import type { VideoLibrary } from '../../video-library.js';
import type { Job } from '../schemas/jobs.js';
import { ServerFailure } from '../server-failure.js';
import { ended, withEvent, type JobRecord } from './job-record.js';

/** Jobs that have ended are kept for a while, for whoever asks. */
const mostEnded = 100;
const mostQueued = 100;

/** What {@link JobQueue} needs. */
export interface JobQueueOptions {
  readonly library: VideoLibrary;
  readonly log: (line: string) => void;
  /** The indexing itself (default: `indexVideos`). */
  readonly index?: typeof indexVideos;
  readonly now?: () => Date;
}

/** Brings videos into the library, one job after another: a library has one writer. */
export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #jobs = new Map<string, JobRecord>();
  readonly #listeners = new Map<string, Set<(job: Job) => void>>();
  readonly #index: typeof indexVideos;
  #running: Promise<void> | undefined;
  #closing = false;

  constructor(options: JobQueueOptions) {
    this.#options = options;
    this.#index = options.index ?? indexVideos;
  }

  /** Adds a job. Throws `BUSY` when too many wait, `SHUTTING_DOWN`. */
  add(kind: Job['kind'], path: string): Job {
    this.requireRoom();
    const job: Job = {
      ...{ id: randomUUID(), kind, name: basename(path), state: 'queued', revision: 0 },
      createdAt: this.#now().toISOString(),
      progress: { share: 0, phase: 'waiting', videosDone: 0, videosTotal: 0 },
      ...{ videoIds: [], warnings: [], failures: [] },
    };
    this.#jobs.set(job.id, { job, path, stop: new AbortController() });
    this.#forgetOldest();
    this.#start();
    return job;
  }

  /** Throws `BUSY` or `SHUTTING_DOWN` where no job can be added: asked before an upload begins. */
  requireRoom(): void {
    if (this.#closing) throw new ServerFailure('SHUTTING_DOWN', 'The server is closing.');
    if ([...this.#jobs.values()].filter(({ job }) => job.state === 'queued').length < mostQueued) return;
    throw new ServerFailure('BUSY', 'Too many jobs are waiting.', { headers: { 'retry-after': '60' } });
  }

  /** All jobs that are kept, the latest first. */
  list(): Job[] {
    return [...this.#jobs.values()].map(({ job }) => job).reverse();
  }

  /** Throws `JOB_UNKNOWN`. */
  get(id: string): Job {
    return this.#record(id).job;
  }

  /** Ends a job: one that waits at once, one that runs within a moment; one that has ended stays as it is. */
  cancel(id: string): Job {
    const record = this.#record(id);
    record.stop.abort();
    if (record.job.state === 'queued') this.#change(record, ended(record.job, this.#now(), { aborted: true }));
    return record.job;
  }

  /** Tells about each change of a job from now on; gives what ends that. */
  follow(id: string, listener: (job: Job) => void): () => void {
    this.#record(id);
    const listeners = this.#listeners.get(id) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(id, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(id);
    };
  }

  /** Drops what waits, lets what runs reach the end of its video, and after a while stops it there. */
  async close(patienceMs: number): Promise<void> {
    this.#closing = true;
    for (const { job } of this.#jobs.values()) if (job.state === 'queued') this.cancel(job.id);
    const timer = setTimeout(() => {
      for (const { job } of this.#jobs.values()) if (job.state === 'running') this.cancel(job.id);
    }, patienceMs);
    // What was about to begin when this was called is dropped as well.
    while (this.#running) await this.#running;
    clearTimeout(timer);
  }

  #start(): void {
    const next = [...this.#jobs.values()].find(({ job }) => job.state === 'queued');
    if (!next || this.#running) return;
    this.#running = this.#run(next).finally(() => {
      this.#running = undefined;
      this.#start();
    });
  }

  async #run(record: JobRecord): Promise<void> {
    const { path, stop } = record;
    // Whoever added the job hears of it before it starts.
    await Promise.resolve();
    if (record.job.state !== 'queued') return;
    this.#change(record, { ...record.job, state: 'running', startedAt: this.#now().toISOString() });
    const onEvent = (event: IndexingEvent): void => {
      this.#change(record, withEvent(record.job, event));
      const between = !['video-started', 'video-progress', 'transcription-progress', 'video-warning'].includes(
        event.type,
      );
      if (this.#closing && between) stop.abort();
    };
    let outcome: { aborted: boolean; error?: unknown };
    try {
      const { stoppedBy, failures } = await this.#index(this.#options.library, [path], {
        signal: stop.signal,
        onEvent,
      });
      const aborted = stoppedBy === 'ABORTED';
      const fatal = stoppedBy === undefined || aborted ? undefined : failures.find(({ code }) => code === stoppedBy);
      outcome = { aborted, ...(fatal && { error: new ServerFailure('SERVER_FAILED', fatal.message) }) };
    } catch (error) {
      outcome = { aborted: stop.signal.aborted, error };
      if (!stop.signal.aborted) this.#options.log(`job ${record.job.name}: ${String(error)}`);
    }
    if (record.job.kind === 'upload') await this.#dropUnused(path);
    this.#change(record, ended(record.job, this.#now(), outcome));
  }

  /** An uploaded file that the library does not hold (it is no video, or held already) is of no use to anybody. */
  async #dropUnused(path: string): Promise<void> {
    if (!this.#options.library.library.findByPath(path)) await rm(path, { force: true }).catch(() => undefined);
  }

  #change(record: JobRecord, job: Job): void {
    record.job = { ...job, revision: record.job.revision + 1 };
    for (const listener of this.#listeners.get(job.id) ?? []) listener(record.job);
  }

  #record(id: string): JobRecord {
    const record = this.#jobs.get(id);
    if (record) return record;
    throw new ServerFailure('JOB_UNKNOWN', 'There is no such job, or it ended long ago.', {
      hint: 'GET /api/jobs lists those that are kept.',
    });
  }

  #forgetOldest(): void {
    const over = [...this.#jobs].filter(([, { job }]) => job.finishedAt !== undefined).slice(0, -mostEnded);
    for (const [id] of over) this.#jobs.delete(id);
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }
}
