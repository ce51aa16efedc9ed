import { describe, expect, test } from 'vitest';
import { exactIndexKind } from '../../src/library/exact-index.js';
import { hnswIndexKind } from '../../src/library/hnsw-index.js';
import { randomUnitVector, seededNumbers } from './sample-video.js';
import { temporaryFolder } from './temporary-folder.js';

const dimensions = 16;

function vectors(count: number, seed = 1, length = dimensions): Float32Array[] {
  const next = seededNumbers(seed);
  return Array.from({ length: count }, () => randomUnitVector(next, length));
}

describe.each([hnswIndexKind, exactIndexKind])('vector index $name', (kind) => {
  /** Ids count from 1. */
  function filled(count: number) {
    const stored = vectors(count);
    const index = kind.create(dimensions);
    stored.forEach((vector, row) => index.add(row + 1, vector));
    return { index, stored };
  }

  test('is empty at first and finds nothing', () => {
    const index = kind.create(dimensions);
    expect(index.size).toBe(0);
    expect(index.search(vectors(1)[0]!, 5)).toEqual([]);
  });

  test('finds each vector by itself with cosine 1, past any first capacity', () => {
    const { index, stored } = filled(2500);
    expect(index.size).toBe(2500);
    for (const row of [0, 1023, 1024, 2499]) {
      const hit = index.search(stored[row]!, 1)[0];
      expect(hit?.id).toBe(row + 1);
      expect(hit?.score).toBeCloseTo(1, 5);
    }
  });

  test('gives hits best first, with the cosine as score', () => {
    const { index, stored } = filled(300);
    const query = vectors(1, 9)[0]!;
    const hits = index.search(query, 20);
    expect(hits).toHaveLength(20);
    expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).sort((a, b) => b - a));
    for (const { id, score } of hits) {
      expect(score).toBeCloseTo(
        stored[id - 1]!.reduce((sum, component, place) => sum + component * query[place]!, 0),
        4,
      );
    }
  });

  test('looks only at ids that the filter accepts', () => {
    const { index, stored } = filled(1000);
    const hits = index.search(stored[4]!, 10, (id) => id % 7 === 0);
    expect(hits).toHaveLength(10);
    expect(hits.every((hit) => hit.id % 7 === 0)).toBe(true);
  });

  test('never finds a removed vector again, also after saving and loading', () => {
    const { index, stored } = filled(200);
    for (let id = 1; id <= 50; id += 1) expect(index.remove(id)).toBe(true);
    expect(index.remove(1)).toBe(false);
    expect(index.remove(999)).toBe(false);
    const folder = temporaryFolder();
    index.save(folder);
    for (const each of [index, kind.load(folder, dimensions)]) {
      expect(each.size).toBe(150);
      expect([each.has(50), each.has(51)]).toEqual([false, true]);
      expect(new Set(each.ids())).toEqual(new Set(Array.from({ length: 150 }, (_, row) => row + 51)));
      expect(each.search(stored[0]!, 200).every((hit) => hit.id > 50)).toBe(true);
    }
  });

  test('saves and loads when most has been removed', () => {
    const { index, stored } = filled(400);
    for (let id = 1; id <= 390; id += 1) index.remove(id);
    const folder = temporaryFolder();
    index.save(folder);
    const loaded = kind.load(folder, dimensions);
    expect(loaded.size).toBe(10);
    for (const each of [index, loaded]) expect(each.search(stored[395]!, 3)[0]?.id).toBe(396);
    loaded.add(401, stored[0]!);
    expect(loaded.search(stored[0]!, 1)[0]?.id).toBe(401);
  });

  test('grows after loading', () => {
    const { index } = filled(1024);
    const folder = temporaryFolder();
    index.save(folder);
    const loaded = kind.load(folder, dimensions);
    const more = vectors(1500, 2);
    more.forEach((vector, row) => loaded.add(5000 + row, vector));
    expect(loaded.size).toBe(2524);
    expect(loaded.search(more[1499]!, 1)[0]?.id).toBe(6499);
  });

  test('refuses files that are not its own', () => {
    expect(() => kind.load(temporaryFolder(), dimensions)).toThrow();
  });

  test('finds at least 98 % of the true ten best among 5,000 random vectors', () => {
    const stored = vectors(5000, 3, 128);
    const index = kind.create(128);
    const exact = exactIndexKind.create(128);
    stored.forEach((vector, row) => {
      index.add(row + 1, vector);
      exact.add(row + 1, vector);
    });
    let found = 0;
    for (const query of vectors(50, 4, 128)) {
      const best = new Set(exact.search(query, 10).map((hit) => hit.id));
      found += index.search(query, 10).filter((hit) => best.has(hit.id)).length;
    }
    expect(found / 500).toBeGreaterThanOrEqual(0.98);
  });
});
