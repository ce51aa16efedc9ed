import { copyFile, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AskreelError } from '../../src/domain/coded-error.js';
import type { IndexingDependencies, IndexingEvent, IndexingSummary } from '../../src/indexing/contracts.js';
import { indexVideos } from '../../src/indexing/index-videos.js';
import { createColourEncoders } from './colour-encoders.js';
import { createColourDependencies, subtitles, writeFootage, type ColourTake } from './colour-footage.js';

const red: ColourTake = { seconds: 5, colour: [1, 0, 0], from: 60, to: 220 };
const blue: ColourTake = { seconds: 4, colour: [0, 0, 1], from: 220, to: 60 };
const magenta: ColourTake = { seconds: 20, colour: [1, 0, 1], from: 60, to: 220 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-indexing-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function run(
  paths: readonly string[],
  dependencies: IndexingDependencies,
  signal?: AbortSignal,
): Promise<IndexingEvent[]> {
  const events: IndexingEvent[] = [];
  for await (const event of indexVideos(paths, dependencies, signal ? { signal } : {})) events.push(event);
  return events;
}

function outcomes(events: readonly IndexingEvent[]): string[] {
  const quiet = new Set(['video-started', 'video-progress', 'video-warning', 'finished']);
  return events.map(({ type }) => type).filter((type) => !quiet.has(type));
}

function summaryOf(events: readonly IndexingEvent[]): IndexingSummary | undefined {
  const last = events.at(-1);
  return last?.type === 'finished' ? last.summary : undefined;
}

describe('indexVideos', () => {
  it('keeps shots, captions, actions, vectors and subtitle lines of a video', async () => {
    const dependencies = createColourDependencies({
      media: {
        readSubtitles: () =>
          Promise.resolve(subtitles([{ span: { startSeconds: 1, endSeconds: 2 }, text: 'a lighthouse' }])),
      },
    });
    await run([await writeFootage(join(folder, 'lights.mp4'), [red, blue])], dependencies);
    const [entry] = dependencies.library.entries.values();
    expect(entry?.video).toMatchObject({ title: 'lights', durationSeconds: 9, familiarity: 'familiar', warnings: [] });
    expect(entry?.shots).toMatchObject([
      { index: 0, span: { startSeconds: 0, endSeconds: 5 }, caption: 'a red light brightens' },
      { index: 1, span: { startSeconds: 5, endSeconds: 9 }, caption: 'a blue light darkens' },
    ]);
    expect(entry?.shots[0]?.motion).toBeGreaterThan(0);
    expect(entry?.clips.map(({ shotIndex, actions }) => [shotIndex, actions[0]?.label])).toEqual([
      [0, 'brightens'],
      [1, 'darkens'],
    ]);
    expect(entry?.clips.every(({ tokens }) => tokens !== undefined)).toBe(true);
    const times = entry?.frames.map(({ timeSeconds }) => timeSeconds) ?? [];
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.length).toBeGreaterThan(9);
    expect(entry?.transcript).toEqual([{ span: { startSeconds: 1, endSeconds: 2 }, text: 'a lighthouse' }]);
  });

  it('never shows the clip encoder a frame from across a cut', async () => {
    const seen: string[] = [];
    const encoders = createColourEncoders();
    const clip = encoders.clip;
    if (!clip) throw new Error('no clip encoder');
    const watching = createColourEncoders({
      clip: {
        ...clip,
        encode: (clips) => {
          for (const frames of clips)
            seen.push([...new Set(frames.map(({ data }) => ((data[0] ?? 0) > 0 ? 'red' : 'blue')))].join('+'));
          return clip.encode(clips);
        },
      },
    });
    const dependencies = createColourDependencies({ encoders: watching });
    const takes = [{ ...red, seconds: 0.6 }, blue, { ...red, seconds: 15 }, { ...blue, seconds: 0.5 }];
    await run([await writeFootage(join(folder, 'cuts.mp4'), takes)], dependencies);
    expect(seen.length).toBeGreaterThan(8);
    expect(new Set(seen)).toEqual(new Set(['red', 'blue']));
  });

  it('takes at least one frame of every shot and one every four seconds of a still picture', async () => {
    const dependencies = createColourDependencies();
    const still = { ...red, to: red.from };
    const takes = [
      { ...still, seconds: 13 },
      { ...blue, seconds: 0.3 },
      { ...still, seconds: 0.3 },
    ];
    await run([await writeFootage(join(folder, 'still.mp4'), takes)], dependencies);
    const [entry] = dependencies.library.entries.values();
    const times = entry?.frames.map(({ timeSeconds }) => timeSeconds) ?? [];
    expect(times.slice(0, 4)).toEqual([0, 4, 8, 12]);
    for (const { span } of entry?.shots ?? []) {
      expect(times.some((time) => time >= span.startSeconds && time < span.endSeconds)).toBe(true);
    }
    expect(times.length).toBeLessThanOrEqual(6);
  });

  it('holds learned captions and actions of unfamiliar footage back and says which pack to get', async () => {
    const dependencies = createColourDependencies({
      media: {
        readSubtitles: () => Promise.resolve(subtitles([{ span: { startSeconds: 1, endSeconds: 2 }, text: 'hello' }])),
      },
    });
    const events = await run([await writeFootage(join(folder, 'real.mp4'), [magenta])], dependencies);
    const [entry] = dependencies.library.entries.values();
    expect(entry?.video.familiarity).toBe('unfamiliar');
    expect(entry?.shots.every(({ caption }) => caption === undefined)).toBe(true);
    expect(entry?.clips.every(({ actions, tokens }) => actions.length === 0 && tokens === undefined)).toBe(true);
    expect(entry?.clips.length).toBeGreaterThan(0);
    expect(entry?.transcript).toHaveLength(1);
    const warning = events.find(({ type }) => type === 'video-warning');
    expect(warning).toMatchObject({
      warning: expect.stringMatching(/askreel models pull standard.*--pack standard/) as string,
    });
  });

  it('works with a pack of frame and text towers only', async () => {
    const { frame, text, space, provider } = createColourEncoders();
    const dependencies = createColourDependencies({
      encoders: { frame, text, space, provider, close: () => Promise.resolve() },
    });
    await run([await writeFootage(join(folder, 'plain.mp4'), [red, blue])], dependencies);
    const [entry] = dependencies.library.entries.values();
    expect(entry?.clips.map(({ embedding }) => [...embedding].map(Math.round))).toEqual([
      [1, 0, 0],
      [0, 0, 1],
    ]);
  });

  it('skips unchanged files, and touched ones and copies after a look at their content', async () => {
    const dependencies = createColourDependencies();
    const path = await writeFootage(join(folder, 'one.mp4'), [red]);
    await run([path], dependencies);
    expect(outcomes(await run([path], dependencies))).toEqual(['video-skipped']);
    await utimes(path, 1000, 1000);
    expect(outcomes(await run([path], dependencies))).toEqual(['video-skipped']);
    expect(dependencies.library.findByPath(path)?.modifiedMs).toBe(1_000_000);
    await copyFile(path, join(folder, 'copy.mp4'));
    const events = await run([join(folder, 'copy.mp4')], dependencies);
    expect(events).toContainEqual(expect.objectContaining({ type: 'video-skipped', reason: 'same-content' }));
    expect(dependencies.library.videos().map((video) => video.path)).toEqual([path]);
  });

  it('recognises a moved file, also one that was moved over another or swapped with it', async () => {
    const dependencies = createColourDependencies();
    const [one, two, three] = ['one.mp4', 'two.mp4', 'three.mp4'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await writeFootage(one, [red]);
    await writeFootage(two, [blue, red]);
    await run([one, two], dependencies);
    await rename(one, three);
    expect(outcomes(await run([three], dependencies))).toEqual(['video-moved']);
    await rename(three, one);
    await rename(two, three);
    await rename(one, two);
    await rename(three, one);
    expect(outcomes(await run([one, two], dependencies))).toEqual(['video-moved', 'video-moved']);
    expect(dependencies.library.videos()).toHaveLength(2);
    await rename(one, two);
    expect(outcomes(await run([two], dependencies))).toEqual(['video-moved']);
    expect(dependencies.library.videos().map(({ path, durationSeconds }) => [path, durationSeconds])).toEqual([
      [two, 9],
    ]);
  });

  it('indexes changed content anew in place of the old', async () => {
    const dependencies = createColourDependencies();
    const path = await writeFootage(join(folder, 'one.mp4'), [red]);
    await run([path], dependencies);
    await writeFootage(path, [blue]);
    expect(outcomes(await run([path], dependencies))).toEqual(['video-indexed']);
    expect(dependencies.library.videos()).toHaveLength(1);
    expect([...dependencies.library.entries.values()][0]?.shots[0]?.caption).toBe('a blue light darkens');
  });

  it('reports each bad file with its code and goes on', async () => {
    const dependencies = createColourDependencies();
    await writeFile(join(folder, 'empty.mp4'), '');
    await writeFile(join(folder, 'text.mp4'), 'not a video');
    const good = await writeFootage(join(folder, 'good.mp4'), [red]);
    const events = await run(
      [join(folder, 'missing.mp4'), join(folder, 'empty.mp4'), join(folder, 'text.mp4'), good],
      dependencies,
    );
    const codes = events.flatMap((event) => (event.type === 'video-failed' ? [event.code] : []));
    expect(codes).toEqual(['VIDEO_NOT_FOUND', 'VIDEO_EMPTY', 'VIDEO_NOT_A_VIDEO']);
    expect(summaryOf(events)).toEqual({ indexed: 1, skipped: 0, moved: 0, failed: 3 });
  });

  it('keeps a video whose subtitles cannot be read, with a warning', async () => {
    const dependencies = createColourDependencies({
      media: {
        readSubtitles: () => Promise.reject(new AskreelError('SUBTITLE_DAMAGED', 'lights.srt is not a subtitle file.')),
      },
    });
    const events = await run([await writeFootage(join(folder, 'lights.mp4'), [red])], dependencies);
    expect(outcomes(events)).toEqual(['video-indexed']);
    expect(dependencies.library.videos()[0]?.warnings).toEqual([
      'Subtitles left out: lights.srt is not a subtitle file.',
    ]);
  });

  it('leaves only whole videos when cancelled, and a second run completes the rest', async () => {
    const dependencies = createColourDependencies();
    const one = await writeFootage(join(folder, 'one.mp4'), [red]);
    const two = await writeFootage(join(folder, 'two.mp4'), [blue, red]);
    const controller = new AbortController();
    const events: IndexingEvent[] = [];
    for await (const event of indexVideos([one, two], dependencies, { signal: controller.signal })) {
      events.push(event);
      if (event.type === 'video-progress' && event.path === two) controller.abort();
    }
    expect(summaryOf(events)).toEqual({ indexed: 1, skipped: 0, moved: 0, failed: 0, stoppedBy: 'ABORTED' });
    expect(dependencies.library.videos().map(({ path }) => path)).toEqual([one]);
    expect(summaryOf(await run([one, two], dependencies))).toMatchObject({ indexed: 1, skipped: 1 });
  });

  it('stops the run when the disk is full', async () => {
    const dependencies = createColourDependencies();
    dependencies.library.commit = () => {
      throw new AskreelError('DISK_FULL', 'The disk is full.');
    };
    const one = await writeFootage(join(folder, 'one.mp4'), [red]);
    const two = await writeFootage(join(folder, 'two.mp4'), [blue]);
    const events = await run([one, two], dependencies);
    expect(summaryOf(events)).toEqual({ indexed: 0, skipped: 0, moved: 0, failed: 1, stoppedBy: 'DISK_FULL' });
    expect(events.filter(({ type }) => type === 'video-started')).toHaveLength(1);
  });

  it('closes the decoder when an encoder fails, and reports the failure once', async () => {
    let closed = false;
    const frame = {
      ...createColourEncoders().frame,
      encode: () => Promise.reject(new AskreelError('MODEL_FAILED', 'The model broke.')),
    };
    const dependencies = createColourDependencies({ encoders: createColourEncoders({ frame }) });
    const { media } = dependencies;
    const watched: IndexingDependencies = {
      ...dependencies,
      media: {
        ...media,
        readFrames: async function* (path, options) {
          try {
            yield* media.readFrames(path, options);
          } finally {
            closed = true;
          }
        },
      },
    };
    const events = await run([await writeFootage(join(folder, 'one.mp4'), [{ ...red, seconds: 60 }])], watched);
    expect(outcomes(events)).toEqual(['video-failed']);
    expect(closed).toBe(true);
  });

  it('refuses a library that was made with another pack', async () => {
    const encoders = createColourEncoders({ space: { packId: 'other', revision: '1', dimensions: 3 } });
    await expect(run([], createColourDependencies({ encoders }))).rejects.toMatchObject({ code: 'SPACE_MISMATCH' });
  });
});
