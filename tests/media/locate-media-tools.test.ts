import { chmod, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locateMediaTools } from '../../src/media/locate-media-tools.js';
import { openMediaFixture, type MediaFixture } from './support/media-fixture.js';

let fixture: MediaFixture;
beforeAll(async () => {
  fixture = await openMediaFixture();
});
afterAll(() => fixture.close());

describe('locateMediaTools', () => {
  it('finds the packaged programs and tells that their ffmpeg is old', async () => {
    const { ffmpeg, ffprobe } = await locateMediaTools({ packagedOnly: true });
    expect([ffmpeg.source, ffprobe.source]).toEqual(['packaged', 'packaged']);
    expect(ffmpeg.version).not.toBe('');
    expect(ffmpeg.warnings.join()).toContain('old');
    expect(ffprobe.warnings).toEqual([]);
  });

  it('takes given paths as they are', async () => {
    const { ffmpeg } = await locateMediaTools({ ffmpegPath: fixture.tools.ffmpeg.path });
    expect(ffmpeg).toMatchObject({ source: 'given', path: fixture.tools.ffmpeg.path });
  });

  it('refuses a given path that is missing or something else', async () => {
    const impostor = fixture.path('ffmpeg');
    await writeFile(impostor, '#!/bin/sh\necho hello\n');
    await chmod(impostor, 0o755);
    for (const ffmpegPath of [fixture.path('nothing'), impostor, fixture.tools.ffprobe.path]) {
      await expect(locateMediaTools({ ffmpegPath })).rejects.toMatchObject({ code: 'FFMPEG_MISSING' });
    }
  });
});
