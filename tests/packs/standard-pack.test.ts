import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canRun, runCli, type CliRun } from '../apps/run-cli.js';
import { cosine, packedFloats } from '../encoders/golden-values.js';
import { openLibrary, type VideoLibrary } from '../../src/index.js';
import { loadPack } from '../../src/encoders/load-model-pack.js';
import { LocalTextGenerator } from '../../src/encoders/local-text-generator.js';
import { findKnownPack } from '../../src/packs/known-packs.js';
import { openMediaFixture, type MediaFixture } from '../media/support/media-fixture.js';
import { spanFramesPerSecond, spanSteps, writeSpanVideo, writeSpokenSound } from '../media/support/span-video.js';
import { startLocalMirror, type LocalMirror, type MirrorRepository } from './local-mirror.js';

const fixtures = fileURLToPath(new URL('../encoders/fixtures', import.meta.url));
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** What PyTorch makes of every frame of the video, of a clip of each shot, of its sound and of some texts. */
const spans = z
  .array(
    z.object({
      scene: z.int(),
      embeddings: z.array(packedFloats),
      clipFrames: z.array(z.int()),
      probabilities: z.record(z.string(), z.number()),
      caption: z.string(),
    }),
  )
  .parse(read(fileURLToPath(new URL('fixtures/span-video.golden.json', import.meta.url))));
const spoken = z.object({ text: z.string(), language: z.string() }).parse(read(`${fixtures}/tiny-whisper.golden.json`));
const texts = z
  .object({ texts: z.array(z.object({ text: z.string(), embedding: packedFloats })) })
  .parse(read(`${fixtures}/tiny-clip.golden.json`)).texts;
const written = z
  .object({ cases: z.array(z.object({ prompt: z.string(), written: z.array(z.int()) })) })
  .parse(read(`${fixtures}/tiny-glm.golden.json`)).cases;

function repositoryOf(pack: 'standard' | 'glm-edge', part: string): string {
  return findKnownPack(pack)?.parts.find(({ name }) => name === part)?.repository ?? '';
}

/** The hub's layout: the action model's config names its frames, and its graph lies in `onnx/`. */
function timesformer(): MirrorRepository {
  const folder = `${fixtures}/clip-models/timesformer`;
  return {
    'config.json': JSON.stringify({ ...(read(`${folder}/config.json`) as object), num_frames: 4 }),
    'preprocessor_config.json': readFileSync(`${folder}/preprocessor_config.json`),
    'onnx/model.onnx': readFileSync(`${folder}/model.onnx`),
  };
}

/** A window that holds the project's prompt; rotary positions know no end. */
function glm(): MirrorRepository {
  const folder = `${fixtures}/tiny-glm`;
  const files = ['generation_config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'];
  return {
    ...Object.fromEntries(files.map((name) => [name, readFileSync(`${folder}/${name}`)])),
    'config.json': JSON.stringify({ ...(read(`${folder}/config.json`) as object), max_position_embeddings: 8192 }),
  };
}

const folder = mkdtempSync(join(tmpdir(), 'askreel-standard-'));
const packs = join(folder, 'packs');
const libraryFolder = join(folder, 'library');
let mirror: LocalMirror;
let media: MediaFixture;
let video: string;
let library: VideoLibrary;

function askreel(...words: string[]): Promise<CliRun> {
  return runCli([...words, '--providers', 'cpu'], { env: { ASKREEL_PACKS: packs, HF_ENDPOINT: mirror.endpoint } });
}

describe.skipIf(!canRun)('the standard pack, tiny but whole, from a mirror of the hub (needs `npm run build`)', () => {
  beforeAll(async () => {
    mirror = await startLocalMirror({
      [repositoryOf('standard', 'image-text')]: `${fixtures}/tiny-clip`,
      [repositoryOf('standard', 'actions')]: timesformer(),
      [repositoryOf('standard', 'vision-language')]: `${fixtures}/tiny-smolvlm`,
      [repositoryOf('standard', 'speech')]: `${fixtures}/tiny-whisper`,
      [repositoryOf('glm-edge', 'chat')]: glm(),
    });
    media = await openMediaFixture();
    video = await writeSpanVideo(
      media,
      spans.map(({ scene }) => scene),
      await writeSpokenSound(media),
    );
    expect(await askreel('models', 'pull', 'standard', '--yes')).toMatchObject({ code: 0 });
    expect(await askreel('models', 'pull', 'glm-edge', '--variant', 'full', '--yes')).toMatchObject({ code: 0 });
    const pack = ['--pack', 'standard', '--library', libraryFolder];
    expect(await askreel('index', video, '--transcribe', ...pack)).toMatchObject({ code: 0 });
    library = await openLibrary(libraryFolder, { pack: join(packs, 'standard'), providers: ['cpu'], readOnly: true });
  });
  afterAll(async () => {
    await library.close();
    await media.close();
    await mirror.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const videoId = (): string => library.library.videos()[0]?.id ?? '';

  it('stores the frame vectors of the reference', () => {
    const frames = library.library.frames(videoId());
    expect(frames.length).toBeGreaterThanOrEqual(8);
    for (const { timeSeconds, embedding } of frames) {
      const index = Math.round(timeSeconds * spanFramesPerSecond);
      const perSpan = spanSteps * spanFramesPerSecond;
      const expected = spans[Math.floor(index / perSpan)]?.embeddings[index % perSpan];
      expect(cosine(embedding, expected ?? embedding.map(() => 0))).toBeGreaterThanOrEqual(0.9995);
    }
    const other = spans[1]?.embeddings[0] ?? new Float32Array();
    expect(cosine(frames[0]?.embedding ?? other, other)).toBeLessThan(0.99);
  });

  it('stores the action probabilities of the reference', () => {
    const clips = library.library.clips(videoId());
    expect(clips).toHaveLength(spans.length);
    clips.forEach(({ actions }, index) => {
      const expected = spans[index]?.probabilities ?? {};
      const logits = (of: (label: string) => number): Float32Array => {
        const logs = Object.keys(expected).map((label) => Math.log(of(label)));
        const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
        return Float32Array.from(logs, (value) => value - mean);
      };
      const found = logits((label) => actions.find((action) => action.label === label)?.probability ?? Number.NaN);
      expect(
        cosine(
          found,
          logits((label) => expected[label] ?? Number.NaN),
        ),
      ).toBeGreaterThanOrEqual(0.9995);
    });
  });

  it('tells each shot in the words of the reference', () => {
    expect(library.library.shots(videoId()).map(({ caption }) => caption)).toEqual(spans.map(({ caption }) => caption));
  });

  it('writes down what the reference hears', () => {
    const heard = library.library.transcript(videoId()).map(({ text }) => text);
    expect(heard.join(' ').replace(/\s+/g, ' ')).toBe(
      spoken.text
        .replace(/<\|[\d.]+\|>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
    expect(library.library.transcription(videoId())).toMatchObject({ language: spoken.language });
  });

  it('finds by the text vectors of the reference', async () => {
    for (const { text, embedding } of texts) {
      const [found] = await library.encoders.text.encode([text]);
      expect(cosine(found ?? embedding.map(() => 0), embedding)).toBeGreaterThanOrEqual(0.9995);
    }
  });

  it('writes the tokens of the reference with the language model', async () => {
    const pack = await loadPack(join(packs, 'glm-edge'));
    const role = pack.manifest.roles.chat;
    if (!role) throw new Error('the pack has no chat model');
    const generator = new LocalTextGenerator(pack, role);
    for (const { prompt, written: tokens } of written) {
      expect((await generator.generateTokens(prompt)).slice(0, tokens.length)).toEqual(tokens);
    }
    await generator.close();
  });

  it.each([
    ['offline', /^I could not find anything that shows "a dog runs"/],
    // What a random model says is not to be known, but that it is asked, and that its words come back, is.
    ['local:glm-edge', /\S/],
  ])('answers a question over it with --model %s', async (model, words) => {
    const place = ['--pack', 'standard', '--library', libraryFolder];
    const { code, stdout } = await askreel('ask', 'when does the dog run?', '--model', model, '--json', ...place);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ found: false, text: expect.stringMatching(words) as string });
  });
});
