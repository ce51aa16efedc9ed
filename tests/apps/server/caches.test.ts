import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ThumbnailCache } from '../../../src/apps/server/pictures/thumbnail-cache.js';
import { RenditionStore } from '../../../src/apps/server/renditions/rendition-store.js';
import { AskreelError } from '../../../src/domain/coded-error.js';
import type { Video } from '../../../src/domain/video.js';
import type { CutClipOptions, StreamKinds } from '../../../src/media/contracts.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-caches-'));
});
afterEach(() => rm(folder, { recursive: true }));

const videoOf = (id: string): Video => ({ id, path: `/films/${id}.avi`, durationSeconds: 10 }) as Video;

describe('pictures', () => {
  it('are made once, also for two who ask at once, and the least used make room', async () => {
    const made: number[] = [];
    const makeThumbnail = (_path: string, at: number): Promise<Buffer> => {
      made.push(at);
      return Promise.resolve(Buffer.alloc(100));
    };
    const cache = new ThumbnailCache({ media: () => Promise.resolve({ makeThumbnail }), limitBytes: 250 });
    const video = videoOf('a');
    const picture = (at: number): Promise<Buffer> => cache.picture(video, at, 320);
    await Promise.all([picture(1), picture(1), picture(2)]);
    expect(made).toEqual([1, 2]);
    await picture(1);
    await picture(3);
    expect(cache.bytes).toBe(200);
    await picture(1);
    expect(made).toEqual([1, 2, 3]);
    await picture(2);
    expect(made).toEqual([1, 2, 3, 2]);
  });

  it('that fail are tried again', async () => {
    let calls = 0;
    const makeThumbnail = (): Promise<Buffer> =>
      (calls += 1) === 1 ? Promise.reject(new AskreelError('FFMPEG_FAILED', 'no')) : Promise.resolve(Buffer.alloc(1));
    const cache = new ThumbnailCache({ media: () => Promise.resolve({ makeThumbnail }) });
    await expect(cache.picture(videoOf('a'), 0, 320)).rejects.toMatchObject({ code: 'FFMPEG_FAILED' });
    expect(await cache.picture(videoOf('a'), 0, 320)).toHaveLength(1);
  });
});

/** A rendering that ends when it is told to, or when its signal fires. */
function patientMedia() {
  const works: { finish: () => Promise<void>; report: (seconds: number) => void }[] = [];
  let begun: () => void = () => undefined;
  const next = (): Promise<void> => new Promise((resolve) => (begun = resolve));
  const makeRendition = (_path: string, output: string, { signal, onProgress }: CutClipOptions = {}): Promise<void> =>
    new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new AskreelError('ABORTED', 'stopped')));
      const finish = async (): Promise<void> => {
        await writeFile(output, Buffer.alloc(100));
        resolve();
      };
      works.push({ finish, report: (seconds) => onProgress?.(seconds) });
      begun();
    });
  const streams: StreamKinds = { container: 'avi', videoCodec: 'mpeg4' };
  const media = { makeRendition, readStreams: () => Promise.resolve(streams) };
  return { works, next, media: () => Promise.resolve(media) };
}

describe('renditions', () => {
  const id = (digit: string): string => digit.repeat(16);
  const forever = new AbortController().signal;

  it('are made once for all who wait, whole or not there', async () => {
    const { works, next, media } = patientMedia();
    const store = new RenditionStore({ media, folder });
    expect(await store.whyNeeded(videoOf(id('a')))).toMatch(/avi/);
    const shares: number[] = [];
    const begun = next();
    const first = store.make(videoOf(id('a')), forever, (share) => shares.push(share));
    await begun;
    const second = store.make(videoOf(id('a')), forever, () => undefined);
    works[0]?.report(5);
    expect(await store.isReady(videoOf(id('a')))).toBe(false);
    await works[0]?.finish();
    await Promise.all([first, second]);
    expect(works).toHaveLength(1);
    expect(shares).toEqual([0, 0.5, 1]);
    expect(await readdir(folder)).toEqual([`${id('a')}.mp4`]);
  });

  it('are given up when nobody waits any more, and leave nothing', async () => {
    const { next, media } = patientMedia();
    const store = new RenditionStore({ media, folder });
    const [one, two] = [new AbortController(), new AbortController()];
    const begun = next();
    const works = [one, two].map(({ signal }) => store.make(videoOf(id('a')), signal, () => undefined));
    const ends = Promise.allSettled(works);
    await begun;
    one.abort();
    await Promise.resolve();
    two.abort();
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await readdir(folder)).toEqual([]);
  });

  it('used longest ago make room for new ones', async () => {
    const { works, next, media } = patientMedia();
    const store = new RenditionStore({ media, folder, limitBytes: 250 });
    for (const [index, digit] of ['a', 'b'].entries()) {
      const begun = next();
      const made = store.make(videoOf(id(digit)), forever, () => undefined);
      await begun;
      await works[index]?.finish();
      await made;
    }
    // Files know their times to a millisecond.
    await new Promise((resolve) => setTimeout(resolve, 10));
    await store.touch(videoOf(id('a')));
    const begun = next();
    const made = store.make(videoOf(id('c')), forever, () => undefined);
    await begun;
    await works[2]?.finish();
    await made;
    expect((await readdir(folder)).sort()).toEqual([`${id('a')}.mp4`, `${id('c')}.mp4`]);
  });
});
