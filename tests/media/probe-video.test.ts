import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeVideo } from '../../src/media/probe-video.js';
import { openMediaFixture, type MediaFixture } from './support/media-fixture.js';

let fixture: MediaFixture;
beforeAll(async () => {
  fixture = await openMediaFixture();
});
afterAll(() => fixture.close());

async function codeOf(path: string): Promise<unknown> {
  return await probeVideo(fixture.tools, path).then(
    () => 'no error',
    (error: { code?: string; message: string }) => {
      expect(error.message).not.toContain('\n');
      return error.code;
    },
  );
}

describe('probeVideo', () => {
  it.each(['10:00:00:00', '01:02:03;04'])(
    'tells the timecode that a camera gave the first frame: %s',
    async (timecode) => {
      const words = ['-timecode', timecode];
      const shot = await fixture.make('camera.mov', ['testsrc=d=1:s=64x64:r=30000/1001'], ...words, '-y');
      expect((await probeVideo(fixture.tools, shot)).startTimecode).toBe(timecode);
    },
  );

  it('tells how the sound is made', async () => {
    const heard = await fixture.make('heard.mp4', ['testsrc=d=1:s=64x64:r=10', 'sine=d=1:r=22050'], '-ac', '2');
    expect((await probeVideo(fixture.tools, heard)).audioStream).toMatchObject({ channels: 2, sampleRate: 22_050 });
  });

  it('tells length, displayed size, rotation, sound and subtitles', async () => {
    await writeFile(fixture.path('words.srt'), '1\n00:00:00,000 --> 00:00:01,000\nhello\n');
    const plain = await fixture.make(
      'plain.mp4',
      ['testsrc=d=2:s=320x180:r=10', 'sine=d=2', fixture.path('words.srt')],
      ...['-map', '0:v', '-map', '1:a', '-map', '2:s', '-c:s', 'mov_text', '-metadata:s:s:0', 'language=eng'],
    );
    const turned = await fixture.make(
      'turned.mp4',
      [plain],
      '-map',
      '0',
      '-c',
      'copy',
      '-metadata:s:v:0',
      'rotate=270',
    );

    const probe = await probeVideo(fixture.tools, turned);
    expect(probe).toMatchObject({ width: 180, height: 320, rotationDegrees: 90, codec: 'h264', hasAudio: true });
    expect(probe.durationSeconds).toBeCloseTo(2, 1);
    expect(probe.averageFrameRate).toBeCloseTo(10, 3);
    expect(probe.subtitleStreams).toEqual([{ index: 2, codec: 'mov_text', language: 'eng' }]);
  });

  it('shows non-square pixels as wide as they are on screen', async () => {
    const path = await fixture.make('wide.mp4', ['testsrc=d=1:s=320x240'], '-vf', 'setsar=2/1');
    expect(await probeVideo(fixture.tools, path)).toMatchObject({ width: 640, height: 240 });
  });

  it('measures a file that does not say how long it is', async () => {
    const path = await fixture.make('endless.mkv', ['testsrc=d=3:s=64x64:r=10'], '-c:v', 'mpeg4', '-live', '1');
    const probe = await probeVideo(fixture.tools, path);
    expect(probe.durationSeconds).toBeCloseTo(3, 1);
  });

  it('prefers the larger of two streams and ignores a cover picture', async () => {
    const two = await fixture.make(
      'two.mkv',
      ['testsrc=d=1:s=64x64', 'testsrc2=d=1:s=128x96'],
      '-map',
      '0',
      '-map',
      '1',
    );
    expect(await probeVideo(fixture.tools, two)).toMatchObject({ width: 128, height: 96, videoStreamIndex: 1 });

    const cover = await fixture.make('cover.jpg', ['testsrc=d=1:s=128x128:r=1'], '-frames:v', '1');
    const song = await fixture.make(
      'song.mp3',
      ['sine=d=1', cover],
      ...['-map', '0:a', '-map', '1:v', '-c:v', 'copy', '-id3v2_version', '3', '-disposition:v', 'attached_pic'],
    );
    expect(await codeOf(song)).toBe('VIDEO_NO_VIDEO_STREAM');
  });

  it('takes a name that looks like an address or an option as a name', async () => {
    await mkdir(fixture.path('http:'), { recursive: true });
    const path = await fixture.make('-y.mp4', ['testsrc=d=1:s=64x64']);
    expect(await codeOf(path)).toBe('no error');
    expect(await codeOf('http://127.0.0.1:9/video.mp4')).toBe('VIDEO_NOT_FOUND');
  });

  it('names what is wrong with a bad file by a code', async () => {
    const good = await fixture.make('good.mp4', ['testsrc=d=2:s=320x180']);
    await writeFile(fixture.path('empty.mp4'), '');
    await writeFile(fixture.path('text.mp4'), 'These are words, not pictures.\n'.repeat(100));
    await writeFile(fixture.path('notes.txt'), 'These are words, not pictures.\n'.repeat(100));
    await writeFile(fixture.path('cut-off.mp4'), (await readFile(good)).subarray(0, 9000));
    await mkdir(fixture.path('folder.mp4'));
    const sound = await fixture.make('sound.mp4', ['sine=d=1']);
    const tiny = await fixture.make('tiny.mkv', ['testsrc=d=1:s=2x2'], '-vf', 'scale=1:1', '-c:v', 'ffv1');
    const picture = await fixture.make('picture.png', ['testsrc=d=1:s=64x64:r=1'], '-frames:v', '1');
    const frameless = await Promise.all(
      ['mp4', 'mkv', 'avi'].map((type) =>
        fixture.make(`frameless.${type}`, ['testsrc=d=1:s=64x64'], '-frames:v', '0', '-c:v', 'mpeg4'),
      ),
    );
    expect({
      missing: await codeOf(fixture.path('missing.mp4')),
      folder: await codeOf(fixture.path('folder.mp4')),
      empty: await codeOf(fixture.path('empty.mp4')),
      text: await codeOf(fixture.path('text.mp4')),
      notes: await codeOf(fixture.path('notes.txt')),
      picture: await codeOf(picture),
      cutOff: await codeOf(fixture.path('cut-off.mp4')),
      sound: await codeOf(sound),
      tiny: await codeOf(tiny),
      frameless: await Promise.all(frameless.map(codeOf)),
    }).toEqual({
      missing: 'VIDEO_NOT_FOUND',
      folder: 'VIDEO_UNREADABLE',
      empty: 'VIDEO_EMPTY',
      text: 'VIDEO_NOT_A_VIDEO',
      notes: 'VIDEO_NOT_A_VIDEO',
      picture: 'VIDEO_NOT_A_VIDEO',
      cutOff: 'VIDEO_DAMAGED',
      sound: 'VIDEO_NO_VIDEO_STREAM',
      tiny: 'VIDEO_TOO_SMALL',
      frameless: ['VIDEO_NO_FRAMES', 'VIDEO_NO_FRAMES', 'VIDEO_NO_FRAMES'],
    });
  });

  it('stops when cancelled', async () => {
    const path = await fixture.make('any.mp4', ['testsrc=d=1:s=64x64']);
    const signal = AbortSignal.abort();
    await expect(probeVideo(fixture.tools, path, { signal })).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
