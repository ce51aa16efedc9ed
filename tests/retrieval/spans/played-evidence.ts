import type { EncoderSet } from '../../../src/encoders/contracts.js';
import type { VideoEvidence } from '../../../src/retrieval/spans/video-evidence.js';

/** One shot of {@link playedEvidence}: when it begins, when its action happens, what it shows. */
export interface PlayedShot {
  readonly from: number;
  readonly to: number;
  readonly acts: readonly [start: number, end: number];
  readonly caption: string;
}

export const playedShots: readonly PlayedShot[] = [
  { from: 0, to: 5, acts: [1.5, 3.5], caption: 'a red dog moves left in the park' },
  { from: 5, to: 10, acts: [6, 9], caption: 'a blue cat jumps in the snow' },
  { from: 10, to: 15, acts: [12, 14], caption: 'a white robot waves on the beach' },
];

const stepSeconds = 0.1;

/** A video whose vectors are those of its captions, and in which things move exactly while somebody acts. */
export async function playedEvidence(text: EncoderSet['text'], shots = playedShots): Promise<VideoEvidence> {
  const vectors = await text.encode(shots.map(({ caption }) => caption));
  const durationSeconds = shots.at(-1)?.to ?? 0;
  const steps = Math.round(durationSeconds / stepSeconds);
  const still = new Float32Array(steps);
  const object = Float32Array.from({ length: steps }, (_, step) => {
    const seconds = (step + 0.5) * stepSeconds;
    const acting = shots.some(({ acts: [start, end] }) => seconds >= start && seconds < end);
    return acting ? 0.12 : 0.009 + 0.002 * Math.sin(step * 7);
  });
  const embeddingOf = (index: number): Float32Array => vectors[index] ?? new Float32Array();
  return {
    durationSeconds,
    shots: shots.map(({ from, to, caption }) => ({ span: { startSeconds: from, endSeconds: to }, caption })),
    frames: shots.flatMap(({ from, to }, index) =>
      Array.from({ length: Math.ceil(to - from) }, (_, second) => ({
        timeSeconds: from + second + 0.25,
        embedding: embeddingOf(index),
      })),
    ),
    clips: shots.map(({ from, to }, index) => ({
      span: { startSeconds: from + 0.5, endSeconds: to - 0.5 },
      embedding: embeddingOf(index),
    })),
    motion: { stepSeconds, object, cameraX: still, cameraY: still, cameraZoom: still },
  };
}
