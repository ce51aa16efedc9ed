import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWatchScope } from '../../../src/apps/watching/watch-scope.js';
import type { Video } from '../../../src/domain/video.js';

describe('readWatchScope', () => {
  it('takes folders once, and one that is gone only when videos are known there', async () => {
    const root = await mkdtemp(join(tmpdir(), 'askreel-scope-'));
    try {
      const [videos, own, drive] = ['videos', 'library', 'drive'].map((name) => join(root, name)) as [
        string,
        string,
        string,
      ];
      await mkdir(join(videos, 'trip'), { recursive: true });
      const library = { videos: () => [{ path: join(drive, 'a.mp4') } as Video] };
      const given = [videos, `${videos}/`, join(videos, 'trip'), drive];
      expect(await readWatchScope(given, library, [own])).toEqual({ folders: [videos, drive], ignored: [own] });
      for (const [wrong, reason] of [
        [join(root, 'nowhere'), /no folder/],
        [join(own, 'uploads'), /own/],
      ] as const) {
        const reading = readWatchScope([wrong], library, [own]);
        await expect(reading).rejects.toMatchObject({
          code: 'BAD_ARGUMENT',
          message: expect.stringMatching(reason) as string,
        });
      }
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });
});
