import { describe, expect, it } from 'vitest';
import { deriveEvents } from '../../../src/domain/events/derive-events.js';
import type { LabelledWindow } from '../../../src/domain/events/label-stretches.js';
import type { MotionTrack, Shot } from '../../../src/domain/video.js';

const videoId = '1111111111111111';

function shot(index: number, from: number, to: number, caption?: string): Shot {
  const told = caption === undefined ? {} : { caption, captionConfidence: 0.8 };
  return { videoId, index, span: { startSeconds: from, endSeconds: to }, motion: 0.1, ...told };
}

function sees(shotIndex: number, from: number, to: number, label: string, probability: number): LabelledWindow {
  return { shotIndex, span: { startSeconds: from, endSeconds: to }, actions: [{ label, probability }] };
}

/** Things move in the stretches given, and rest elsewhere. */
function motionIn(seconds: number, ...stretches: readonly (readonly [from: number, to: number])[]): MotionTrack {
  const object = Float32Array.from({ length: seconds * 10 }, (_, step) =>
    stretches.some(([from, to]) => (step + 0.5) / 10 > from && (step + 0.5) / 10 < to) ? 0.1 : 0.008,
  );
  const still = new Float32Array(object.length);
  return { stepSeconds: 0.1, object, cameraX: still, cameraY: still, cameraZoom: still };
}

describe('the memory of a video', () => {
  it('holds who does what, where, and beside whom', () => {
    const events = deriveEvents({
      videoId,
      shots: [shot(0, 0, 4, 'a red dog jumps in the park beside a blue cat')],
      windows: [sees(0, 0, 4, 'jumps', 0.9)],
    });
    expect(events).toEqual([
      {
        videoId,
        index: 0,
        shotIndex: 0,
        span: { startSeconds: 0, endSeconds: 4 },
        actor: 'red dog',
        kind: 'dog',
        traits: 'red',
        action: 'jumps',
        place: 'in the park',
        companion: 'blue cat',
        rivals: [],
        text: 'a red dog jumps in the park beside a blue cat',
        confidence: 1 - 0.2 * (1 - 0.9),
        source: 'caption',
      },
    ]);
  });

  it('times an event by what moves in its shot', () => {
    const [event] = deriveEvents({
      videoId,
      shots: [shot(0, 0, 6, 'a red dog jumps')],
      windows: [],
      motion: motionIn(6, [2, 4]),
    });
    expect(event?.span.startSeconds).toBeCloseTo(1.94, 1);
    expect(event?.span.endSeconds).toBeCloseTo(4.06, 1);
  });

  it('is one event across a border where the movement goes on, two where it rests there or nothing is known', () => {
    const shots = [shot(0, 0, 4, 'a red dog moves left in the park'), shot(1, 4, 8, 'a red dog goes left in the park')];
    const goesOn = deriveEvents({ videoId, shots, windows: [], motion: motionIn(8, [1, 7]) });
    expect(goesOn).toHaveLength(1);
    expect(goesOn[0]?.span.endSeconds).toBeCloseTo(7.09, 1);
    expect(deriveEvents({ videoId, shots, windows: [], motion: motionIn(8, [1, 3], [5, 7]) })).toHaveLength(2);
    expect(deriveEvents({ videoId, shots, windows: [] })).toHaveLength(2);
    const other = [shots[0] ?? shot(0, 0, 4), shot(1, 4, 8, 'a blue dog moves left in the park')];
    expect(deriveEvents({ videoId, shots: other, windows: [], motion: motionIn(8, [1, 7]) })).toHaveLength(2);
  });

  it('divides a long shot where the classifier is sure that the action changes', () => {
    const windows = [
      sees(0, 0, 4, 'jumps', 0.9),
      sees(0, 2, 6, 'jumps', 0.8),
      sees(0, 4, 8, 'sits down', 0.3),
      sees(0, 6, 10, 'sits down', 0.9),
      sees(0, 8, 12, 'sits down', 0.9),
    ];
    const events = deriveEvents({ videoId, shots: [shot(0, 0, 12, 'a red dog jumps in the park')], windows });
    expect(events.map(({ actor, action, span }) => [actor, action, span.startSeconds, span.endSeconds])).toEqual([
      ['red dog', 'jumps', 0, 5],
      ['red dog', 'sits down', 5, 12],
    ]);
    expect(events[1]?.confidence).toBeLessThan(events[0]?.confidence ?? 0);
  });

  it('trusts a caption less where the classifier, in the same words, says another thing', () => {
    const shots = ['jumps', 'sits down', 'moves left'].map((action, at) =>
      shot(at, at * 4, at * 4 + 4, `a red dog ${action} in the park`),
    );
    const windows = [sees(0, 0, 4, 'jumps', 0.6), sees(1, 4, 8, 'sits down', 0.6), sees(2, 8, 12, 'jumps', 0.6)];
    const events = deriveEvents({ videoId, shots, windows });
    expect(events.map(({ confidence }) => confidence > 0.5)).toEqual(
      [true, true, false].map((sure) => sure || 0.8 ** 2 / 1.4 > 0.5),
    );
    expect(events[2]?.rivals).toEqual([{ label: 'jumps', probability: 0.6 }]);
    const inOtherWords = deriveEvents({
      videoId,
      shots,
      windows: windows.map((item) => ({ ...item, actions: [{ label: 'exercising', probability: 0.9 }] })),
    });
    expect(inOtherWords.map(({ confidence }) => confidence)).toEqual([0.8, 0.8, 0.8]);
  });

  it('holds the recognised action where there is no caption, and nothing where there is neither', () => {
    const events = deriveEvents({
      videoId,
      shots: [shot(0, 0, 4), shot(1, 4, 8)],
      windows: [sees(0, 0, 4, 'dancing ballet', 0.7)],
    });
    expect(events.map(({ source, action, confidence }) => [source, action, confidence])).toEqual([
      ['action', 'dancing ballet', 0.7],
    ]);
  });
});
