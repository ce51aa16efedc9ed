import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boxAtTime, frameBoxIou } from '../../../src/domain/frame-box.js';
import type { Video } from '../../../src/domain/video.js';
import type { EncoderSet } from '../../../src/encoders/contracts.js';
import { loadModelPack } from '../../../src/encoders/load-model-pack.js';
import { openEncoders } from '../../../src/encoders/open-encoders.js';
import { playhouseTruth } from '../../../src/evaluation/formats/playhouse-truth.js';
import type { VideoTruth } from '../../../src/evaluation/truth-set.js';
import { createMedia } from '../../../src/media/create-media.js';
import { locateMediaTools } from '../../../src/media/locate-media-tools.js';
import { TubeLocator } from '../../../src/retrieval/tubes/tube-locator.js';

const samples = fileURLToPath(new URL('../../../data/videos', import.meta.url));
const name = 'golden-stage-1000008';

describe('TubeLocator on a sample episode', () => {
  let encoders: EncoderSet;
  let truth: VideoTruth;
  let locate: (withDetector: boolean, over?: Partial<Video>) => TubeLocator;

  beforeAll(async () => {
    encoders = await openEncoders(
      await loadModelPack(fileURLToPath(new URL('../../../data/models/starter', import.meta.url))),
      {
        threads: 1,
      },
    );
    truth = (await playhouseTruth.read(samples, [`${name}.json`, `${name}.mp4`])).videos[0]!;
    const { readFrames } = createMedia(await locateMediaTools());
    const durationSeconds = truth.shots.at(-1)!.span.endSeconds;
    const shots = truth.shots.map(({ span }, index) => ({ videoId: name, index, span, motion: 0 }));
    locate = (withDetector, over = {}) => {
      const video = {
        id: name,
        title: name,
        path: truth.path,
        durationSeconds,
        familiarity: 'familiar',
        ...over,
      } as Video;
      const { detector, ...others } = encoders;
      return new TubeLocator({
        library: {
          findVideo: (id) => (id === name ? video : undefined),
          shots: () => shots,
          actions: () =>
            shots.map(({ span, index }) => ({
              videoId: name,
              span,
              shotIndex: index,
              label: truth.shots[index]!.action!,
              probability: 0.9,
            })),
        },
        encoders: { ...others, ...(withDetector && detector && { detector }) },
        readFrames,
      });
    };
  });
  afterAll(() => encoders.close());

  /** Mean IoU with the actor's true boxes, and how often the middle lies in them, for one tube of each shot. */
  function compare(tubes: Awaited<ReturnType<TubeLocator['whereIs']>>): { iou: number; inside: number } {
    const judged = tubes.flatMap((tube) =>
      truth.shots.flatMap(({ boxes = [] }) =>
        boxes.flatMap(({ timeSeconds, box: own }) => {
          const box = own && boxAtTime(tube.boxes, timeSeconds, 0.05);
          if (!box) return [];
          const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
          const inside = x > own.left && x < own.right && y > own.top && y < own.bottom;
          return [{ iou: frameBoxIou(box, own), inside: Number(inside) }];
        }),
      ),
    );
    expect(judged.length).toBeGreaterThan(50);
    const mean = (part: 'iou' | 'inside'): number => judged.reduce((sum, item) => sum + item[part], 0) / judged.length;
    return { iou: mean('iou'), inside: mean('inside') };
  }

  it('gives the one who acts its action and a tight box in every shot', async () => {
    const tubes = await locate(true).whereIs({ videoId: name });
    const doers = tubes.filter(({ action }) => action);
    expect(doers.map(({ description }) => description)).toEqual(
      truth.shots.map(({ colour, actor }) => `${colour} ${actor}`),
    );
    expect(doers.map(({ action }) => action?.label)).toEqual(truth.shots.map(({ action }) => action));
    expect(compare(doers).iou).toBeGreaterThan(0.75);
  });

  it('finds nothing of what is not there, not known, or not of its world', async () => {
    const { span, actor } = truth.shots[0]!;
    const other = actor === 'bus' ? 'boat' : 'bus';
    const look = (description: string, over?: Partial<Video>) =>
      locate(true, over).whereIs({ videoId: name, description, span });
    expect(await look(`a ${actor}`)).not.toEqual([]);
    expect(await look(`a purple ${other}`)).toEqual([]);
    expect(await look('an elephant')).toEqual([]);
    expect(await look(`a ${actor}`, { familiarity: 'unfamiliar' })).toEqual([]);
    await expect(locate(true).whereIs({ videoId: 'other' })).rejects.toMatchObject({ code: 'VIDEO_UNKNOWN' });
  });

  it('points roughly at what is described without a detector', async () => {
    const tubes = [];
    for (const { span, colour, actor } of truth.shots.slice(0, 4)) {
      const found = await locate(false).whereIs({ videoId: name, description: `a ${colour} ${actor}`, span });
      expect(found).toMatchObject([{ approximate: true, description: `a ${colour} ${actor}` }]);
      tubes.push(...found);
    }
    const { inside, iou } = compare(tubes);
    expect(inside).toBeGreaterThan(0.5);
    expect(iou).toBeGreaterThan(0.3);
    expect(await locate(false).whereIs({ videoId: name })).toEqual([]);
  });
});
