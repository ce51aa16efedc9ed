import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realDisk, type Disk } from '../../src/packs/disk.js';
import { downloadFile, type DownloadOptions } from '../../src/packs/download-file.js';
import { HubClient, type HubFile } from '../../src/packs/hub-client.js';
import { startLocalMirror, type LocalMirror, type MirrorFault } from './local-mirror.js';

const repository = 'tests/weights';
const content = randomBytes(300_000);
const small = '{"a": 1}\n';
const sha256 = createHash('sha256').update(content).digest('hex');

let folder: string;
let mirror: LocalMirror;
let target: string;
const pauses: number[] = [];
const pause = (milliseconds: number): Promise<void> => Promise.resolve(void pauses.push(milliseconds));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'askreel-download-'));
  target = join(folder, 'onnx', 'model.onnx');
  mirror = await startLocalMirror({ [repository]: { 'onnx/model.onnx': content, 'config.json': small } });
  pauses.length = 0;
});
afterEach(async () => {
  await mirror.close();
  rmSync(folder, { recursive: true, force: true });
});

async function download(options: DownloadOptions = {}, path = 'onnx/model.onnx', token?: string) {
  const hub = new HubClient({ endpoint: mirror.endpoint, token, pause });
  const commit = mirror.commitOf(repository);
  const expected = (await hub.listFiles(repository, commit)).find((file) => file.path === path) as HubFile;
  const open = hub.openFile.bind(hub, { repository, commit, path });
  return downloadFile(open, target, expected, { pause, ...options });
}

function faults(...inOrder: (MirrorFault | undefined)[]): void {
  mirror.onRequest = ({ kind, earlier }) => (kind === 'file' ? inOrder[earlier] : undefined);
}

function fileRequests() {
  return mirror.requests.filter(({ kind }) => kind === 'file');
}

/** Breaks the connection once so many bytes are on the disk: a break at any other moment may lose some. */
function breakAt(...positions: readonly number[]): (bytes: number) => void {
  return (bytes) => void (positions.includes(bytes) && mirror.breakConnections());
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** What is in the target's folder. */
function left(): string[] {
  return existsSync(join(folder, 'onnx')) ? readdirSync(join(folder, 'onnx')) : [];
}

describe('a download', () => {
  it('goes on where the connection broke, three times, and ends in the right content', async () => {
    faults({ hangAfter: 1000 }, { hangAfter: 99_000 }, { hangAfter: 150_000 });
    expect(await download({ onBytes: breakAt(1000, 100_000, 250_000) })).toMatchObject({
      sha256,
      bytes: content.length,
    });
    expect(hashOf(target)).toBe(sha256);
    expect(fileRequests().map(({ range }) => range)).toEqual([
      undefined,
      'bytes=1000-',
      'bytes=100000-',
      'bytes=250000-',
    ]);
    expect(fileRequests().at(-1)?.ifRange).toBe(`"${sha256}"`);
    expect(left()).toEqual(['model.onnx']);
  });

  it('goes on with what an earlier run has left, and hashes the whole', async () => {
    faults({ hangAfter: 123_456 }, ...Array<MirrorFault>(5).fill({ status: 503 }));
    await expect(download({ onBytes: breakAt(123_456) })).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringContaining('503') as string,
    });
    expect(readFileSync(`${target}.part`)).toEqual(content.subarray(0, 123_456));
    mirror.onRequest = () => undefined;
    await download();
    expect(fileRequests().at(-1)?.range).toBe('bytes=123456-');
    expect(hashOf(target)).toBe(sha256);
  });

  it('begins anew when the beginning is of another file', async () => {
    faults({ cutAfter: 5000 }, { status: 404 });
    await expect(download()).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    writeFileSync(`${target}.part.json`, JSON.stringify({ of: 'another' }));
    mirror.onRequest = () => undefined;
    await download();
    expect(fileRequests().at(-1)?.range).toBeUndefined();
    expect(hashOf(target)).toBe(sha256);
  });

  it('notices a spoilt beginning by the hash of the whole, and deletes it', async () => {
    faults({ cutAfter: 5000 }, { status: 404 });
    await expect(download()).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    writeFileSync(`${target}.part`, Buffer.alloc(5000));
    mirror.onRequest = () => undefined;
    await expect(download()).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    expect(left()).toEqual([]);
  });

  it('takes the whole again from a server that knows no ranges', async () => {
    faults({ cutAfter: 70_000 }, { ignoreRange: true });
    await download();
    expect(hashOf(target)).toBe(sha256);
  });

  it('refuses another content and keeps nothing of it', async () => {
    faults({ corrupt: true });
    await expect(download()).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    expect(left()).toEqual([]);
    expect(fileRequests()).toHaveLength(1);
  });

  it('refuses a longer content at once', async () => {
    faults({ body: 'x'.repeat(400_000) });
    await expect(download()).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    expect(left()).toEqual([]);
  });

  it("checks git's hash where the hub tells no SHA-256", async () => {
    expect(await download({}, 'config.json')).toMatchObject({ bytes: small.length });
    expect(readFileSync(target, 'utf8')).toBe(small);
    faults(undefined, { body: '{"a": 2}\n' });
    rmSync(target);
    await expect(download({}, 'config.json')).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    expect(left()).toEqual([]);
  });

  it('waits as long as a busy server asks, and longer each time when it does not say', async () => {
    faults({ status: 429, retryAfter: '7' }, { status: 500 }, { status: 502 }, { status: 503, retryAfter: '0' });
    await download();
    expect(pauses).toEqual([7000, 1000, 2000, 0]);
  });

  it('does not wait for a server that asks for hours, and says so', async () => {
    faults({ status: 429, retryAfter: '7200' });
    await expect(download()).rejects.toMatchObject({ message: expect.stringContaining('7200 seconds') as string });
    expect(pauses).toEqual([]);
  });

  it('makes a connection anew that gives nothing any more', async () => {
    faults({ hangAfter: 40_000 });
    await download({ stallMs: 500 });
    expect(fileRequests()[1]?.range).toMatch(/^bytes=[1-9]\d+-$/);
    expect(hashOf(target)).toBe(sha256);
  });

  it('keeps what has come when it is cancelled', async () => {
    faults({ hangAfter: 40_000 });
    const controller = new AbortController();
    const onBytes = (bytes: number): void => void (bytes >= 40_000 && controller.abort());
    await expect(download({ signal: controller.signal, onBytes })).rejects.toMatchObject({ code: 'ABORTED' });
    expect(readFileSync(`${target}.part`)).toHaveLength(40_000);
  });

  it('deletes what does not fit on the disk', async () => {
    const disk: Disk = {
      ...realDisk,
      openGrowing: async (path) => {
        const file = await realDisk.openGrowing(path);
        let room = 100_000;
        return {
          ...file,
          write: async (chunk) => {
            room -= chunk.byteLength;
            if (room >= 0) return file.write(chunk);
            await file.write(chunk.subarray(0, chunk.byteLength + room));
            throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
              code: 'ENOSPC',
              syscall: 'write',
            });
          },
        };
      },
    };
    await expect(download({ disk })).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(left()).toEqual([]);
  });
});

describe('the token', () => {
  it('is sent to the endpoint, and not to where a redirect leads on another port', async () => {
    await using elsewhere = await startLocalMirror({
      [repository]: { 'onnx/model.onnx': content, 'config.json': small },
    });
    mirror.onRequest = ({ kind }) => (kind === 'file' ? { redirectTo: elsewhere.endpoint } : undefined);
    await download({}, 'onnx/model.onnx', 'hf_secret');
    expect(hashOf(target)).toBe(sha256);
    expect(new Set(mirror.requests.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer hf_secret']));
    expect(elsewhere.requests.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it('is asked for when a repository is closed', async () => {
    faults({ status: 401 });
    await expect(download()).rejects.toMatchObject({ hint: expect.stringContaining('HF_TOKEN') as string });
  });
});
