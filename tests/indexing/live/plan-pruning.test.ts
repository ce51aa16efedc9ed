import { describe, expect, it } from 'vitest';
import { planPruning } from '../../../src/indexing/live/plan-pruning.js';

const segments = [3, 1, 2, 4].map((hour) => ({ path: `${hour}`, sizeBytes: 10, startedAtMs: hour * 3600_000 }));
const pruned = (limits: Parameters<typeof planPruning>[1], nowHour = 5): string[] =>
  planPruning(segments, limits, nowHour * 3600_000).map(({ path }) => path);

describe('planPruning', () => {
  it('removes the oldest until age and size are right, and never the newest', () => {
    expect(pruned({})).toEqual([]);
    expect(pruned({ keepMs: 2.5 * 3600_000 })).toEqual(['1', '2']);
    expect(pruned({ keepBytes: 25 })).toEqual(['1', '2']);
    expect(pruned({ keepBytes: 1 }, 99)).toEqual(['1', '2', '3']);
    expect(pruned({ keepMs: 1 }, 99)).toEqual(['1', '2', '3']);
  });
});
