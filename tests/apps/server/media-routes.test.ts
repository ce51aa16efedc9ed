import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, readFile, readlink, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readByteRange } from '../../../src/apps/server/files/byte-range.js';
import { whyNotPlayable } from '../../../src/apps/server/renditions/plays-in-browsers.js';
import { readServerEvents } from '../../../src/apps/server/client.js';
import { serveLibrary, type LibraryServer } from '../../../src/apps/server/serve-library.js';
import { openSample, sampleFile, settingsFor, type OpenSample } from './served-library.js';

let folder: string;
let file: string;
let sample: OpenSample;
let server: LibraryServer;
let content: Buffer;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'askreel-media-')));
  file = join(folder, 'parade.mp4');
  await copyFile(sampleFile, file);
  sample = await openSample(file);
  server = await serveLibrary(sample.library, {
    ...settingsFor(sample.folder),
    ...{ host: '127.0.0.1', port: 0, log: () => undefined },
  });
  content = await readFile(file);
});
afterAll(async () => {
  await server.close();
  await sample[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return fetch(`${server.url}/api/videos/${sample.videoId}/${path}`, { method, headers });
}

/** How often this process, which is the server too, has a file open; Linux tells. */
async function opened(path: string): Promise<number> {
  const links = await readdir('/proc/self/fd');
  const targets = await Promise.all(links.map((link) => readlink(join('/proc/self/fd', link)).catch(() => '')));
  return targets.filter((target) => target === path).length;
}

describe('the file', () => {
  it('comes whole, in ranges, and from its end', async () => {
    const whole = await get('file');
    expect(whole.status).toBe(200);
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true);
    for (const [range, first, last] of [
      ['bytes=0-99', 0, 99],
      ['bytes=1000-', 1000, content.length - 1],
      ['bytes=-500', content.length - 500, content.length - 1],
      [`bytes=5-${content.length + 10}`, 5, content.length - 1],
    ] as const) {
      const part = await get('file', { range });
      expect(part.status, range).toBe(206);
      expect(part.headers.get('content-range')).toBe(`bytes ${first}-${last}/${content.length}`);
      expect(part.headers.get('content-length')).toBe(String(last - first + 1));
      expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(first, last + 1)), range).toBe(true);
    }
  });

  it('refuses ranges behind its end, and passes over what is no range', async () => {
    const outside = await get('file', { range: `bytes=${content.length}-` });
    expect(outside.status).toBe(416);
    expect(outside.headers.get('content-range')).toBe(`bytes */${content.length}`);
    expect(await outside.json()).toMatchObject({ error: { code: 'RANGE_NOT_SATISFIABLE' } });
    for (const range of ['bytes=9-1', 'bytes=a-b', 'bytes=0-1,4-5', 'lines=1-2']) {
      const response = await get('file', { range });
      expect(response.status, range).toBe(200);
      await response.body?.cancel();
    }
  });

  it('answers HEAD, If-Range and If-None-Match', async () => {
    const head = await get('file', {}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(content.length)]);
    expect((await head.arrayBuffer()).byteLength).toBe(0);
    const etag = head.headers.get('etag') ?? '';
    expect(etag).toBe(`"${sample.videoId}"`);
    const range = 'bytes=0-9';
    expect((await get('file', { range, 'if-range': etag })).status).toBe(206);
    const changed = await get('file', { range, 'if-range': '"another"' });
    expect(changed.status).toBe(200);
    await changed.body?.cancel();
    expect((await get('file', { 'if-none-match': etag })).status).toBe(304);
  });

  it.skipIf(!existsSync('/proc/self/fd'))('is let go of when the client goes away in the middle', async () => {
    const large = join(folder, 'large.mp4');
    await writeFile(large, Buffer.concat([content, Buffer.alloc(40 * 2 ** 20)]));
    await rename(file, `${file}.aside`);
    await rename(large, file);
    try {
      const url = `${server.url}/api/videos/${sample.videoId}/file`;
      const request = httpRequest(url).end();
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      // Nobody reads: what the server has sent lies in the buffers, and the rest is not in its memory.
      await once(response, 'readable');
      expect(await opened(file)).toBeGreaterThan(0);
      request.destroy();
      while ((await opened(file)) > 0) await new Promise(setImmediate);
      const after = await get('file', { range: 'bytes=-10' });
      expect((await after.arrayBuffer()).byteLength).toBe(10);
      // A file that was changed is not the one whose hash is known.
      expect(after.headers.get('etag')).not.toBe(`"${sample.videoId}"`);
    } finally {
      await rename(`${file}.aside`, file);
    }
  });

  it('that was moved is gone, with a hint', async () => {
    await rename(file, `${file}.moved`);
    try {
      for (const path of ['file', 'thumbnail?at=0.5&width=33', 'clip?start=0&end=1']) {
        const response = await get(path);
        const text = await response.text();
        expect(response.status, text).toBe(410);
        expect(JSON.parse(text)).toMatchObject({ error: { hint: expect.any(String) as string } });
        expect(text).not.toContain(folder);
      }
    } finally {
      await rename(`${file}.moved`, file);
    }
    expect((await fetch(`${server.url}/api/videos/0000000000000000/file`)).status).toBe(404);
    expect((await fetch(`${server.url}/api/videos/..%2f..%2fetc%2fpasswd/file`)).status).toBe(400);
  });
});

describe('pictures and clips', () => {
  it('are kept for good by their address', async () => {
    const picture = await get('thumbnail?at=1&width=64');
    expect(picture.status).toBe(200);
    expect(picture.headers.get('cache-control')).toContain('immutable');
    expect(
      Buffer.from(await picture.arrayBuffer())
        .subarray(0, 2)
        .toString('hex'),
    ).toBe('ffd8');
    const etag = picture.headers.get('etag') ?? '';
    expect((await get('thumbnail?at=1&width=64', { 'if-none-match': etag })).status).toBe(304);
    expect((await get('thumbnail?at=-1')).status).toBe(400);
    expect((await get('thumbnail?width=99999')).status).toBe(400);
  });

  it('are cut, and a clip that is no clip is refused', async () => {
    const clip = await get('clip?start=0&end=0.5');
    expect([clip.status, clip.headers.get('content-type')]).toEqual([200, 'video/mp4']);
    expect(Buffer.from(await clip.arrayBuffer()).toString('latin1', 4, 8)).toBe('ftyp');
    expect((await get('clip?start=2&end=1')).status).toBe(400);
    expect((await get('clip?start=0&end=5000')).status).toBe(400);
  });
});

describe('playing in a browser', () => {
  it('takes the file itself where that plays', async () => {
    const url = `/api/videos/${sample.videoId}/file`;
    expect(await (await get('playback')).json()).toEqual({ kind: 'original', url, ready: true });
    expect((await get('rendition/file')).status).toBe(404);
  });

  it('else makes a rendition, telling how far it is', async () => {
    const events = [];
    for await (const event of readServerEvents(await get('rendition'))) events.push(event);
    expect(events[0]).toMatchObject({ event: 'progress', data: { share: expect.any(Number) as number } });
    expect(events.at(-1)).toMatchObject({ event: 'done' });
    const part = await get('rendition/file', { range: 'bytes=4-7' });
    expect([part.status, await part.text()]).toEqual([206, 'ftyp']);
  });

  it('knows what browsers open', () => {
    const mp4 = { container: 'mov,mp4,m4a,3gp,3g2,mj2', videoCodec: 'h264', pixelFormat: 'yuv420p' };
    const webm = { container: 'matroska,webm', videoCodec: 'vp9', audioCodec: 'opus' };
    expect(whyNotPlayable(mp4, '.mp4')).toBeUndefined();
    expect(whyNotPlayable({ ...mp4, audioCodec: 'aac' }, '.mov')).toBeUndefined();
    expect(whyNotPlayable(webm, '.webm')).toBeUndefined();
    expect(whyNotPlayable(webm, '.mkv')).toMatch(/mkv/);
    expect(whyNotPlayable({ ...mp4, videoCodec: 'hevc' }, '.mp4')).toMatch(/hevc/);
    expect(whyNotPlayable({ ...mp4, pixelFormat: 'yuv422p10le' }, '.mp4')).toMatch(/yuv422p10le/);
    expect(whyNotPlayable({ ...mp4, audioCodec: 'pcm_s16le' }, '.mov')).toMatch(/pcm_s16le/);
    expect(whyNotPlayable({ container: 'avi', videoCodec: 'h264' }, '.avi')).toMatch(/avi/);
  });
});

describe('a byte range', () => {
  it('of an empty file is never satisfiable', () => {
    expect(readByteRange('bytes=0-', 0)).toBe('unsatisfiable');
    expect(readByteRange('bytes=-5', 0)).toBe('unsatisfiable');
    expect(readByteRange('bytes=-0', 10)).toBe('unsatisfiable');
    expect(readByteRange(undefined, 10)).toBeUndefined();
  });
});
