import { cpSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { IndexProgress } from '../../src/library/derived-index.js';
import { hnswIndexKind } from '../../src/library/hnsw-index.js';
import { openLibrary, type OpenLibraryOptions } from '../../src/library/open-library.js';
import type { VectorIndex, VectorIndexKind } from '../../src/library/vector-index.js';
import { sampleVector, sampleVideo, space } from './sample-video.js';
import { temporaryFolder } from './temporary-folder.js';

const counts = { created: 0, loaded: 0, added: 0 };

beforeEach(() => {
  Object.assign(counts, { created: 0, loaded: 0, added: 0 });
});

function counted(index: VectorIndex): VectorIndex {
  const add = index.add.bind(index);
  index.add = (id, vector) => {
    counts.added += 1;
    add(id, vector);
  };
  return index;
}

/** The real index, counting how it comes about. */
const countingKind: VectorIndexKind = {
  name: hnswIndexKind.name,
  create: (dimensions) => {
    counts.created += 1;
    return counted(hnswIndexKind.create(dimensions));
  },
  load: (folder, dimensions) => {
    const index = hnswIndexKind.load(folder, dimensions);
    counts.loaded += 1;
    return counted(index);
  },
};

const options: OpenLibraryOptions = { space, exactBelow: 0, indexKind: countingKind };

/** A closed library of these videos, six frames each, with its indexes saved. */
function savedLibrary(...seeds: number[]): string {
  const folder = temporaryFolder();
  const library = openLibrary(folder, { space, exactBelow: 0 });
  for (const seed of seeds) library.commit(sampleVideo(seed));
  library.close();
  return folder;
}

/** The one file of the saved frame index that `ending` names. */
function frameIndexFile(folder: string, ending: string): string {
  const root = path.join(folder, 'index');
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const found = names.filter((name) => name.startsWith('frames') && name.endsWith(ending));
  expect(found).toHaveLength(1);
  return path.join(root, found[0]!);
}

/** Asks for each frame of the videos and expects it, and no frame of any other video. */
function expectFinds(folder: string, seeds: number[], open: OpenLibraryOptions = options): void {
  using library = openLibrary(folder, { ...open, readOnly: true });
  for (const seed of seeds) {
    for (let row = 0; row < 6; row += 1) {
      const hit = library.searchFrames(sampleVector(seed, row), 1)[0];
      expect(hit).toMatchObject({ videoId: sampleVideo(seed).video.id, timeSeconds: row * 2 + 0.5 });
      expect(hit?.score).toBeCloseTo(1, 5);
    }
  }
  expect(library.searchFrames(sampleVector(1, 0), 1000)).toHaveLength(seeds.length * 6);
  // A row that is gone must not take the place of one that is there.
  expect(library.searchFrames(sampleVector(2, 0), 1)).toHaveLength(1);
}

test('a saved index is loaded, not built again', () => {
  const folder = savedLibrary(1, 2);
  expectFinds(folder, [1, 2]);
  expect(counts).toEqual({ created: 0, loaded: 1, added: 0 });
});

test('only what was committed since is added, and what was removed taken out', () => {
  const folder = savedLibrary(1, 2, 3);
  const earlier = path.join(folder, 'earlier');
  cpSync(path.join(folder, 'index'), earlier, { recursive: true });
  const library = openLibrary(folder, { space });
  library.commit(sampleVideo(4));
  library.remove(sampleVideo(2).video.id);
  library.close();
  // As if the process had been killed before it saved.
  rmSync(path.join(folder, 'index'), { recursive: true });
  renameSync(earlier, path.join(folder, 'index'));
  expectFinds(folder, [1, 3, 4]);
  expect(counts).toEqual({ created: 0, loaded: 1, added: 6 });
});

test.each<[string, (folder: string) => void]>([
  ['missing', (folder) => rmSync(path.join(folder, 'index'), { recursive: true })],
  ['without its stamp', (folder) => rmSync(path.join(folder, 'index', 'frames.json'))],
  ['without its files', (folder) => rmSync(path.dirname(frameIndexFile(folder, 'graph.hnsw')), { recursive: true })],
  ['cut short', (folder) => truncateSync(frameIndexFile(folder, 'graph.hnsw'), 300)],
  ['empty', (folder) => truncateSync(frameIndexFile(folder, 'graph.hnsw'), 0)],
  ['garbage', (folder) => writeFileSync(frameIndexFile(folder, 'graph.hnsw'), 'garbage'.repeat(500))],
  ['under a stamp of garbage', (folder) => writeFileSync(path.join(folder, 'index', 'frames.json'), '{"snapshot": 7')],
  ['under a stamp that says nothing', (folder) => writeFileSync(path.join(folder, 'index', 'frames.json'), 'null')],
  [
    'altered in one bit',
    (folder) => {
      const file = frameIndexFile(folder, 'graph.hnsw');
      const bytes = readFileSync(file);
      bytes[bytes.length >> 1]! ^= 4;
      writeFileSync(file, bytes);
    },
  ],
])('an index that is %s is built again from the catalog', (_what, damage) => {
  const folder = savedLibrary(1, 2);
  damage(folder);
  expectFinds(folder, [1, 2]);
  expect(counts).toEqual({ created: 1, loaded: 0, added: 12 });
});

test('an index of another library, of another history or of another kind is not used', () => {
  const other = savedLibrary(7, 8);
  const folder = savedLibrary(1, 2);
  cpSync(path.join(other, 'index'), path.join(folder, 'index'), { recursive: true });
  expectFinds(folder, [1, 2]);
  expect(counts).toMatchObject({ created: 1, loaded: 0 });

  // A backup is restored and goes on otherwise: the same row ids, other vectors.
  const base = savedLibrary(1);
  const restored = temporaryFolder();
  cpSync(base, restored, { recursive: true });
  for (const [branch, seed] of [
    [base, 2],
    [restored, 3],
  ] as const) {
    const library = openLibrary(branch, { space });
    library.commit(sampleVideo(seed));
    library.close();
  }
  rmSync(path.join(restored, 'index'), { recursive: true });
  cpSync(path.join(base, 'index'), path.join(restored, 'index'), { recursive: true });
  expectFinds(restored, [1, 3]);

  expectFinds(folder, [1, 2], { ...options, indexKind: { ...countingKind, name: 'another-kind' } });
  expect(counts).toMatchObject({ created: 3, loaded: 0 });
});

test('a writer saves what it rebuilt; earlier files do not pile up', () => {
  const folder = savedLibrary(1);
  writeFileSync(frameIndexFile(folder, 'graph.hnsw'), 'garbage');
  for (const seed of [2, 3]) {
    const library = openLibrary(folder, options);
    library.commit(sampleVideo(seed));
    library.close();
  }
  counts.created = 0;
  expectFinds(folder, [1, 2, 3]);
  expect(counts.created).toBe(0);
  expect(readdirSync(path.join(folder, 'index')).filter((name) => name.startsWith('frames-'))).toHaveLength(1);
});

test('an index that fails harms no commit and is built again', () => {
  const warnings: string[] = [];
  const folder = temporaryFolder();
  let isBroken = true;
  const fragile: VectorIndexKind = {
    ...hnswIndexKind,
    create: (dimensions) => {
      const index = hnswIndexKind.create(dimensions);
      const add = index.add.bind(index);
      index.add = (id, vector) => {
        if (isBroken) throw new Error('out of memory');
        add(id, vector);
      };
      return index;
    },
  };
  using library = openLibrary(folder, {
    ...options,
    indexKind: fragile,
    onWarning: (warning) => warnings.push(warning),
  });
  library.commit(sampleVideo(1));
  expect(warnings.join()).toContain('out of memory');
  isBroken = false;
  expect(library.searchFrames(sampleVector(1, 3), 1)[0]?.timeSeconds).toBe(6.5);
});

test('tells how far a large rebuild has come', () => {
  const folder = temporaryFolder();
  const library = openLibrary(folder, { space });
  const frames = Array.from({ length: 6500 }, (_, row) => ({ timeSeconds: row, embedding: sampleVector(1, row) }));
  library.commit({ ...sampleVideo(1), frames });
  library.close();
  rmSync(path.join(folder, 'index'), { recursive: true });
  const told: IndexProgress[] = [];
  using reader = openLibrary(folder, { readOnly: true, onProgress: (progress) => told.push(progress) });
  expect(reader.searchFrames(sampleVector(1, 6000), 1)[0]?.timeSeconds).toBe(6000);
  expect(told.map((progress) => progress.done)).toEqual([1000, 2000, 3000, 4000, 5000, 6000, 6500]);
  expect(told[0]).toEqual({ table: 'frames', done: 1000, total: 6500 });
});
