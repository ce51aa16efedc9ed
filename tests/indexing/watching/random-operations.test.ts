import { appendFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLook } from '../../../src/indexing/watching/take-look.js';
import { hashFile } from '../../../src/media/hash-file.js';
import { settleMs, WatchedFolders } from './watched-folders.js';

/** mulberry32: the same numbers for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** People do things to files, at any moment between two looks. */
async function operate(watched: WatchedFolders, random: () => number, count: number): Promise<void> {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const spots = ['one', 'two', 'one/deep/er', 'two/trip'].flatMap((folder) =>
    ['a', 'b', 'c', 'd', 'e'].map((name) => `${folder}/${name}.mp4`),
  );
  const present = async (): Promise<string[]> =>
    (await takeLook(watched.folders, [])).files.map(({ path }) => path.slice(watched.root.length + 1));
  let bin: { name: string; text: string }[] = [];
  for (let done = 0; done < count; done += 1) {
    const there = await present();
    const kind =
      there.length < 3 ? 'create' : pick(['create', 'append', 'move', 'replace', 'delete', 'restore', 'swap', 'copy']);
    const fresh = `content ${done} of ${Math.floor(random() * 1e9)}`;
    if (kind === 'create') await watched.write(pick(spots), random() < 0.1 ? `damaged ${fresh}` : fresh);
    else if (kind === 'append') {
      const name = pick(there);
      const pieces = 1 + Math.floor(random() * 3);
      for (let piece = 0; piece < pieces; piece += 1) {
        await appendFile(watched.path(name), ` and ${fresh}`);
        await watched.touch(name);
        watched.passMs(settleMs / 2);
        if (random() < 0.5) await watched.follower.round();
      }
    } else if (kind === 'move' || kind === 'swap') {
      const [from, to] = [watched.path(pick(there)), watched.path(kind === 'swap' ? pick(there) : pick(spots))];
      await mkdir(dirname(to), { recursive: true });
      if (kind === 'swap' && from !== to) {
        await rename(from, `${from}.tmp`);
        await rename(to, from);
        await rename(`${from}.tmp`, to);
      } else await rename(from, to);
    } else if (kind === 'replace') await watched.write(pick(there), fresh);
    else if (kind === 'copy') {
      const text = await readFile(watched.path(pick(there)), 'utf8');
      await watched.write(pick(spots), text);
    } else if (kind === 'delete') {
      const name = pick(there);
      bin.push({ name, text: await readFile(watched.path(name), 'utf8') });
      await rm(watched.path(name));
    } else {
      for (const { name, text } of bin.slice(-1)) await watched.write(name, text);
      bin = bin.slice(0, -1);
    }
    if (random() < 0.3) await watched.look();
    if (random() < 0.03) watched.restart();
  }
}

describe('a library that follows folders', () => {
  it.each([1, 2])('is equal to them after 200 random operations (seed %i)', async (seed) => {
    await using watched = await WatchedFolders.make();
    await operate(watched, createRandom(seed), 200);
    await watched.settle();
    const pathsOf = new Map<string, string[]>();
    for (const { path } of (await takeLook(watched.folders, [])).files) {
      if ((await readFile(path, 'utf8')).startsWith('damaged')) continue;
      const hash = await hashFile(path);
      pathsOf.set(hash, [...(pathsOf.get(hash) ?? []), path]);
    }
    const held = watched.held();
    expect([...held.keys()].sort()).toEqual([...pathsOf.keys()].sort());
    for (const [hash, path] of held) expect(pathsOf.get(hash)).toContain(path);
    expect(new Set(held.values()).size).toBe(held.size);
    // Nothing that was only moved was read again, so far more was done than indexed.
    expect(watched.of('video-moved').length).toBeGreaterThan(5);
    const before = watched.indexed.length;
    watched.restart();
    await watched.settle();
    expect(watched.indexed.length).toBe(before);
  });
});
