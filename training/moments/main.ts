/**
 * Writes what `train_moments.py` learns from: episodes as the library knows them, step by step, and descriptions with
 * the moments that they mean.
 *
 *     npx tsx training/moments/main.ts --pack DIR --episodes DIR --library DIR [--episodes DIR --library DIR …] --out DIR
 *
 * Indexes each folder of episodes into the library named with it (what is there already is left alone). Beside the
 * episodes themselves it writes `--mixed` videos (1000) put together of scenes of several: their features are what
 * indexing kept, only their company is new.
 */
import { parseArgs } from 'node:util';
import { AskreelError } from '../../src/domain/coded-error.js';
import { loadModelPack } from '../../src/encoders/load-model-pack.js';
import { openEncoders } from '../../src/encoders/open-encoders.js';
import { openLibrary } from '../../src/library/open-library.js';
import { readEvidence } from '../../src/retrieval/spans/video-evidence.js';
import { indexEpisodes } from '../fit-retrieval/index-episodes.js';
import { readEpisodes } from '../fit-retrieval/read-episodes.js';
import { createRandom } from '../playhouse/random.js';
import { ExampleWriter } from './export-examples.js';
import { cutIntoScenes, joinScenes, pickScenes, type Scene } from './recompose.js';

const seed = 41;
const shortestMix = 3;
const longestMix = 9;

const { values } = parseArgs({
  options: {
    pack: { type: 'string', default: 'data/models/starter' },
    episodes: { type: 'string', multiple: true, default: [] },
    library: { type: 'string', multiple: true, default: [] },
    mixed: { type: 'string', default: '1000' },
    out: { type: 'string' },
  },
});

try {
  const { episodes, library, out } = values;
  if (out === undefined || episodes.length === 0 || episodes.length !== library.length) {
    throw new AskreelError('BAD_ARGUMENT', 'Name --out DIR, and a --library DIR for each --episodes DIR.');
  }
  await exportMoments(out);
} catch (error) {
  if (!(error instanceof AskreelError)) throw error;
  console.error(`${error.code}: ${error.message}${error.hint === undefined ? '' : ` ${error.hint}`}`);
  process.exitCode = 1;
}

async function exportMoments(out: string): Promise<void> {
  const pack = await loadModelPack(values.pack);
  const encoders = await openEncoders(pack, { threads: 1 });
  try {
    const random = createRandom(seed);
    const writer = new ExampleWriter(out, encoders.text, random);
    await writer.start();
    const scenes: Scene[] = [];
    for (const [index, folder] of values.episodes.entries()) {
      const episodes = await readEpisodes(folder);
      const library = openLibrary(values.library[index] ?? '', { space: encoders.space });
      try {
        const { windowSeconds = 4, maxWindowSeconds = 6.5 } = pack.manifest.roles.clip ?? {};
        await indexEpisodes(episodes, { library, encoders, clipWindowing: { windowSeconds, maxWindowSeconds } });
        for (const { path, shots } of episodes) {
          const video = library.findByPath(path);
          if (!video) throw new AskreelError('VIDEO_UNKNOWN', `${path} is not in the library.`);
          const evidence = readEvidence(video, library);
          const spans = shots.map((truth) => ({
            truth,
            actionSpan: { startSeconds: truth.actionStart, endSeconds: truth.actionEnd },
          }));
          await writer.add({ evidence, scenes: spans });
          scenes.push(...cutIntoScenes(evidence, shots));
        }
      } finally {
        library.close();
      }
    }
    console.error(`${scenes.length} scenes`);
    for (let mix = 0; mix < Number(values.mixed); mix += 1) {
      const count = shortestMix + random.below(longestMix - shortestMix + 1);
      await writer.add(joinScenes(pickScenes(random, scenes, count)));
      if (mix % 100 === 99) console.error(`${mix + 1} mixed videos`);
    }
    await writer.finish();
  } finally {
    await encoders.close();
  }
}
