import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMediaFixture, type MediaFixture } from '../media/support/media-fixture.js';
import { runAskreel, sampleFolder, type CommandResult } from './command-line.js';

let fixture: MediaFixture;
let result: CommandResult;
const sample = join(sampleFolder, 'paper-parade-1000009.mp4');

beforeAll(async () => {
  fixture = await openMediaFixture();
  const at = (name: string): string => fixture.path(`videos/${name}`);
  await mkdir(at('folder-without-videos'), { recursive: true });
  await copyFile(sample, at('good.mp4'));
  await writeFile(at('empty.mp4'), '');
  await writeFile(at('text.mp4'), 'This is no video, whatever its name says.\n');
  // The index of this one lies at its end and is lost with it.
  const whole = await readFile(await fixture.make('whole.mp4', ['testsrc=d=2:s=320x180']));
  await writeFile(at('truncated.mp4'), whole.subarray(0, whole.length / 2));
  await fixture.make('videos/sound-only.mp4', ['sine=d=2'], '-c:a', 'aac');
  await fixture.make('videos/one-pixel.mkv', ['testsrc=d=1:s=2x2'], '-vf', 'scale=1:1', '-c:v', 'ffv1');
  await fixture.make('videos/no-frames.mp4', ['testsrc=d=1:s=64x64'], '-frames:v', '0', '-c:v', 'mpeg4');
  result = await runAskreel(
    'index',
    ...['good.mp4', 'empty.mp4', 'text.mp4', 'truncated.mp4', 'sound-only.mp4', 'one-pixel.mkv', 'no-frames.mp4'].map(
      at,
    ),
    at('folder-without-videos'),
    at('missing.mp4'),
    ...['--library', fixture.path('library'), '--json'],
  );
});
afterAll(() => fixture.close());

function failure(name: string): Record<string, unknown> | undefined {
  return result.lines.find((line) => line['type'] === 'video-failed' && String(line['path']).endsWith(name));
}

describe('indexing a folder of everything that can be wrong', () => {
  it.each([
    ['empty.mp4', 'VIDEO_EMPTY'],
    ['text.mp4', 'VIDEO_NOT_A_VIDEO'],
    ['truncated.mp4', 'VIDEO_DAMAGED'],
    ['sound-only.mp4', 'VIDEO_NO_VIDEO_STREAM'],
    ['one-pixel.mkv', 'VIDEO_TOO_SMALL'],
    ['no-frames.mp4', 'VIDEO_NO_FRAMES'],
    ['missing.mp4', 'VIDEO_NOT_FOUND'],
  ])('says of %s: %s, in one line with a next step', (name, code) => {
    const failed = failure(name);
    expect(failed).toMatchObject({ code });
    expect(String(failed?.['message'])).not.toContain('\n');
  });

  it('indexes the good one, says that some failed and never prints a stack', async () => {
    expect(result.status).toBe(4);
    expect(result.stdout + result.stderr).not.toMatch(/^\s+at /m);
    const listed = await runAskreel('videos', '--library', fixture.path('library'), '--json');
    expect(listed.stdout).toContain('good.mp4');
    expect(listed.stdout.match(/"contentHash"/g)).toHaveLength(1);
  });

  it('refuses a folder without videos with a code and a hint', () => {
    expect(JSON.stringify(result.lines) + result.stderr).toContain('folder-without-videos');
  });
});
