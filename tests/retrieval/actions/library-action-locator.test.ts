import { describe, expect, test } from 'vitest';
import type { VideoFrame } from '../../../src/domain/rgb-image.js';
import type { TimeSpan } from '../../../src/domain/time-span.js';
import type { MotionTrack, Shot, Video } from '../../../src/domain/video.js';
import type { ActionWords, ClipEncoder, EncoderSet } from '../../../src/encoders/contracts.js';
import { sampleClipTimes } from '../../../src/encoders/sample-clip-times.js';
import type { StoredClip } from '../../../src/library/contracts.js';
import type { ReadFrames } from '../../../src/media/contracts.js';
import type { ActionQuery, LocatedActions } from '../../../src/retrieval/contracts.js';
import { LibraryActionLocator } from '../../../src/retrieval/actions/library-action-locator.js';
import { trackOf } from './motion-tracks.js';

const labels = ['runs', 'waves', 'rests'];
const span = (startSeconds: number, endSeconds: number): TimeSpan => ({ startSeconds, endSeconds });

/** Runs from 1 to 4 in a shot of 5 s; rests for 5 s; runs from 11 to 19, then waves from 19 to 27, in a shot of 20 s. */
const deeds = [
  { label: 'runs', from: 1, to: 4 },
  { label: 'runs', from: 11, to: 19 },
  { label: 'waves', from: 19, to: 27 },
];
const shots = [span(0, 5), span(5, 10), span(10, 30)].map((shot, index): Shot => ({
  videoId: 'v',
  index,
  span: shot,
  motion: 0,
}));
const motion = trackOf([10, 0.01], [30, 0.1], [10, 0.01], [50, 0.01], [10, 0.01], [160, 0.1], [30, 0.01]);

/** Frames hold their time in tenths of a second. */
const readFrames = (decoded: TimeSpan[]): ReadFrames =>
  async function* (_path, { span: wanted }) {
    await Promise.resolve();
    if (wanted) decoded.push(wanted);
    for (let tenth = 0; tenth < 300; tenth += 1) {
      const timeSeconds = tenth / 10;
      if (wanted && (timeSeconds < wanted.startSeconds || timeSeconds >= wanted.endSeconds)) continue;
      yield { width: 2, height: 1, data: Uint8Array.of(tenth >> 8, tenth & 255, 0, 0, 0, 0), timeSeconds };
    }
  };

/** Says of each frame what happens at its time, and of a clip the mean. */
const clip: ClipEncoder = {
  labels,
  framesPerClip: 4,
  inputEdge: 1,
  batchSize: 3,
  frameTimes: (of) => sampleClipTimes(of, 4),
  featuresRefused: () => Promise.resolve('it has none'),
  encode: (clips) =>
    Promise.resolve(
      clips.map((images) => {
        const probabilities = new Float32Array(labels.length);
        for (const { data } of images as readonly VideoFrame[]) {
          const seconds = ((data[0] ?? 0) * 256 + (data[1] ?? 0)) / 10;
          const deed = deeds.find(({ from, to }) => seconds >= from && seconds < to);
          const index = labels.indexOf(deed?.label ?? 'rests');
          probabilities[index] = (probabilities[index] ?? 0) + 1 / images.length;
        }
        return { probabilities };
      }),
    ),
};

/** Says `dances` of everything when it is asked about that. */
const words = (known: readonly string[]): ActionWords => ({
  labels: known,
  weight: 0.9,
  classify: () => Promise.resolve(Float32Array.from(known, (label) => (label === 'dances' ? 0.9 : 0.1 / known.length))),
  withLabels: words,
});

interface Changes {
  readonly track?: MotionTrack | null;
  readonly encoders?: Pick<EncoderSet, 'clip' | 'zeroShot'>;
  readonly stored?: readonly Pick<StoredClip, 'span' | 'shotIndex' | 'actions'>[];
  readonly familiarity?: Video['familiarity'];
}

async function locate(
  query: Omit<ActionQuery, 'videoId'> = {},
  { track = motion, encoders = { clip }, stored = [], familiarity = 'familiar' }: Changes = {},
): Promise<LocatedActions & { readonly decoded: readonly TimeSpan[] }> {
  const decoded: TimeSpan[] = [];
  const locator = new LibraryActionLocator({
    library: {
      findVideo: () => ({ id: 'v', path: '/v.mp4', familiarity }) as Video,
      shots: () => shots,
      clips: () => stored as StoredClip[],
      frames: () => [{ timeSeconds: 1, embedding: Float32Array.of(1) }],
      motion: () => track ?? undefined,
    },
    encoders,
    readFrames: readFrames(decoded),
  });
  return { ...(await locator.locate({ videoId: 'v', ...query })), decoded };
}

const rough = ({ actions }: LocatedActions): string[] =>
  actions.map(({ label, span: of }) => `${label} ${of.startSeconds.toFixed(0)}-${of.endSeconds.toFixed(0)}`);

describe('locating actions', () => {
  test('ends are those of the motion; where it goes on, those of what the windows say', async () => {
    const located = await locate({ actions: ['runs', 'waves'] });
    expect(rough(located)).toContain('runs 1-4');
    expect(located.actions[0]?.span.startSeconds).toBeCloseTo(0.91, 1);
    const [run, wave] = ['runs', 'waves'].map((label) =>
      located.actions
        .filter((action) => action.label === label && action.shotIndex === 2)
        .reduce((a, b) => (b.score > a.score ? b : a)),
    );
    expect(run?.span.startSeconds).toBeCloseTo(11, 0);
    expect(run?.span.endSeconds).toBeGreaterThan(17.5);
    expect(run?.span.endSeconds).toBeLessThan(20.5);
    expect(wave?.span.startSeconds).toBeGreaterThan(17.5);
    expect(wave?.span.startSeconds).toBeLessThan(20.5);
    expect(wave?.span.endSeconds).toBeCloseTo(27, 0);
    expect(located.actions.filter(({ shotIndex }) => shotIndex === 1)).toEqual([]);
  });

  test('the gate spares what does not move, and what a window round the motion shows', async () => {
    const [gated, dense] = [await locate(), await locate({ motion: 'refine' })];
    expect(gated.windows.judged).toBeLessThan(0.8 * dense.windows.judged);
    expect(gated.windows.judged + gated.windows.gated).toBe(dense.windows.judged);
    expect(gated.decoded.every(({ startSeconds, endSeconds }) => endSeconds <= 5 || startSeconds >= 10)).toBe(true);
    expect(rough(gated)).toContain('runs 1-4');
  });

  test('does without motion where it was not kept: windows alone, ends less exact', async () => {
    const located = await locate({ actions: ['runs'] }, { track: null });
    expect(located.motion).toEqual([]);
    expect(located.windows.gated).toBe(0);
    expect(located.actions.some(({ shotIndex }) => shotIndex === 0)).toBe(true);
  });

  test('with few windows the shots that indexing found fitting come first; the rest is judged by what was kept', async () => {
    const stored = [
      { span: span(0.1, 4.9), shotIndex: 0, actions: [{ label: 'runs', probability: 0.6 }] },
      { span: span(10.1, 14), shotIndex: 2, actions: [{ label: 'runs', probability: 0.9 }] },
    ];
    const located = await locate({ actions: ['runs'], mostWindows: 1 }, { stored });
    expect(located.windows).toMatchObject({ judged: 1 });
    expect(located.windows.leftOut).toBeGreaterThan(0);
    expect(located.decoded[0]?.startSeconds).toBeGreaterThan(10);
    expect(rough(located)).toContain('runs 1-4');
  });

  test('keeps to a span and to the surest', async () => {
    const inside = await locate({ span: span(0, 6) });
    expect(inside.actions.every(({ shotIndex }) => shotIndex === 0)).toBe(true);
    expect(inside.decoded.every(({ endSeconds }) => endSeconds <= 5)).toBe(true);
    expect((await locate({ limit: 1 })).actions).toHaveLength(1);
  });

  test('labels are found in any inflection; of a strange one near labels are told', async () => {
    expect(rough(await locate({ actions: ['Running'] }))).toContain('runs 1-4');
    await expect(locate({ actions: ['wafes'] })).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
      hint: expect.stringMatching(/names 3; nearest: waves/) as string,
    });
    await expect(locate({}, { encoders: {} })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  });

  test('a pack with words judges any action, also without a clip encoder and without decoding', async () => {
    const both = await locate({ actions: ['dances'] }, { encoders: { clip, zeroShot: words(['sits']) } });
    expect(rough(both)).toContain('dances 1-4');
    const alone = await locate({ actions: ['dances'] }, { encoders: { zeroShot: words(['sits']) } });
    expect(rough(alone)).toContain('dances 1-4');
    expect(alone.decoded).toEqual([]);
  });

  test('holds actions back for unfamiliar footage, but says how it moves', async () => {
    const located = await locate({}, { familiarity: 'unfamiliar' });
    expect(located).toMatchObject({ actions: [], windows: { judged: 0 }, decoded: [] });
    expect(located.motion.map(({ motion: { words: said } }) => said)).toEqual([
      'the camera stays still; something moves 0:00.9–0:04.1',
      'the camera stays still; nothing moves',
      'the camera stays still; something moves 0:10.5–0:27.5',
    ]);
  });

  test('can be ended', async () => {
    await expect(locate({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
