import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { indexVideos, openLibrary, searchMoments, type VideoLibrary } from '../../src/index.js';
import { createVideoTools } from '../../src/tools/create-video-tools.js';
import { composeRealFootagePack } from '../encoders/compose-pack.js';
import { openMediaFixture, type MediaFixture } from '../media/support/media-fixture.js';
import { writeSpanVideo } from '../media/support/span-video.js';

const words = z.object({ text: z.string(), confidence: z.number() });
/** What PyTorch says of the two spans that have a video's shape. */
const spans = z
  .array(z.object({ picture: z.string(), scene: z.int(), caption: words, question: z.string(), answer: words }))
  .parse(JSON.parse(readFileSync(new URL('../encoders/fixtures/tiny-smolvlm.golden.json', import.meta.url), 'utf8')))
  .filter(({ picture }) => picture === '64x48');

let media: MediaFixture;
let pack: string;
let library: VideoLibrary;

beforeAll(async () => {
  media = await openMediaFixture();
  pack = await composeRealFootagePack();
  const video = await writeSpanVideo(
    media,
    spans.map(({ scene }) => scene),
  );
  library = await openLibrary(join(media.folder, 'library'), { pack, providers: ['cpu'] });
  expect(await indexVideos(library, [video])).toMatchObject({ indexed: 1, failures: [] });
});
afterAll(async () => {
  await library.close();
  await media.close();
  await rm(pack, { recursive: true });
});

describe('a library of a pack with a vision-language model', () => {
  it('puts each shot into the words of the reference, from decoding on', () => {
    const [video] = library.library.videos();
    const shots = library.library.shots(video?.id ?? '');
    expect(shots.map(({ caption }) => caption)).toEqual(spans.map(({ caption }) => caption.text));
    shots.forEach(({ captionConfidence }, index) => {
      expect(captionConfidence).toBeCloseTo(spans[index]?.caption.confidence ?? Number.NaN, 3);
    });
  });

  it('takes footage as familiar without a judge: captions are told and searched', async () => {
    const [video] = library.library.videos();
    expect(video?.familiarity).toBe('familiar');
    const [first] = spans;
    const { moments, nearest } = await searchMoments(library, first?.caption.text ?? '', { limit: 2 });
    expect([...moments, ...nearest].map(({ caption }) => caption)).toContain(first?.caption.text);
    const tools = createVideoTools(library);
    const tell = tools.find(({ name }) => name === 'caption_moment');
    expect(String(await tell?.invoke({}))).toContain(JSON.stringify(first?.caption.text));
  });

  it('answers questions about a span from its frames', async () => {
    const [video] = library.library.videos();
    for (const [index, { question, answer }] of spans.entries()) {
      const span = { startSeconds: index * 3, endSeconds: (index + 1) * 3 };
      const given = await library.inspector.ask(video?.id ?? '', span, question);
      expect(given?.text).toBe(answer.text);
      expect(given?.confidence).toBeCloseTo(answer.confidence, 3);
    }
  });
});
