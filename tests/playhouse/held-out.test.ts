import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../training/playhouse/random.js';
import { chooseScene, type Scene } from '../../training/playhouse/scene.js';
import {
  actions,
  actors,
  colours,
  isHeldOut,
  trainingSeedLimit,
  type Action,
  type ActorKind,
  type Colour,
} from '../../training/playhouse/world.js';

const root = new URL('../../', import.meta.url);
const everything = colours.flatMap((colour) =>
  actors.flatMap((actor) =>
    actions.map((action) => ({ colour, actor, action, heldOut: isHeldOut(colour, actor, action) })),
  ),
);
const heldOut = (scene: Scene): boolean => isHeldOut(scene.actor.colour, scene.actor.kind, scene.action);

describe('held-out combinations', () => {
  it('are a tenth of all', () => {
    const share = everything.filter((item) => item.heldOut).length / everything.length;
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.12);
  });

  it.each([
    ['colour', 'actor'],
    ['colour', 'action'],
    ['actor', 'action'],
  ] as const)('leave every %s with every %s in training', (first, second) => {
    const key = (item: (typeof everything)[number]): string => `${item[first]} ${item[second]}`;
    const all = new Set(everything.map(key));
    const seen = new Map<string, number>();
    for (const item of everything) if (!item.heldOut) seen.set(key(item), (seen.get(key(item)) ?? 0) + 1);
    expect(seen.size).toBe(all.size);
    expect(Math.min(...seen.values())).toBeGreaterThanOrEqual(7);
  });

  it('never appear among seen scenes, and nothing else among held-out ones', () => {
    const random = createRandom(1);
    const draw = (combinations: 'seen' | 'held-out' | 'any') =>
      Array.from({ length: 3000 }, () => chooseScene(random, { combinations }));
    expect(draw('seen').filter(heldOut)).toEqual([]);
    expect(draw('held-out').every(heldOut)).toBe(true);
    const share = draw('any').filter(heldOut).length / 3000;
    expect(share).toBeGreaterThan(0.07);
    expect(share).toBeLessThan(0.13);
  });

  it('never appear in the stream that trains', async () => {
    const tsx = createRequire(import.meta.url).resolve('tsx/cli');
    const script = fileURLToPath(new URL('training/playhouse/clip-stream.ts', root));
    const size = ['--frames', '1', '--edge', '8', '--count', '150', '--seed', '500'];
    const { stdout } = await promisify(execFile)(process.execPath, [tsx, script, ...size], { encoding: 'buffer' });
    const headers = readHeaders(stdout, 8 * 8 * 3);
    expect(headers).toHaveLength(150);
    expect(headers.filter(({ colour, actor, action }) => isHeldOut(colour, actor, action))).toEqual([]);
  });
});

describe('seeds', () => {
  it('below a million belong to training; the samples have others', () => {
    expect(trainingSeedLimit).toBe(1_000_000);
    const samples = fileURLToPath(new URL('data/videos/', root));
    const seeds = readdirSync(samples)
      .filter((name) => name.endsWith('.json'))
      .map((name) => (JSON.parse(readFileSync(`${samples}${name}`, 'utf8')) as { seed: number }).seed);
    expect(seeds.length).toBeGreaterThanOrEqual(8);
    expect(seeds.filter((seed) => seed < trainingSeedLimit)).toEqual([]);
  });
});

interface ClipHeader {
  readonly colour: Colour;
  readonly actor: ActorKind;
  readonly action: Action;
}

function readHeaders(stream: Buffer, pictureBytes: number): ClipHeader[] {
  const headers: ClipHeader[] = [];
  for (let offset = 0; offset < stream.length;) {
    const length = stream.readUInt32LE(offset);
    headers.push(JSON.parse(stream.toString('utf8', offset + 4, offset + 4 + length)) as ClipHeader);
    offset += 4 + length + pictureBytes;
  }
  return headers;
}
