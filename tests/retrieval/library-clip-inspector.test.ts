import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TimeSpan } from '../../src/domain/time-span.js';
import { indexVideos } from '../../src/indexing/index-videos.js';
import type { ReadFrames } from '../../src/media/contracts.js';
import { LibraryClipInspector } from '../../src/retrieval/library-clip-inspector.js';
import { createColourEncoders } from '../indexing/colour-encoders.js';
import { createColourDependencies, playTakes, writeFootage, type ColourTake } from '../indexing/colour-footage.js';
import type { MemoryLibrary } from '../indexing/memory-library.js';

const takes: ColourTake[] = [
  { seconds: 5, colour: [1, 0, 0], from: 60, to: 220 },
  { seconds: 5, colour: [0, 1, 0], from: 220, to: 60 },
];
const span = (startSeconds: number, endSeconds: number): TimeSpan => ({ startSeconds, endSeconds });

let folder: string;
let inspector: LibraryClipInspector;
let id: string;
let unfamiliarId: string;
let library: MemoryLibrary;
const decoded: TimeSpan[] = [];

const readFrames: ReadFrames = async function* (_path, { span: wanted }) {
  if (wanted) decoded.push(wanted);
  for await (const frame of playTakes(takes)) {
    if (!wanted || (frame.timeSeconds >= wanted.startSeconds && frame.timeSeconds < wanted.endSeconds)) yield frame;
  }
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-inspector-'));
  const dependencies = createColourDependencies();
  library = dependencies.library;
  const paths = [
    await writeFootage(join(folder, 'lights.mp4'), takes),
    await writeFootage(join(folder, 'real.mp4'), [{ seconds: 5, colour: [1, 0, 1], from: 60, to: 220 }]),
  ];
  for await (const event of indexVideos(paths, dependencies))
    if (event.type === 'video-failed') throw new Error(event.message);
  id = library.findVideo('lights')?.id ?? '';
  unfamiliarId = library.findVideo('real')?.id ?? '';
  inspector = new LibraryClipInspector({ library, encoders: dependencies.encoders, readFrames });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('LibraryClipInspector', () => {
  it('tells captions and actions of a span and of the whole video', async () => {
    expect((await inspector.captions(id)).map(({ caption }) => caption)).toEqual([
      'a red light brightens',
      'a green light darkens',
    ]);
    expect(await inspector.captions(id, span(6, 7))).toHaveLength(1);
    expect(inspector.actions(id, span(6, 7)).map(({ label }) => label)).toEqual(['darkens']);
  });

  it('answers from what was kept of a clip that covers the span', async () => {
    expect(await inspector.ask(id, span(5.2, 9.5), 'what colour is it')).toMatchObject({ text: 'green' });
    expect(decoded).toEqual([]);
  });

  it('decodes a span that no clip covers', async () => {
    const answer = await inspector.ask(id, span(4.8, 7), 'what colour is it');
    expect(decoded).toEqual([span(4.8, 7)]);
    expect(answer?.text).toBe('green');
  });

  it('shows frames of the span to a captioner that looks at frames, without tokens', async () => {
    const {
      clip: _clip,
      qformer: _qformer,
      ...encoders
    } = createColourEncoders({
      captioner: {
        reads: 'frames',
        framesPerClip: 3,
        inputEdge: 4,
        caption: () => Promise.resolve([]),
        answer: (images, question) => {
          const colours = images.map(({ data }) => ((data[0] ?? 0) > 0 ? 'red' : 'green'));
          return Promise.resolve({ text: `${question}: ${colours.join(' ')}`, confidence: 0.5 });
        },
      },
    });
    const looking = new LibraryClipInspector({ library, encoders, readFrames });
    expect((await looking.ask(id, span(1, 7), 'colours'))?.text).toBe('colours: red red green');
    expect(await looking.ask(unfamiliarId, span(0, 4), 'colours')).toBeUndefined();
    await expect(looking.ask(id, span(30, 40), 'colours')).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  });

  it('holds answers about unfamiliar footage back', async () => {
    expect(await inspector.captions(unfamiliarId)).toEqual([]);
    expect(inspector.actions(unfamiliarId)).toEqual([]);
    expect(await inspector.ask(unfamiliarId, span(0, 4), 'what happens')).toBeUndefined();
  });

  it('refuses unknown videos and spans outside the video', async () => {
    await expect(inspector.captions('nonsense')).rejects.toMatchObject({ code: 'VIDEO_UNKNOWN' });
    expect(() => inspector.actions('nonsense')).toThrow(expect.objectContaining({ code: 'VIDEO_UNKNOWN' }) as Error);
    await expect(inspector.ask(id, span(30, 40), 'what happens')).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  });
});
