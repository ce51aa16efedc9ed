import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSubtitles } from '../../src/media/subtitles/read-subtitles.js';
import { openMediaFixture, type MediaFixture } from './support/media-fixture.js';

let fixture: MediaFixture;
let plain: string;
beforeAll(async () => {
  fixture = await openMediaFixture();
  plain = await fixture.make('plain.mp4', ['testsrc=d=2:s=64x64']);
});
afterAll(() => fixture.close());

/** Puts a copy of a video and the files beside it into a folder of their own. */
async function place(folder: string, beside: Record<string, string | Uint8Array>, video = plain): Promise<string> {
  await mkdir(fixture.path(folder), { recursive: true });
  await copyFile(video, fixture.path(`${folder}/walk.mp4`));
  for (const [name, content] of Object.entries(beside)) await writeFile(fixture.path(`${folder}/${name}`), content);
  return fixture.path(`${folder}/walk.mp4`);
}

const texts = (track: { cues: readonly { text: string }[] }): string[] => track.cues.map((cue) => cue.text);

describe('readSubtitles', () => {
  it('reads a sidecar whatever its line ends, marks, numbering and order', async () => {
    const path = await place('odd', {
      'walk.srt':
        '\uFEFF\r\n2\r\n00:00:01,500 --> 00:00:02,000\r\n<i>Second</i> &amp; last\r\nline two\r\n\r\n' +
        '1\r\n00:00:00,250 --> 00:00:01,000 X1:10\r\n{\\an8}First\r\n' +
        '00:00:01,000 --> 00:00:01,400\r\nwithout a number\r\n',
    });
    const track = await readSubtitles(fixture.tools, path);
    expect(track.cues).toEqual([
      { span: { startSeconds: 0.25, endSeconds: 1 }, text: 'First' },
      { span: { startSeconds: 1, endSeconds: 1.4 }, text: 'without a number' },
      { span: { startSeconds: 1.5, endSeconds: 2 }, text: 'Second & last\nline two' },
    ]);
    expect(track.warnings).toEqual([]);
    expect(track.origin).toBe(fixture.path('odd/walk.srt'));
  });

  it('reads WebVTT: short times, names, settings, notes and styles', async () => {
    const path = await place('vtt', {
      'walk.vtt':
        'WEBVTT - a title\nKind: captions\n\nNOTE not\nspoken\n\nSTYLE\n::cue { color: red }\n\n' +
        'intro\n00:01.000 --> 00:02.500 align:start\n<v Ann>Hello <c.loud>there</c>\n\n01:00:00.000 --> 01:00:01.000\nlate\n',
    });
    const track = await readSubtitles(fixture.tools, path);
    expect(track.cues).toEqual([
      { span: { startSeconds: 1, endSeconds: 2.5 }, text: 'Hello there' },
      { span: { startSeconds: 3600, endSeconds: 3601 }, text: 'late' },
    ]);
    expect(track.warnings).toEqual([]);
  });

  it('reads UTF-8, UTF-16 and Latin-1', async () => {
    const srt = '1\n00:00:00,000 --> 00:00:01,000\nGrüße, Ærø\n';
    for (const [name, bytes] of Object.entries({
      utf8: Buffer.from(srt, 'utf8'),
      utf16: Buffer.from(`\uFEFF${srt}`, 'utf16le'),
      utf16be: Buffer.from(`\uFEFF${srt}`, 'utf16le').swap16(),
      latin1: Buffer.from(srt, 'latin1'),
    })) {
      const path = await place(name, { 'walk.srt': bytes });
      expect(texts(await readSubtitles(fixture.tools, path))).toEqual(['Grüße, Ærø']);
    }
  });

  it('leaves damaged cues out with a warning', async () => {
    const path = await place('damaged', {
      'walk.srt':
        '1\n00:00:00,000 --> 00:00:01,000\ngood\n\n2\n00:00:xx,000 --> 00:00:02,000\nlost\n\n' +
        '3\n00:00:05,000 --> 00:00:04,000\nbackwards\n',
    });
    const track = await readSubtitles(fixture.tools, path);
    expect(texts(track)).toEqual(['good']);
    expect(track.warnings).toHaveLength(1);
    expect(track.warnings[0]).toContain('walk.srt: 2 damaged');
  });

  it('turns to the next source when a sidecar is wholly unreadable, and says so', async () => {
    const path = await place('fallback', {
      'walk.srt': Buffer.from([1, 2, 3, 250, 251, 10, 10, 77, 88, 99]),
      'walk.vtt': 'WEBVTT\n\n00:00.000 --> 00:01.000\nstill here\n',
    });
    const track = await readSubtitles(fixture.tools, path);
    expect(texts(track)).toEqual(['still here']);
    expect(track.warnings.join()).toContain('SUBTITLE_DAMAGED');
  });

  it('takes only files that belong to the video, and the preferred language', async () => {
    const cue = (text: string): string => `1\n00:00:00,000 --> 00:00:01,000\n${text}\n`;
    const path = await place('languages', {
      'walk.de.srt': cue('deutsch'),
      'walk.en-GB.sdh.srt': cue('english'),
      'walking.srt': cue('another video'),
      'walk.part2.srt': cue('another part'),
    });
    expect(texts(await readSubtitles(fixture.tools, path))).toEqual(['deutsch']);
    const english = await readSubtitles(fixture.tools, path, { language: 'eng' });
    expect(english).toMatchObject({ language: 'en-gb', origin: fixture.path('languages/walk.en-GB.sdh.srt') });
  });

  it('reads an embedded stream in source time, and has nothing to say without any', async () => {
    await writeFile(fixture.path('in.srt'), '1\n00:00:00,500 --> 00:00:01,500\n<b>inside</b>\n');
    const embedded = await fixture.make(
      'embedded.mp4',
      ['testsrc=d=2:s=64x64', fixture.path('in.srt')],
      ...['-c:s', 'mov_text', '-metadata:s:s:0', 'language=eng'],
    );
    const track = await readSubtitles(fixture.tools, embedded);
    expect(track).toMatchObject({ origin: 'stream 1', language: 'eng', warnings: [] });
    expect(track.cues).toEqual([{ span: { startSeconds: 0.5, endSeconds: 1.5 }, text: 'inside' }]);
    expect(await readSubtitles(fixture.tools, plain)).toMatchObject({ cues: [], origin: undefined, warnings: [] });
  });
});
