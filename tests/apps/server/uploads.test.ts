import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readServerEvents } from '../../../src/apps/server/client.js';
import { JobQueue } from '../../../src/apps/server/jobs/job-queue.js';
import type { Job } from '../../../src/apps/server/schemas/jobs.js';
import { serveLibrary, type LibraryServer } from '../../../src/apps/server/serve-library.js';
import { receiveUpload, removeBrokenUploads } from '../../../src/apps/server/uploads/receive-upload.js';
import { openLibrary, type IndexingReport, type IndexVideosOptions, type VideoLibrary } from '../../../src/index.js';
import { sampleFile, sampleTitle, settingsFor } from './served-library.js';

const limitBytes = 2 ** 20;
let folder: string;
let uploads: string;
let library: VideoLibrary;
let server: LibraryServer;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'askreel-uploads-')));
  uploads = join(folder, 'uploads');
  library = await openLibrary(join(folder, 'library'), { pack: 'starter', providers: ['cpu'] });
  server = await serveLibrary(library, {
    ...settingsFor(folder, { uploads: { folder: uploads, limitBytes } }),
    ...{ host: '127.0.0.1', port: 0, log: () => undefined },
  });
});
afterAll(async () => {
  await server.close();
  await library.close();
  await rm(folder, { recursive: true });
});

async function upload(name: string, body: RequestInit['body']): Promise<{ status: number; job: Job; code?: string }> {
  const url = `${server.url}/api/videos?name=${encodeURIComponent(name)}`;
  const response = await fetch(url, { method: 'POST', body, duplex: 'half' });
  const reply = (await response.json()) as { job: Job; error?: { code: string } };
  return { status: response.status, job: reply.job, ...(reply.error && { code: reply.error.code }) };
}

async function follow(id: string): Promise<{ event: string; job: Job }[]> {
  const events: { event: string; job: Job }[] = [];
  for await (const { event, data } of readServerEvents(await fetch(`${server.url}/api/jobs/${id}/events`))) {
    events.push({ event, job: data as Job });
  }
  return events;
}

describe('an upload', () => {
  it('becomes a job, and when that is done the video can be searched and played', async () => {
    const stream = Readable.toWeb(createReadStream(sampleFile)) as ReadableStream;
    const { status, job } = await upload(`../../${sampleTitle}.mp4`, stream);
    expect([status, job.kind, job.name]).toEqual([202, 'upload', `${sampleTitle}.mp4`]);
    const events = await follow(job.id);
    expect(events.at(-1)).toMatchObject({ event: 'done', job: { state: 'done', progress: { share: 1 } } });
    const revisions = events.map((event) => event.job.revision);
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    const [videoId = ''] = events.at(-1)?.job.videoIds ?? [];
    expect(await readdir(uploads)).toEqual([`${sampleTitle}.mp4`]);
    const searched = await fetch(`${server.url}/api/search?q=a+dog&video=${videoId}`);
    expect(searched.status).toBe(200);
    const file = await fetch(`${server.url}/api/videos/${videoId}/file`);
    expect(Buffer.from(await file.arrayBuffer()).equals(await readFile(sampleFile))).toBe(true);

    // Who comes back is told at once how it ended.
    expect(await follow(job.id)).toMatchObject([{ event: 'done' }]);
    // The same video again is no second file.
    const again = await upload('copy.mp4', await readFile(sampleFile));
    expect((await follow(again.job.id)).at(-1)).toMatchObject({ event: 'done', job: { videoIds: [videoId] } });
    expect(await readdir(uploads)).toEqual([`${sampleTitle}.mp4`]);

    const removed = await fetch(`${server.url}/api/videos/${videoId}`, { method: 'DELETE' });
    expect(removed.status).toBe(204);
    expect((await fetch(`${server.url}/api/videos/${videoId}`)).status).toBe(404);
    expect(await readdir(uploads)).toEqual([`${sampleTitle}.mp4`]);
  });

  it('that is no video fails with its reason and leaves nothing', async () => {
    const before = await readdir(uploads);
    const { job } = await upload('notes.mp4', 'these are notes');
    const last = (await follow(job.id)).at(-1);
    expect(last).toMatchObject({ event: 'failed', job: { error: { code: 'VIDEO_NOT_A_VIDEO' } } });
    expect(JSON.stringify(last)).not.toContain(folder);
    expect(await readdir(uploads)).toEqual(before);
  });

  it('is refused by its name, its size as declared, its size as it comes, and when nothing comes', async () => {
    const before = await readdir(uploads);
    expect(await upload('page.html', 'x')).toMatchObject({ status: 400, code: 'BAD_ARGUMENT' });
    expect(await upload('empty.mp4', '')).toMatchObject({ status: 400, code: 'BAD_ARGUMENT' });
    expect(await upload('large.mp4', Buffer.alloc(limitBytes + 1))).toMatchObject({ status: 413, code: 'TOO_LARGE' });
    const endless = new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(new Uint8Array(2 ** 16)) });
    const counted = upload('endless.mp4', endless);
    await counted.then(
      (reply) => expect(reply).toMatchObject({ status: 413, code: 'TOO_LARGE' }),
      // The server may end the connection before the client has sent all.
      (error: unknown) => expect(error).toBeInstanceOf(TypeError),
    );
    expect(await readdir(uploads)).toEqual(before);
  });

  it('that breaks off leaves nothing', async () => {
    const before = await readdir(uploads);
    const request = httpRequest(`${server.url}/api/videos?name=half.mp4`, {
      method: 'POST',
      headers: { 'content-length': '1000' },
    });
    request.on('error', () => undefined);
    request.write(Buffer.alloc(500));
    while (!(await readdir(uploads)).some((name) => name.endsWith('.part'))) await new Promise(setImmediate);
    request.destroy();
    while ((await readdir(uploads)).some((name) => name.endsWith('.part'))) await new Promise(setImmediate);
    expect(await readdir(uploads)).toEqual(before);
  });

  it('from a client that falls silent is given up, and so is one onto a full disk', async () => {
    const place = { folder: join(folder, 'silent'), limitBytes };
    const { signal } = new AbortController();
    const rest = { name: 'a.mp4', declaredBytes: undefined, signal };
    const silent = new ReadableStream<Uint8Array>({ start: (to) => to.enqueue(new Uint8Array(9)) });
    await expect(receiveUpload({ ...rest, body: silent, idleMs: 20 }, place)).rejects.toMatchObject({
      code: 'TIMED_OUT',
    });
    const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
    const failing = new ReadableStream<Uint8Array>({ start: (to) => to.error(full) });
    await expect(receiveUpload({ ...rest, body: failing }, place)).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(await readdir(place.folder)).toEqual([]);
    await writeFile(join(place.folder, '.upload-0123456789abcdef.part'), 'left');
    await writeFile(join(place.folder, 'kept.mp4'), 'kept');
    await removeBrokenUploads(place.folder);
    expect(await readdir(place.folder)).toEqual(['kept.mp4']);
  });

  it('takes a name of its own where one is taken', async () => {
    const place = { folder: join(folder, 'names'), limitBytes };
    await mkdir(place.folder);
    const receive = (): Promise<string> =>
      receiveUpload(
        {
          name: 'C:\\films\\my film!.MP4',
          ...{ declaredBytes: 1, signal: new AbortController().signal },
          body: new Response('x').body,
        },
        place,
      );
    expect([await receive(), await receive()]).toEqual([
      join(place.folder, 'my-film-.mp4'),
      join(place.folder, 'my-film--2.mp4'),
    ]);
  });
});

/** An indexing that only its signal, or the test, ends. */
function patientIndexing() {
  let onEvent: NonNullable<IndexVideosOptions['onEvent']> = () => undefined;
  let began: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (began = resolve));
  const index = (_library: VideoLibrary, _paths: readonly string[], options: IndexVideosOptions = {}) =>
    new Promise<IndexingReport>((resolve) => {
      onEvent = options.onEvent ?? onEvent;
      const stopped = { indexed: 0, skipped: 0, moved: 0, failed: 0, failures: [], stoppedBy: 'ABORTED' as const };
      options.signal?.addEventListener('abort', () => resolve(stopped));
      began();
    });
  return { index, started, tell: (event: Parameters<typeof onEvent>[0]) => onEvent(event) };
}

describe('the queue of jobs', () => {
  it('runs one at a time, and cancels what waits and what runs', async () => {
    const patient = patientIndexing();
    const jobs = new JobQueue({ library, log: () => undefined, index: patient.index });
    const [first, second] = [jobs.add('index', '/films/a'), jobs.add('index', '/films/b')];
    await patient.started;
    expect([jobs.get(first.id).state, jobs.get(second.id).state]).toEqual(['running', 'queued']);
    patient.tell({ type: 'video-started', path: '/films/a/1.mp4', index: 1, total: 4 });
    patient.tell({
      ...{ type: 'video-progress', path: '/films/a/1.mp4' },
      ...{ secondsDone: 5, secondsTotal: 10, framesPerSecond: 100 },
    });
    expect(jobs.get(first.id).progress).toMatchObject({ phase: 'reading', video: '1.mp4', share: 0.375 });
    expect(jobs.cancel(second.id).state).toBe('cancelled');
    const ended = new Promise<string>((resolve) => {
      jobs.follow(first.id, ({ state }) => (state === 'running' ? undefined : resolve(state)));
    });
    jobs.cancel(first.id);
    expect(await ended).toBe('cancelled');
    expect(() => jobs.get('nothing')).toThrow(/no such job/);
  });

  it('closes at the next end of a video, and takes nothing more', async () => {
    const patient = patientIndexing();
    const jobs = new JobQueue({ library, log: () => undefined, index: patient.index });
    const job = jobs.add('index', '/films/a');
    await patient.started;
    const closed = jobs.close(60_000);
    expect(() => jobs.add('index', '/films/b')).toThrow(/closing/);
    patient.tell({ type: 'video-skipped', path: '/films/a/1.mp4', videoId: '0123', reason: 'unchanged' });
    await closed;
    expect(jobs.get(job.id).state).toBe('cancelled');
    expect(jobs.get(job.id).videoIds).toEqual(['0123']);
  });
});
