import { describe, expect, it } from 'vitest';
import { cutSpeechChunks, type SpeechChunk } from '../../src/indexing/speech-chunks.js';
import type { AudioBlock } from '../../src/media/contracts.js';
import { babble, noise, synthesise, type SoundPart } from '../encoders/sound-signals.js';

const hiss = (_: number, index: number): number => 0.004 * noise(index);
const speech = (seconds: number): SoundPart => ({ seconds, wave: babble });
const pause = (seconds: number): SoundPart => ({ seconds });

async function cut(
  parts: readonly SoundPart[],
  blockSamples = 16_000,
): Promise<{ chunks: SpeechChunk[]; sound: Float32Array }> {
  const sound = synthesise(parts, hiss);
  async function* blocks(): AsyncGenerator<AudioBlock> {
    for (let at = 0; at < sound.length; at += blockSamples)
      yield await Promise.resolve({ startSeconds: at / 16_000, samples: sound.slice(at, at + blockSamples) });
  }
  const chunks: SpeechChunk[] = [];
  for await (const { chunk } of cutSpeechChunks(blocks())) if (chunk) chunks.push(chunk);
  return { chunks, sound };
}

const seconds = ({ samples }: SpeechChunk): number => samples.length / 16_000;

describe('cutSpeechChunks', () => {
  it('joins what lies close together, with the samples that lie there in the source', async () => {
    for (const blockSamples of [16_000, 7777]) {
      const { chunks, sound } = await cut(
        [pause(2), speech(2), pause(1), speech(3), pause(10), speech(1), pause(1)],
        blockSamples,
      );
      expect(chunks.map(({ speech: spans }) => spans.length)).toEqual([2, 1]);
      for (const { startSeconds, samples } of chunks) {
        const at = Math.round(startSeconds * 16_000);
        expect(samples).toEqual(sound.slice(at, at + samples.length));
      }
      const [first] = chunks as [SpeechChunk];
      expect(first.startSeconds).toBeCloseTo(1.8, 1);
      expect(seconds(first)).toBeCloseTo(6.4, 1);
    }
  });

  it('asks for nothing in a long silence', async () => {
    expect((await cut([pause(60)])).chunks).toEqual([]);
  });

  it('keeps chunks to 30 seconds, cut at pauses', async () => {
    const { chunks } = await cut(Array.from({ length: 10 }, () => [speech(7), pause(1)]).flat());
    expect(chunks.length).toBeGreaterThanOrEqual(3);
    expect(chunks.flatMap((chunk) => chunk.speech)).toHaveLength(10);
    for (const chunk of chunks) expect(seconds(chunk)).toBeLessThanOrEqual(30);
    chunks.slice(1).forEach((chunk, index) => {
      const before = chunks[index]!;
      expect(chunk.startSeconds).toBeGreaterThanOrEqual(before.startSeconds + seconds(before) - 0.25);
    });
  });

  it('cuts speech without any pause at a quiet moment, and loses none of it', async () => {
    const { chunks } = await cut([pause(1), speech(70), pause(1)]);
    expect(chunks.length).toBe(3);
    const spans = chunks.flatMap((chunk) => chunk.speech);
    for (const chunk of chunks) expect(seconds(chunk)).toBeLessThanOrEqual(30);
    expect(spans[0]?.startSeconds).toBeCloseTo(1, 1);
    expect(spans.at(-1)?.endSeconds).toBeCloseTo(71, 1);
    spans
      .slice(1)
      .forEach((span, index) => expect(span.startSeconds - (spans[index]?.endSeconds ?? 0)).toBeLessThan(0.1));
    // Four syllables a second: the quietest moment is halfway between two of them.
    for (const { startSeconds } of spans.slice(1)) {
      expect(Math.abs(((startSeconds - 1) % 0.25) - 0.125)).toBeLessThanOrEqual(0.03);
    }
  });
});
