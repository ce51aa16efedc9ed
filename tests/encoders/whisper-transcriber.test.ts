import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '@huggingface/transformers';
import { z } from 'zod';
import { loadPack, type Pack } from '../../src/encoders/load-model-pack.js';
import type { SpeechRole } from '../../src/encoders/pack-manifest.js';
import { loadTransformers } from '../../src/encoders/transformers-runtime.js';
import { WhisperTranscriber } from '../../src/encoders/whisper-transcriber.js';
import { cosine, packedFloats } from './golden-values.js';
import { babble, noise, synthesise } from './sound-signals.js';

const folder = fileURLToPath(new URL('fixtures/tiny-whisper', import.meta.url));
const golden = z
  .object({
    ids: z.array(z.int()),
    times: z.array(z.number()),
    text: z.string(),
    confidence: z.number(),
    language: z.string(),
    features: packedFloats,
    encoded: packedFloats,
  })
  .parse(JSON.parse(readFileSync(`${folder}.golden.json`, 'utf8')));

/** What export_whisper.py listens to as well. */
const sound = synthesise(
  [{ seconds: 1, wave: babble }, { seconds: 1 }, { seconds: 3, wave: (time) => babble(time + 2) }],
  (_, index) => 0.004 * noise(index),
);

let pack: Pack;
let role: SpeechRole;
beforeAll(async () => {
  pack = await loadPack(folder);
  role = pack.manifest.roles.speech!;
});

describe('the front end of transformers.js', () => {
  it('hears as PyTorch does: mel bands and encoder', async () => {
    const library = await loadTransformers();
    const extractor = await library.AutoFeatureExtractor.from_pretrained(folder);
    const { input_features: features } = (await extractor(sound)) as { input_features: Tensor };
    expect(features.dims).toEqual([1, 80, 3000]);
    const mel = features.data as Float32Array;
    const picked = Float32Array.from(
      { length: 80 * 150 },
      (_, at) => mel[Math.floor(at / 150) * 3000 + (at % 150) * 4] ?? 0,
    );
    expect(cosine(picked, golden.features)).toBeGreaterThanOrEqual(0.9995);
    expect(Math.max(...picked.map((value, at) => Math.abs(value - (golden.features[at] ?? 0))))).toBeLessThan(2e-3);

    const model = await library.WhisperForConditionalGeneration.from_pretrained(folder, { dtype: 'fp32' });
    const session = model.sessions.model as { run(feeds: object): Promise<Record<string, Tensor>> };
    const { last_hidden_state: heard } = await session.run({
      input_features: (features as unknown as { ort_tensor: unknown }).ort_tensor,
    });
    expect(heard?.dims).toEqual([1, 1500, 32]);
    const encoded = Float32Array.from(
      { length: 150 * 32 },
      (_, at) => (heard?.data as Float32Array)[Math.floor(at / 32) * 320 + (at % 32)] ?? 0,
    );
    expect(cosine(encoded, golden.encoded)).toBeGreaterThanOrEqual(0.9995);
    await model.dispose();
  });
});

describe('WhisperTranscriber', () => {
  let whisper: WhisperTranscriber;
  beforeAll(async () => {
    whisper = await WhisperTranscriber.open(pack, role);
  });
  afterAll(() => whisper.close());

  it('says what PyTorch says, with the times of its cross attentions', async () => {
    const { language, pieces } = await whisper.transcribe(sound);
    expect(language).toBe(golden.language);
    expect(pieces.map(({ text }) => text).join('')).toBe(golden.text.replace(/<\|[\d.]+\|>/g, ''));
    expect(pieces.length).toBeGreaterThan(5);
    // Each word begins when its first token does: the first of a segment, or one with a space before it.
    const tokenizer = await (await loadTransformers()).AutoTokenizer.from_pretrained(folder);
    const said = golden.ids.slice(3);
    const isText = (id: number | undefined): boolean => id !== undefined && id < (said.at(-1) ?? 0);
    const begins = (id: number, place: number): boolean =>
      isText(id) && (!isText(said[place - 1]) || tokenizer.decode([id]).startsWith(' '));
    const starts = said.flatMap((id, place) => (begins(id, place) ? [golden.times[place]?.toFixed(2)] : []));
    expect(new Set(starts).size).toBeGreaterThan(3);
    expect(pieces.map(({ startSeconds }) => startSeconds.toFixed(2))).toEqual(starts);
    pieces.forEach(({ startSeconds, endSeconds }, index) => {
      expect(endSeconds).toBeGreaterThanOrEqual(startSeconds);
      expect(startSeconds).toBeGreaterThanOrEqual(pieces[index - 1]?.startSeconds ?? 0);
      expect(endSeconds).toBeLessThanOrEqual(5);
    });
    for (const { confidence } of pieces) {
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  it('gives sentences with their timestamps where there are no cross attentions', async () => {
    const plain = await WhisperTranscriber.open(pack, { ...role, wordTimestamps: false });
    const { pieces } = await plain.transcribe(sound);
    const parts = [...golden.text.matchAll(/<\|([\d.]+)\|>([^<]+)(?:<\|([\d.]+)\|>)?/g)];
    expect(
      pieces.map(({ text, startSeconds, endSeconds }) => [text, startSeconds.toFixed(2), endSeconds.toFixed(2)]),
    ).toEqual(parts.map(([, from, text, to]) => [text, from, to ?? '5.00']));
    await plain.close();
  });

  it('speaks the language it is told, and refuses one it does not know', async () => {
    const french = await WhisperTranscriber.open(pack, role, { language: 'fr' });
    expect((await french.transcribe(sound)).language).toBe('fr');
    await french.close();
    await expect(WhisperTranscriber.open(pack, role, { language: 'xx' })).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
      hint: expect.stringContaining('en, zh') as string,
    });
  });

  it('stops between two words when it is cancelled', async () => {
    const controller = new AbortController();
    const listening = whisper.transcribe(sound, { signal: controller.signal });
    controller.abort();
    await expect(listening).rejects.toMatchObject({ code: 'ABORTED' });
    expect((await whisper.transcribe(sound)).pieces.length).toBeGreaterThan(0);
  });

  it('names itself for the catalog, and cannot be used when it is closed', async () => {
    const other = await WhisperTranscriber.open(pack, role);
    expect(other.name).toMatch(/^whisper:tiny-whisper@[0-9a-f]{12}$/);
    await other.close();
    await expect(other.transcribe(sound)).rejects.toMatchObject({ code: 'MODEL_FAILED' });
  });
});
