/**
 * What feedback does to the ranking, for simulated users with a known taste and for one without any:
 *
 *     npx tsx bench/feedback/main.ts --episodes DIR --library DIR [--pack DIR] [--searches 150] [--record FILE]
 *     npx tsx bench/feedback/main.ts --recorded FILE
 *
 * Each user judges a share of the first ten moments of some searches, one thumb in ten wrongly; the ranking is fitted to
 * that as `askreel feedback fit` does it, and scored on the user's feedback on other searches. Prints means over trials
 * with different seeds, and the worst trial. `--record` keeps the searches, so that nothing need be searched again;
 * episodes that the library does not hold yet are indexed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readTruthFolder } from '../../src/evaluation/read-truth-folder.js';
import { indexVideos, openLibrary } from '../../src/index.js';
import { tasteFloors } from '../../src/retrieval/taste/fit-taste.js';
import { packFusionWeights } from '../../src/apps/pack-fusion-weights.js';
import { loadModelPack } from '../../src/encoders/load-model-pack.js';
import { parseRecorded, printRecorded } from './recorded-file.js';
import { recordSearches, type RecordedSearch } from './record-searches.js';
import { simulatedUsers } from './simulated-users.js';
import { tryUser } from './try-user.js';

const { values } = parseArgs({
  options: {
    episodes: { type: 'string' },
    library: { type: 'string' },
    pack: { type: 'string', default: 'data/models/starter' },
    searches: { type: 'string', default: '150' },
    record: { type: 'string' },
    recorded: { type: 'string' },
    trials: { type: 'string', default: '20' },
  },
});

const pack = await loadModelPack(values.pack, { verify: 'size' });
const floors = tasteFloors(packFusionWeights(pack.manifest.retrieval), false);
const searches = await readSearches();
const trials = Number(values.trials);
console.log(`${searches.length} searches, half of them held out; ${trials} trials each; held-out feedback, in points`);
console.log(
  'user                        searches  adopted  pairs: before  after  change  worst   nDCG@10: before  after',
);
for (const user of simulatedUsers) {
  for (const judgedSearches of [20, 50, Math.floor(searches.length / 2)]) {
    const tried = Array.from({ length: trials }, (_, seed) =>
      tryUser(user, searches, floors, { judgedSearches, judgedShare: 0.5, noise: 0.1, seed: seed + 1 }),
    );
    const mean = (value: (trial: (typeof tried)[number]) => number): number =>
      (100 * tried.reduce((sum, trial) => sum + value(trial), 0)) / tried.length;
    const points = (value: number): string => value.toFixed(1).padStart(6);
    const changes = tried.map(({ before, after }) => 100 * (after.pairwiseAccuracy - before.pairwiseAccuracy));
    console.log(
      [
        user.name.padEnd(26),
        String(judgedSearches).padStart(9),
        `${mean(({ decision }) => Number(decision === 'adopted')).toFixed(0)} %`.padStart(8),
        points(mean(({ before }) => before.pairwiseAccuracy)).padStart(14),
        points(mean(({ after }) => after.pairwiseAccuracy)),
        points(changes.reduce((sum, change) => sum + change, 0) / changes.length).padStart(7),
        points(Math.min(...changes)),
        points(mean(({ before }) => before.ndcgAt10)).padStart(16),
        points(mean(({ after }) => after.ndcgAt10)),
      ].join(' '),
    );
  }
}

async function readSearches(): Promise<RecordedSearch[]> {
  if (values.recorded !== undefined) return parseRecorded(await readFile(values.recorded, 'utf8'));
  if (values.episodes === undefined || values.library === undefined) {
    console.error('Usage: npx tsx bench/feedback/main.ts --episodes DIR --library DIR | --recorded FILE');
    process.exit(2);
  }
  await using library = await openLibrary(values.library, { pack: values.pack });
  const { videos } = await readTruthFolder(values.episodes);
  await indexVideos(
    library,
    videos.map(({ path }) => path),
  );
  const made = await recordSearches(library, videos, { count: Number(values.searches), seed: 1, moments: 10 });
  if (values.record !== undefined) await writeFile(values.record, printRecorded(made));
  return made;
}
