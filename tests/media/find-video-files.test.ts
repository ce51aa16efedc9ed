import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findVideoFiles } from '../../src/media/find-video-files.js';
import { hashFile } from '../../src/media/hash-file.js';

let folder: string;
const inFolder = (...names: string[]): string => join(folder, ...names);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-find-'));
  for (const name of ['films/deep', 'films/.hidden', 'papers']) await mkdir(inFolder(name), { recursive: true });
  for (const name of [
    'films/b.MP4',
    'films/deep/a.mkv',
    'films/x.txt',
    'films/.hidden/c.mp4',
    'papers/y.txt',
    'odd.bin',
  ]) {
    await writeFile(inFolder(name), 'x');
  }
  await symlink(inFolder('films'), inFolder('films', 'deep', 'loop'));
  await symlink(inFolder('nowhere'), inFolder('films', 'broken.mp4'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('findVideoFiles', () => {
  it('searches folders to the bottom, takes named files as they are, and lists each once', async () => {
    const { files, problems } = await findVideoFiles([inFolder('odd.bin'), inFolder('films'), inFolder('films/b.MP4')]);
    expect(files).toEqual([inFolder('films/b.MP4'), inFolder('films/deep/a.mkv'), inFolder('odd.bin')]);
    expect(problems).toEqual([]);
  });

  it('reports what leads to no video and goes on', async () => {
    const { files, problems } = await findVideoFiles([inFolder('papers'), inFolder('missing'), inFolder('films')]);
    expect(files).toHaveLength(2);
    expect(problems.map(({ path, error }) => [path, error.code])).toEqual([
      [inFolder('papers'), 'FOLDER_WITHOUT_VIDEOS'],
      [inFolder('missing'), 'VIDEO_NOT_FOUND'],
    ]);
  });
});

describe('hashFile', () => {
  it('is the SHA-256 of the content', async () => {
    const content = Buffer.alloc(3_000_000, 'askreel');
    await writeFile(inFolder('big.mp4'), content);
    expect(await hashFile(inFolder('big.mp4'))).toBe(createHash('sha256').update(content).digest('hex'));
    await expect(hashFile(inFolder('missing.mp4'))).rejects.toMatchObject({ code: 'VIDEO_NOT_FOUND' });
    await expect(hashFile(inFolder('big.mp4'), AbortSignal.abort())).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
