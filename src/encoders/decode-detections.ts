import { frameBoxIou, type FrameBox } from '../domain/frame-box.js';
import type { Detection } from './contracts.js';
import type { DetectorRole } from './pack-manifest.js';
import { softmax } from './softmax.js';

/** One picture's maps: float32, row-major, `rows` × `columns` cells each. */
export interface DetectionMaps {
  readonly rows: number;
  readonly columns: number;
  /** Logits. */
  readonly middles: Float32Array;
  /** Four planes, in cells: how far left, top, right and bottom edge lie from the cell's middle. */
  readonly edges: Float32Array;
  /** One plane a label: logits. */
  readonly labels: Float32Array;
}

/** Of two boxes that share more than this, the surer one is the thing. */
const sameThingIou = 0.6;

/** The things in a picture: peaks among the middles, the surest first, each with its box and its labels. */
export function decodeDetections(
  maps: DetectionMaps,
  { labelGroups, leastScore }: Pick<DetectorRole, 'labelGroups' | 'leastScore'>,
): Detection[] {
  const cells = Array.from({ length: maps.rows * maps.columns }, (_, cell) => cell);
  const peaks = cells
    .map((cell) => ({ cell, score: 1 / (1 + Math.exp(-(maps.middles[cell] ?? -Infinity))) }))
    .filter(({ cell, score }) => score >= leastScore && isPeak(maps, cell))
    .sort((a, b) => b.score - a.score);
  const found: Detection[] = [];
  for (const { cell, score } of peaks) {
    const box = boxAt(maps, cell);
    if (found.some((other) => frameBoxIou(other.box, box) > sameThingIou)) continue;
    found.push({ box, score, probabilities: probabilitiesAt(maps, cell, labelGroups) });
  }
  return found;
}

/** Whether none of the eight cells around is surer; of equal ones, the first in reading order is the peak. */
function isPeak({ rows, columns, middles }: DetectionMaps, cell: number): boolean {
  const [row, column, own] = [Math.floor(cell / columns), cell % columns, middles[cell] ?? -Infinity];
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
      const other = y * columns + x;
      const value = middles[other] ?? -Infinity;
      if (value > own || (value === own && other < cell)) return false;
    }
  }
  return true;
}

function boxAt({ rows, columns, edges }: DetectionMaps, cell: number): FrameBox {
  const plane = rows * columns;
  const [x, y] = [(cell % columns) + 0.5, Math.floor(cell / columns) + 0.5];
  const edge = (index: number): number => edges[index * plane + cell] ?? 0;
  const share = (value: number, extent: number): number => Math.min(1, Math.max(0, value / extent));
  return {
    left: share(x - edge(0), columns),
    top: share(y - edge(1), rows),
    right: share(x + edge(2), columns),
    bottom: share(y + edge(3), rows),
  };
}

function probabilitiesAt(
  { rows, columns, labels }: DetectionMaps,
  cell: number,
  groups: readonly (readonly string[])[],
): Float32Array {
  let first = 0;
  const parts = groups.map((group) => {
    const logits = Float32Array.from(group, (_, index) => labels[(first + index) * rows * columns + cell] ?? 0);
    first += group.length;
    return softmax(logits);
  });
  return Float32Array.from(parts.flatMap((part) => [...part]));
}
