import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/apps/cli/run-command-line.js';
import { encodeWav } from '../../src/apps/encode-wav.js';
import type { IndexingEvent } from '../../src/indexing/contracts.js';
import { babble, noise, synthesise } from '../encoders/sound-signals.js';
import { openMediaFixture, type MediaFixture } from '../media/support/media-fixture.js';
import { captureStreams } from './capture-streams.js';

const speechPack = fileURLToPath(new URL('../encoders/fixtures/tiny-whisper', import.meta.url));

let fixture: MediaFixture;
let video: string;
beforeAll(async () => {
  fixture = await openMediaFixture();
  const sound = synthesise(
    [{ seconds: 1 }, { seconds: 2, wave: babble }, { seconds: 1 }],
    (_, index) => 0.004 * noise(index),
  );
  await writeFile(fixture.path('talk.wav'), encodeWav(sound, 16_000));
  video = await fixture.make('talk.mp4', ['color=c=red:d=4:s=64x48:r=5', fixture.path('talk.wav')], '-c:v', 'mpeg4');
});
afterAll(() => fixture.close());

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const streams = captureStreams({ isTTY: false });
  const code = await runCommandLine([...words, '--library', fixture.path('library')], streams);
  return { code, out: streams.out(), err: streams.err() };
}

describe('askreel index --transcribe', () => {
  it('says what is missing before it does anything', async () => {
    const withoutSpeech = await run('index', video, '--transcribe');
    expect(withoutSpeech).toMatchObject({ code: 2, out: '' });
    expect(withoutSpeech.err).toContain('askreel models pull standard');
    const noLanguage = await run('index', video, '--transcribe', `whisper:${speechPack}`, '--language', 'xx');
    expect(noLanguage.err).toMatch(/does not know the language "xx"[^\n]*\[BAD_ARGUMENT\]/);
    expect((await run('index', video, '--language', 'de')).err).toContain('Add --transcribe');
    const swallowed = await run('index', '--transcribe', video);
    expect(swallowed).toMatchObject({ code: 2, err: expect.stringContaining('Put the videos before') as string });
  });

  it('adds what was said to a video that was indexed without it, once', async () => {
    expect((await run('index', video)).out).toMatch(/^1 indexed ·/);
    const transcribe = ['index', video, '--transcribe', `whisper:${speechPack}`];
    const { code, out } = await run(...transcribe, '--json');
    expect(code).toBe(0);
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as IndexingEvent);
    expect(events.map(({ type }) => type)).toContain('transcription-progress');
    expect(events.find(({ type }) => type === 'video-transcribed')).toMatchObject({
      transcriptLines: expect.any(Number) as number,
    });
    expect((await run(...transcribe)).out).toMatch(/^0 indexed, 1 unchanged ·/);
  });
});
