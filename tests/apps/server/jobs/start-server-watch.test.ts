import { mkdir, mkdtemp, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { JobQueue, type JobQueueOptions } from '../../../../src/apps/server/jobs/job-queue.js';
import { startServerWatch } from '../../../../src/apps/server/jobs/start-server-watch.js';
import type { VideoLibrary } from '../../../../src/apps/video-library.js';
import { identifyVideo } from '../../../../src/indexing/identify-video.js';
import { MemoryLibrary } from '../../../indexing/memory-library.js';

describe('a server that watches a folder', () => {
  it('indexes what comes there as a job, follows it, and ends with the server', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'askreel-server-watch-')));
    const videos = join(folder, 'videos');
    for (const path of [videos, join(folder, 'library')]) await mkdir(path);
    const memory = Object.assign(new MemoryLibrary(), { folder: join(folder, 'library') });
    const library = { library: memory } as unknown as VideoLibrary;
    const logged: string[] = [];
    const log = (line: string): void => void logged.push(line);
    const index: JobQueueOptions['index'] = async (_library, [path = '']) => {
      const identity = await identifyVideo(path, memory);
      if (identity.kind === 'new') {
        const video = {
          ...{ ...identity.file, title: basename(path), durationSeconds: 1, width: 32, height: 32, codec: 'text' },
          ...{ hasAudio: false, familiarity: 'familiar' as const, warnings: [], indexedAt: '2030-01-01T00:00:00Z' },
        };
        memory.commit({ video, shots: [], frames: [], clips: [], transcript: [] });
      }
      return { indexed: 1, skipped: 0, moved: 0, failed: 0, failures: [] };
    };
    const jobs = new JobQueue({ library, log, index });
    const stop = new AbortController();
    try {
      const watching = startServerWatch([videos], { library, jobs, log, signal: stop.signal, settings: {} });
      await writeFile(join(videos, 'parade.mp4'), 'parade');
      const patience = { timeout: 100_000 };
      await vi.waitFor(() => expect(jobs.list()).toMatchObject([{ name: 'parade.mp4', state: 'done' }]), patience);
      await rename(join(videos, 'parade.mp4'), join(videos, 'moved.mp4'));
      await vi.waitFor(() => expect(memory.videos()).toMatchObject([{ path: join(videos, 'moved.mp4') }]), patience);
      stop.abort();
      await watching;
      expect(jobs.list()).toHaveLength(1);
      expect(logged.join('\n')).toMatch(/watching .*videos[^]*parade\.mp4 is now .*moved\.mp4/);
    } finally {
      stop.abort();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
