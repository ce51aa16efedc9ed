import { writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { AskreelError } from '../../src/domain/coded-error.js';
import type { VideoFrame } from '../../src/domain/rgb-image.js';
import type { IndexingDependencies } from '../../src/indexing/contracts.js';
import type { SubtitleTrack } from '../../src/media/contracts.js';
import { createColourEncoders } from './colour-encoders.js';
import { MemoryLibrary } from './memory-library.js';

/** One take of one colour, from a first to a last brightness (0 to 255). */
export interface ColourTake {
  readonly seconds: number;
  readonly colour: readonly [number, number, number];
  readonly from: number;
  readonly to: number;
}

export const framesPerSecond = 10;

/** Writes a "video": JSON that {@link createColourDependencies} plays. */
export async function writeFootage(path: string, takes: readonly ColourTake[]): Promise<string> {
  await writeFile(path, JSON.stringify(takes));
  return path;
}

/** Lower rooms that play JSON takes as frames, cut between takes, and keep everything in memory. */
export function createColourDependencies(
  overrides: Partial<Omit<IndexingDependencies, 'library' | 'media'>> & {
    readonly media?: Partial<IndexingDependencies['media']>;
  } = {},
): IndexingDependencies & { readonly library: MemoryLibrary } {
  const { media: mediaOverrides, ...others } = overrides;
  return {
    library: new MemoryLibrary(),
    encoders: createColourEncoders(),
    media: {
      probeVideo: (path: string) => {
        const takes = readTakes(path);
        return Promise.resolve({
          path,
          durationSeconds: takes.reduce((sum, take) => sum + take.seconds, 0),
          width: 8,
          height: 6,
          rotationDegrees: 0,
          codec: 'json',
          averageFrameRate: framesPerSecond,
          promisedFrames: undefined,
          videoStreamIndex: 0,
          hasAudio: false,
          subtitleStreams: [],
          warnings: [],
        });
      },
      readFrames: (path: string) => playTakes(readTakes(path)),
      readSubtitles: () => Promise.resolve(subtitles([])),
      // eslint-disable-next-line @typescript-eslint/require-await, require-yield
      readAudio: async function* () {
        return;
      },
      ...mediaOverrides,
    },
    createShotDetector: () => {
      let hue = '';
      return {
        push: ({ timeSeconds, data }) => {
          const before = hue;
          hue = [data[0], data[1], data[2]].map((value) => (value ?? 0) > 0).join();
          return before !== '' && before !== hue ? [{ timeSeconds, kind: 'cut' as const }] : [];
        },
        finish: () => [],
      };
    },
    clipWindowing: { windowSeconds: 4, maxWindowSeconds: 6.5 },
    now: () => new Date('2030-01-01T00:00:00Z'),
    ...others,
  };
}

/** A track of these lines. */
export function subtitles(cues: SubtitleTrack['cues'], warnings: readonly string[] = []): SubtitleTrack {
  return { cues, origin: 'lights.srt', language: undefined, warnings };
}

/** The frames of some takes, `framesPerSecond` of them a second. */
export async function* playTakes(takes: readonly ColourTake[]): AsyncGenerator<VideoFrame> {
  let index = 0;
  for (const { seconds, colour, from, to } of takes) {
    const frames = Math.round(seconds * framesPerSecond);
    for (let frame = 0; frame < frames; frame += 1) {
      const level = from + ((to - from) * frame) / frames;
      const data = new Uint8Array(8 * 6 * 3).map((_, offset) => (colour[offset % 3] ?? 0) * level);
      yield await Promise.resolve({ width: 8, height: 6, data, timeSeconds: index / framesPerSecond });
      index += 1;
    }
  }
}

function readTakes(path: string): ColourTake[] {
  const text = readFileSync(path, 'utf8');
  if (!text.startsWith('['))
    throw new AskreelError('VIDEO_NOT_A_VIDEO', `${path} is not a video file.`, { hint: 'Give a video.' });
  return JSON.parse(text) as ColourTake[];
}
