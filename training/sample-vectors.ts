/**
 * Takes a sample of the frame and clip vectors of an indexed library, which a pack brings along for libraries that are
 * too small to tell what an unrelated vector scores:
 *
 *     npx tsx training/sample-vectors.ts --library DIR --out CHECKPOINTS [--pack DIR] [--count N] [--seed N]
 *
 * Writes `sample/frames.f32` and `sample/clips.f32` (float32, little endian) into the folder of checkpoints, where
 * `export_sample.py` finds them. `fit-retrieval --library DIR` leaves such a library behind.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadModelPack } from '../src/encoders/load-model-pack.js';
import { openLibrary } from '../src/library/open-library.js';
import { createRandom } from './playhouse/random.js';

const { values } = parseArgs({
  options: {
    pack: { type: 'string', default: 'data/models/starter' },
    library: { type: 'string' },
    out: { type: 'string' },
    count: { type: 'string', default: '256' },
    seed: { type: 'string', default: '1' },
  },
});
if (values.library === undefined || values.out === undefined) {
  console.error('Usage: npx tsx training/sample-vectors.ts --library DIR --out CHECKPOINTS');
  process.exit(2);
}

const { space } = await loadModelPack(values.pack);
const library = openLibrary(values.library, { space, readOnly: true });
const random = createRandom(Number(values.seed));
const count = Number(values.count);
const videos = library.videos();
const frames = videos.flatMap(({ id }) => library.frames(id).map(({ embedding }) => embedding));
const clips = videos.flatMap(({ id }) => library.clips(id).map(({ embedding }) => embedding));
await mkdir(join(values.out, 'sample'), { recursive: true });
await writeSample('frames', frames);
await writeSample('clips', clips);
library.close();

async function writeSample(name: string, vectors: Float32Array[]): Promise<void> {
  const chosen = random.shuffle(vectors).slice(0, count);
  await writeFile(join(values.out ?? '', 'sample', `${name}.f32`), Buffer.concat(chosen.map(littleEndian)));
  console.log(`${name}: ${chosen.length} of ${vectors.length}`);
}

function littleEndian(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, index) => bytes.writeFloatLE(value, index * 4));
  return bytes;
}
