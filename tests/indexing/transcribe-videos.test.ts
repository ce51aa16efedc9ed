import { execFileSync } from 'node:child_process';
import { rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AskreelError } from '../../src/domain/coded-error.js';
import type { HeardSpeech, Transcriber } from '../../src/encoders/contracts.js';
import { loadPack } from '../../src/encoders/load-model-pack.js';
import { WhisperTranscriber } from '../../src/encoders/whisper-transcriber.js';
import type { IndexingDependencies, IndexingEvent } from '../../src/indexing/contracts.js';
import { indexVideos } from '../../src/indexing/index-videos.js';
import { cutSpeechChunks } from '../../src/indexing/speech-chunks.js';
import { createMedia } from '../../src/media/create-media.js';
import { encodeWav } from '../../src/apps/encode-wav.js';
import { babble, noise, synthesise } from '../encoders/sound-signals.js';
import { openMediaFixture, type MediaFixture } from '../media/support/media-fixture.js';
import { createColourDependencies, subtitles } from './colour-footage.js';
import type { MemoryLibrary } from './memory-library.js';

/** Where there is speech, in the sound and, half a second later, in the video. */
const bursts = [
  [1, 3],
  [4, 5.5],
  [12, 14],
] as const;
const lateSeconds = 0.5;
const silentPath = 'silent.mp4';

let fixture: MediaFixture;
let talkPath: string;
beforeAll(async () => {
  fixture = await openMediaFixture();
  let at = 0;
  const parts = bursts.flatMap(([from, to]) => {
    const quiet = { seconds: from - at };
    at = to;
    return [quiet, { seconds: to - from, wave: babble }];
  });
  const sound = synthesise([...parts, { seconds: 1 }], (_, index) => 0.004 * noise(index));
  await writeFile(fixture.path('talk.wav'), encodeWav(sound, 16_000));
  const picture = await fixture.make('picture.mkv', ['color=c=red:d=16:s=64x48:r=5'], '-c:v', 'mpeg4');
  talkPath = fixture.path('talk.mkv');
  const options = [
    '-v',
    'error',
    '-y',
    '-i',
    picture,
    '-itsoffset',
    String(lateSeconds),
    '-i',
    fixture.path('talk.wav'),
  ];
  execFileSync(fixture.tools.ffmpeg.path, [...options, '-c:v', 'copy', '-c:a', 'aac', talkPath]);
  await fixture.make(silentPath, ['color=c=blue:d=2:s=64x48:r=5', 'aevalsrc=0:d=2'], '-c:v', 'mpeg4');
});
afterAll(() => fixture.close());

function dependencies(
  overrides: Partial<Omit<IndexingDependencies, 'library' | 'media'>> & {
    media?: Partial<IndexingDependencies['media']>;
  } = {},
): IndexingDependencies & { readonly library: MemoryLibrary } {
  const media = createMedia(fixture.tools);
  return createColourDependencies({ ...overrides, media: { ...media, ...overrides.media } });
}

async function run(
  paths: readonly string[],
  rooms: IndexingDependencies,
  signal?: AbortSignal,
): Promise<IndexingEvent[]> {
  const events: IndexingEvent[] = [];
  for await (const event of indexVideos(paths, rooms, signal ? { signal } : {})) events.push(event);
  return events;
}

/** Says its lines one after another, and notes what it was given. */
function scripted(
  lines: readonly (HeardSpeech | Error)[],
): Transcriber & { readonly calls: { seconds: number; likely: string | undefined }[] } {
  const calls: { seconds: number; likely: string | undefined }[] = [];
  return {
    name: 'scripted',
    calls,
    transcribe: (samples, options = {}) => {
      const line = lines[calls.length];
      calls.push({ seconds: samples.length / 16_000, likely: options.likelyLanguage });
      return line instanceof Error
        ? Promise.reject(line)
        : Promise.resolve(line ?? { language: undefined, pieces: [] });
    },
    close: () => Promise.resolve(),
  };
}

const word = (text: string, startSeconds: number, endSeconds: number) => ({ text, startSeconds, endSeconds });
const outcome = (events: readonly IndexingEvent[]): string[] =>
  events.map(({ type }) => type).filter((type) => !/progress|started|finished/.test(type));

describe('speech in a container', () => {
  it('is found to within 50 ms of source time, also where the sound starts late', async () => {
    const speech = [];
    for await (const { chunk } of cutSpeechChunks(createMedia(fixture.tools).readAudio(talkPath)))
      speech.push(...(chunk?.speech ?? []));
    expect(speech).toHaveLength(bursts.length);
    speech.forEach(({ startSeconds, endSeconds }, index) => {
      const [from, to] = bursts[index] ?? [0, 0];
      expect(Math.abs(startSeconds - from - lateSeconds)).toBeLessThanOrEqual(0.05);
      expect(Math.abs(endSeconds - to - lateSeconds)).toBeLessThanOrEqual(0.05);
    });
  });
});

describe('indexing with a transcriber', () => {
  it('puts what it hears in its place, chunk by chunk', async () => {
    const transcriber = scripted([
      {
        language: 'de',
        pieces: [word(' Guten', 0.3, 1), word(' Tag.', 1, 2), word(' Wie geht', 2.2, 4.4), word(' es?', 4.4, 9)],
      },
      { language: 'de', pieces: [word(' Gut.', 0, 1)] },
    ]);
    const rooms = dependencies({ transcriber });
    const events = await run([talkPath], rooms);
    expect(outcome(events)).toEqual(['video-indexed']);
    expect(events.filter(({ type }) => type === 'transcription-progress').at(-1)).toMatchObject({ path: talkPath });
    const [entry] = rooms.library.entries.values();
    expect(entry?.transcription).toEqual({ madeBy: 'scripted', language: 'de' });
    expect(entry?.transcript.map(({ text }) => text)).toEqual(['Guten Tag.', 'Wie geht es?', 'Gut.']);
    expect(transcriber.calls.map(({ likely }) => likely)).toEqual([undefined, 'de']);
    const [first, second, third] = entry?.transcript ?? [];
    expect(first?.span.startSeconds).toBeCloseTo(1.6, 1);
    // The last word was said to last far past the speech.
    expect(second?.span.endSeconds).toBeCloseTo(6, 1);
    expect(third?.span.startSeconds).toBeCloseTo(12.5, 1);
  });

  it('asks for nothing where there is no sound or only silence, and does not ask again', async () => {
    const transcriber = scripted([]);
    const rooms = dependencies({ transcriber });
    const mute = await fixture.make('mute.mp4', ['color=c=green:d=1:s=64x48:r=5']);
    await run([fixture.path(silentPath), mute], rooms);
    expect(transcriber.calls).toEqual([]);
    expect([...rooms.library.entries.values()].map(({ transcription }) => transcription?.madeBy)).toEqual([
      'scripted',
      undefined,
    ]);
    expect(outcome(await run([fixture.path(silentPath), mute], rooms))).toEqual(['video-skipped', 'video-skipped']);
  });

  it('leaves subtitles as they are', async () => {
    const transcriber = scripted([]);
    const cue = { span: { startSeconds: 1, endSeconds: 2 }, text: 'written' };
    const rooms = dependencies({ transcriber, media: { readSubtitles: () => Promise.resolve(subtitles([cue])) } });
    await run([talkPath], rooms);
    expect(outcome(await run([talkPath], rooms))).toEqual(['video-skipped']);
    expect(transcriber.calls).toEqual([]);
    const [entry] = rooms.library.entries.values();
    expect(entry?.transcript).toEqual([cue]);
    expect(entry?.transcription).toBeUndefined();
  });

  it('gives a video that was indexed before its transcript, reads no frame for it, and does so once', async () => {
    const rooms = dependencies();
    await run([talkPath], rooms);
    const transcriber = scripted([{ language: 'en', pieces: [word(' Hello.', 1, 2)] }]);
    const listening: IndexingDependencies = {
      ...rooms,
      transcriber,
      media: {
        ...rooms.media,
        readFrames: () => {
          throw new Error('no frames are needed');
        },
      },
    };
    const events = await run([talkPath], listening);
    expect(outcome(events)).toEqual(['video-transcribed']);
    expect(events.at(-1)).toMatchObject({ summary: { indexed: 0, skipped: 0, failed: 0, transcribed: 1 } });
    expect(events.find(({ type }) => type === 'video-transcribed')).toMatchObject({
      transcriptLines: 1,
      language: 'en',
    });
    const [entry] = rooms.library.entries.values();
    expect(entry?.transcript).toMatchObject([{ text: 'Hello.' }]);
    expect(entry?.frames.length).toBeGreaterThan(0);
    expect(outcome(await run([talkPath], listening))).toEqual(['video-skipped']);
    const moved = fixture.path('moved.mkv');
    await rename(talkPath, moved);
    expect(outcome(await run([moved], listening))).toEqual(['video-moved']);
    await rename(moved, talkPath);
    expect(transcriber.calls).toHaveLength(2);
  });

  it('never loses a video to a transcriber that fails, and tries again the next time', async () => {
    const failure = new AskreelError('TRANSCRIPTION_FAILED', 'The server sleeps.', { hint: 'Wake it.' });
    const transcriber = scripted([failure, failure, { language: 'en', pieces: [word(' Hello.', 1, 2)] }]);
    const rooms = dependencies({ transcriber });
    const first = await run([talkPath], rooms);
    expect(outcome(first)).toEqual(['video-warning', 'video-indexed']);
    expect(rooms.library.videos()[0]?.warnings).toEqual(['Not transcribed: The server sleeps. Wake it.']);
    expect(outcome(await run([talkPath], rooms))).toEqual(['video-warning', 'video-skipped']);
    expect(outcome(await run([talkPath], rooms))).toEqual(['video-transcribed']);
  });

  it('stops at once when cancelled, and leaves nothing', async () => {
    const controller = new AbortController();
    const transcriber: Transcriber = {
      ...scripted([]),
      transcribe: (_samples, { signal } = {}) => {
        controller.abort();
        signal?.throwIfAborted();
        return Promise.resolve({ language: undefined, pieces: [] });
      },
    };
    const rooms = dependencies({ transcriber });
    const events = await run([talkPath], rooms, controller.signal);
    expect(events.at(-1)).toMatchObject({ type: 'finished', summary: { stoppedBy: 'ABORTED', indexed: 0 } });
    expect(rooms.library.entries.size).toBe(0);
  });

  it('runs Whisper from the container to lines inside the speech', async () => {
    const pack = await loadPack(fileURLToPath(new URL('../encoders/fixtures/tiny-whisper', import.meta.url)));
    const transcriber = await WhisperTranscriber.open(pack, pack.manifest.roles.speech!);
    const rooms = dependencies({ transcriber });
    expect(outcome(await run([talkPath], rooms))).toEqual(['video-indexed']);
    await transcriber.close();
    const [entry] = rooms.library.entries.values();
    expect(entry?.transcription?.madeBy).toMatch(/^whisper:tiny-whisper@/);
    expect(entry?.transcript.length).toBeGreaterThanOrEqual(2);
    for (const { span, text } of entry?.transcript ?? []) {
      expect(text).not.toMatch(/<\|/);
      expect(span.endSeconds).toBeGreaterThanOrEqual(span.startSeconds);
      for (const seconds of [span.startSeconds, span.endSeconds]) {
        const inside = bursts.some(
          ([from, to]) => seconds >= from + lateSeconds - 0.05 && seconds <= to + lateSeconds + 0.05,
        );
        expect(inside, `${text}: ${seconds}`).toBe(true);
      }
    }
  });
});
