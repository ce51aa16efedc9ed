import type { VideoEvent } from '../../domain/events/video-event.js';
import { wordsOf, stemWord } from '../../domain/wording/english-stems.js';
import { emptyWords } from '../../domain/wording/empty-words.js';

/** Dimensions of {@link sceneWords}. */
export const sceneWordDimensions = 128;

/**
 * Who is named in a shot and where it plays, as a unit vector: each name and place, and each word of them, is hashed to a place
 * of it (float32, 128 dimensions; all zero where nothing is named). Two shots of one scene have a cosine near 1.
 */
export function sceneWords(events: readonly VideoEvent[]): Float32Array {
  const vector = new Float32Array(sceneWordDimensions);
  const add = (text: string, weight: number): void => {
    if (text === '') return;
    const at = hashOf(text);
    vector[at % sceneWordDimensions] = (vector[at % sceneWordDimensions] ?? 0) + weight;
  };
  for (const { actor, companion = '', place } of events) {
    add(actor, 2);
    add(companion, 1);
    for (const text of [actor, companion, place])
      for (const word of wordsOf(text)) if (!emptyWords.has(word)) add(stemWord(word), 1);
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** FNV-1a, 32 bits. Source: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return (hash ^ (hash >>> 15)) >>> 0;
}
