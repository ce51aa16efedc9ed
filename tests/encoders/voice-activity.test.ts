import type { TimeSpan } from '../../src/domain/time-span.js';
import { describe, expect, it } from 'vitest';
import { spectralFlatness } from '../../src/encoders/spectral-flatness.js';
import { levelOf, VoiceActivity, voiceFrameSamples } from '../../src/encoders/voice-activity.js';
import { babble, noise, synthesise, tone } from './sound-signals.js';

const hiss = (_: number, index: number): number => 0.004 * noise(index);

function expectSpans(samples: Float32Array, wanted: number[][]): void {
  const found = findSpeech(samples).map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]);
  expect(found.length, JSON.stringify(found)).toBe(wanted.length);
  found.flat().forEach((time, index) => expect(Math.abs(time - (wanted.flat()[index] ?? 0))).toBeLessThanOrEqual(0.05));
}

describe('VoiceActivity', () => {
  it('finds nothing in silence, in hiss of any loudness, in hum, or in nothing', () => {
    expect(findSpeech(new Float32Array(0))).toEqual([]);
    expect(findSpeech(new Float32Array(16_000 * 20))).toEqual([]);
    for (const loudness of [0.001, 0.02, 0.3]) {
      expect(findSpeech(synthesise([{ seconds: 20 }], (_, index) => loudness * noise(index)))).toEqual([]);
    }
    expect(findSpeech(synthesise([{ seconds: 20 }], (time) => 0.1 * Math.sin(2 * Math.PI * 50 * time)))).toEqual([]);
  });

  it('finds bursts like speech to within 50 ms, in silence and over hiss', () => {
    const parts = [
      { seconds: 2 },
      { seconds: 1.5, wave: babble },
      { seconds: 1 },
      { seconds: 0.75, wave: babble },
      { seconds: 1 },
    ];
    const wanted = [
      [2, 3.5],
      [4.5, 5.25],
    ];
    expectSpans(synthesise(parts), wanted);
    expectSpans(synthesise(parts, hiss), wanted);
    expectSpans(
      synthesise(parts, () => 0.2),
      wanted,
    );
  });

  it('hears a first word that comes at once, and a last one without an end', () => {
    expectSpans(synthesise([{ seconds: 1, wave: babble }, { seconds: 2 }, { seconds: 1, wave: babble }], hiss), [
      [0, 1],
      [3, 4],
    ]);
  });

  it('bridges the pauses between words, not those between sentences', () => {
    const pause = (seconds: number): Float32Array =>
      synthesise(
        [{ seconds: 1 }, { seconds: 1, wave: babble }, { seconds }, { seconds: 1, wave: babble }, { seconds: 1 }],
        hiss,
      );
    expectSpans(pause(0.2), [[1, 3.2]]);
    expectSpans(pause(0.6), [
      [1, 2],
      [2.6, 3.6],
    ]);
  });

  it('takes neither bursts of noise nor tones nor clicks for speech', () => {
    const burst = { seconds: 1.5, wave: (_: number, index: number) => 0.2 * noise(index) };
    const applause = {
      seconds: 2,
      wave: (time: number, index: number) => 0.2 * noise(index) * (0.6 + 0.4 * Math.cos(25 * time)),
    };
    const click = { seconds: 0.05, wave: babble };
    for (const part of [burst, applause, click, { seconds: 2, wave: tone }]) {
      expect(findSpeech(synthesise([{ seconds: 2 }, part, { seconds: 2 }], hiss))).toEqual([]);
    }
  });

  it('grows used to a noise that begins later', () => {
    const engine = (time: number, index: number): number => (time > 5 ? 0.03 : 0.001) * noise(index);
    const parts = [{ seconds: 20 }, { seconds: 2, wave: (time: number) => 2 * babble(time) }, { seconds: 3 }];
    expectSpans(synthesise(parts, engine), [[20, 22]]);
  });
});

describe('the features behind it', () => {
  it('measures levels in dB of full scale, without direct current', () => {
    expect(levelOf(new Float32Array(320))).toBe(-100);
    expect(levelOf(new Float32Array(320).fill(0.5))).toBe(-100);
    const sine = Float32Array.from({ length: 320 }, (_, index) => Math.sin((2 * Math.PI * index) / 32));
    expect(levelOf(sine)).toBeCloseTo(-3.01, 2);
  });

  it('tells noise from voices by flatness', () => {
    const frame = (wave: (time: number, index: number) => number): number =>
      spectralFlatness(Float32Array.from({ length: 320 }, (_, index) => wave(index / 16_000, index)));
    // A periodogram of white noise has exponential bins, of which this is the expectation: e^-γ.
    const flatness = Array.from({ length: 50 }, (_, at) => frame((_time, index) => noise(at * 320 + index)));
    expect(flatness.reduce((sum, value) => sum + value) / 50).toBeCloseTo(Math.exp(-0.5772), 1);
    expect(frame(tone)).toBeLessThan(0.01);
    expect(frame(babble)).toBeLessThan(0.1);
    expect(frame(() => 0)).toBeCloseTo(1, 6);
  });
});

/** All spans of speech in a recording: float32 mono at 16 kHz. */
function findSpeech(samples: Float32Array): TimeSpan[] {
  const activity = new VoiceActivity();
  const spans: TimeSpan[] = [];
  for (let start = 0; start + voiceFrameSamples <= samples.length; start += voiceFrameSamples) {
    const span = activity.push(samples.subarray(start, start + voiceFrameSamples));
    if (span) spans.push(span);
  }
  const last = activity.finish();
  return last ? [...spans, last] : spans;
}
