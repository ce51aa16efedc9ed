import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AskreelError } from '../../src/domain/coded-error.js';
import type { RgbImage } from '../../src/domain/rgb-image.js';
import type { FrameCaptioner } from '../../src/encoders/contracts.js';
import type { IndexingEvent } from '../../src/indexing/contracts.js';
import { indexVideos } from '../../src/indexing/index-videos.js';
import { createColourEncoders } from './colour-encoders.js';
import { createColourDependencies, writeFootage, type ColourTake } from './colour-footage.js';

const red: ColourTake = { seconds: 40, colour: [1, 0, 0], from: 60, to: 220 };
const blue: ColourTake = { seconds: 4, colour: [0, 0, 1], from: 220, to: 60 };
const magenta: ColourTake = { seconds: 20, colour: [1, 0, 1], from: 60, to: 220 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-captions-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Names the colour and the brightnesses of the frames that it is shown, a little later. */
class SlowCaptioner implements FrameCaptioner {
  readonly reads = 'frames';
  readonly framesPerClip = 3;
  readonly inputEdge = 4;
  readonly shown: string[] = [];
  latencyMs = 1;

  async caption(
    clips: readonly (readonly RgbImage[])[],
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<{ text: string; confidence: number }[]> {
    const texts = clips.map((images) => images.map(({ data }) => data.slice(0, 3).join('/')).join(' '));
    this.shown.push(...texts);
    await wait(this.latencyMs, undefined, { ...(signal && { signal }) }).catch((cause: unknown) => {
      throw new AskreelError('ABORTED', 'The work was cancelled.', { cause });
    });
    return texts.map((text) => ({ text, confidence: 0.5 }));
  }

  answer(): Promise<never> {
    throw new Error('nobody asks');
  }
}

async function index(
  captioner: FrameCaptioner,
  takes: readonly (readonly ColourTake[])[],
  onEvent: (event: IndexingEvent, abort: () => void) => void = () => undefined,
) {
  const { clip: _clip, qformer: _qformer, ...encoders } = createColourEncoders({ captioner });
  const dependencies = createColourDependencies({ encoders });
  const paths = await Promise.all(takes.map((take, number) => writeFootage(join(folder, `${number}.mp4`), take)));
  const controller = new AbortController();
  const events: IndexingEvent[] = [];
  for await (const event of indexVideos(paths, dependencies, { signal: controller.signal })) {
    events.push(event);
    onEvent(event, () => controller.abort());
  }
  const last = events.at(-1);
  return {
    shots: [...dependencies.library.entries.values()].flatMap(({ shots }) => shots),
    summary: last?.type === 'finished' ? last.summary : undefined,
    events,
  };
}

describe('captions by a model that looks at frames', () => {
  it('asks once for each shot, however long, about frames of its middle, in order', async () => {
    const captioner = new SlowCaptioner();
    const { shots } = await index(captioner, [[red, blue]]);
    expect(shots.map(({ caption, captionConfidence }) => [caption, captionConfidence])).toEqual(
      captioner.shown.map((text) => [text, 0.5]),
    );
    const levels = captioner.shown.map((text) => text.split(' ').map((pixel) => pixel.split('/').map(Number)));
    expect(levels.map((frames) => frames.length)).toEqual([3, 3]);
    const reds = (levels[0] ?? []).map((pixel) => pixel[0] ?? 0);
    // The take grows from 60 to 220: 140 is its middle, and four seconds of it are 16.
    for (const level of reds) expect(Math.abs(level - 140)).toBeLessThan(30);
    expect(reds).toEqual([...reds].sort((a, b) => a - b));
    expect((levels[1] ?? []).every(([r, , b]) => r === 0 && (b ?? 0) > 0)).toBe(true);
  });

  it('does not put footage into words that is unfamiliar to the pack', async () => {
    const captioner = new SlowCaptioner();
    const { shots } = await index(captioner, [[magenta]]);
    expect(shots.every(({ caption }) => caption === undefined)).toBe(true);
  });

  it('is not waited for when the run is cancelled', async () => {
    const captioner = new SlowCaptioner();
    captioner.latencyMs = 1e6;
    const brief = { ...blue, seconds: 1 };
    const takes = [Array.from({ length: 40 }, (_, number) => (number % 2 === 0 ? { ...red, seconds: 1 } : brief))];
    let asked = false;
    const { summary, shots } = await index(captioner, takes, (event, abort) => {
      if (event.type === 'video-started') {
        const look = setInterval(() => {
          asked = captioner.shown.length > 0;
          if (!asked) return;
          clearInterval(look);
          abort();
        }, 5);
      }
    });
    expect(asked).toBe(true);
    expect(summary).toMatchObject({ indexed: 0, failed: 0, stoppedBy: 'ABORTED' });
    expect(shots).toEqual([]);
    expect(captioner.shown).toHaveLength(1);
  });

  it('ends the run when its package is missing: the next video would miss it, too', async () => {
    const captioner = new SlowCaptioner();
    captioner.caption = () => Promise.reject(new AskreelError('PACKAGE_MISSING', 'Not installed.'));
    const { summary, events } = await index(captioner, [[blue], [red]]);
    expect(summary).toMatchObject({ indexed: 0, failed: 1, stoppedBy: 'PACKAGE_MISSING' });
    expect(events.filter(({ type }) => type === 'video-started')).toHaveLength(1);
  });
});
