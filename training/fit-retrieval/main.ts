/**
 * Fits the weights by which retrieval fuses its signals, and what its confidence is worth, on episodes with truth that
 * nothing was trained on:
 *
 *     npx tsx training/fit-retrieval/main.ts --pack DIR --episodes DIR [--library DIR] [--keep-learned] [--threshold P] [--out FILE]
 *
 * Indexes the episodes (into a folder that is thrown away unless `--library` names one), fits on half of the queries and
 * scores on the other half, before and after. Prints one JSON object; `retrieval` in it, fitted on all queries, belongs
 * under that name in the pack's `askreel-pack.json`. The confidence is fitted on the described shots and on what no
 * episode shows, as `askreel eval` searches for them. `--keep-learned` keeps the pack's own weights of the signals and
 * fits only the confidence. `--threshold` sets `foundProbability` where the one chosen does not suit. `--out` writes
 * `retrieval` to a file: `export.py` reads `retrieval.json` from its checkpoints folder.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AskreelError } from '../../src/domain/coded-error.js';
import { loadModelPack } from '../../src/encoders/load-model-pack.js';
import { openEncoders } from '../../src/encoders/open-encoders.js';
import { openLibrary } from '../../src/library/open-library.js';
import { packFusionWeights } from '../../src/apps/pack-fusion-weights.js';
import { writeAbsentDescriptions } from '../../src/evaluation/absent-descriptions.js';
import { readTruthFolder } from '../../src/evaluation/read-truth-folder.js';
import { defaultFusionWeights, type FusionWeights, type SignalWeights } from '../../src/retrieval/fusion-weights.js';
import { findBestShots } from './find-best-shots.js';
import type { VideoTruth } from '../../src/evaluation/truth-set.js';
import { calibrate, fitCalibration, type BestShot } from './fit-calibration.js';
import { fitWeights } from './fit-weights.js';
import { gatherCandidates, type SearchedQuery, type SearchGround } from './gather-candidates.js';
import { indexEpisodes } from './index-episodes.js';
import { readEpisodes } from './read-episodes.js';
import { writeQueries } from './scene-queries.js';
import { chooseThreshold, scoreThresholds, scoreWeights, type WeightsScore } from './score-weights.js';

const querySeed = 77;
const wantedRefused = 0.9;
/** Videos of a library whose searches the confidence is fitted on; and all there are. */
const librarySizes = [1, 4, 12];

const { values } = parseArgs({
  options: {
    pack: { type: 'string', default: 'data/models/starter' },
    episodes: { type: 'string' },
    library: { type: 'string' },
    'keep-learned': { type: 'boolean', default: false },
    threshold: { type: 'string' },
    out: { type: 'string' },
  },
});

try {
  if (values.episodes === undefined) throw new AskreelError('BAD_ARGUMENT', 'Name a folder with --episodes DIR.');
  await fitRetrieval(values.pack, values.episodes, values.library, values.out);
} catch (error) {
  if (!(error instanceof AskreelError)) throw error;
  console.error(`${error.code}: ${error.message}${error.hint === undefined ? '' : ` ${error.hint}`}`);
  process.exitCode = 1;
}

/** What is searched with, and in. */
type Ground = SearchGround & { readonly packWeights: FusionWeights };

async function fitRetrieval(packFolder: string, folder: string, named?: string, out?: string): Promise<void> {
  const { videos } = await readTruthFolder(folder);
  const { scores, weights, best } = await withGround(packFolder, folder, named, async (ground) => {
    const fitted = values['keep-learned'] ? { learned: ground.packWeights.learned } : await fitLearned(ground);
    const weights = { ...defaultFusionWeights, learned: fitted.learned };
    const scores = 'scores' in fitted ? fitted.scores : {};
    return { scores, weights, best: await searchLibraries(videos, { ...ground, weights }) };
  });
  const calibration = fitCalibration(best);
  const thresholds = scoreThresholds(
    best.map(({ logOdds, shots, present }) => ({ present, best: calibrate(logOdds, calibration, shots) })),
  );
  const chosen = chooseThreshold(thresholds, wantedRefused);
  const foundProbability = values.threshold === undefined ? chosen : Number(values.threshold);
  if (!(foundProbability > 0 && foundProbability < 1)) {
    throw new AskreelError('BAD_ARGUMENT', 'The threshold must lie between 0 and 1.');
  }
  const retrieval = { learned: weights.learned, calibration, foundProbability };
  console.log(JSON.stringify({ ...scores, thresholds, retrieval }, undefined, 1));
  if (out !== undefined) await writeFile(out, `${JSON.stringify(retrieval, undefined, 2)}\n`);
}

/** Searches in libraries of several sizes, made of these videos: a score is worth less the more there is to mistake it for. */
async function searchLibraries(videos: readonly VideoTruth[], ground: Ground): Promise<BestShot[]> {
  const best: BestShot[] = [];
  for (const size of librarySizes.filter((videosEach) => videosEach < videos.length).concat(videos.length)) {
    for (let start = 0; start + size <= videos.length; start += size) {
      const library = videos.slice(start, start + size);
      // Nothing tells a stranger to the pack's vocabulary from what it knows but that the search refuses the word.
      const absent = writeAbsentDescriptions(library).filter(({ kind }) => kind !== 'outside');
      best.push(...(await findBestShots(library, absent, ground)));
    }
  }
  return best;
}

/** Weights of the signals, fitted on all queries, and how such weights serve the half that they were not fitted on. */
async function fitLearned(
  ground: Ground,
): Promise<{ readonly learned: SignalWeights; readonly scores: Readonly<Record<string, WeightsScore>> }> {
  const shots = ground.episodes.flatMap((episode) => episode.shots);
  const queries: SearchedQuery[] = [];
  for (const query of writeQueries(shots, querySeed)) queries.push(await gatherCandidates(query, ground));
  const heldBack = queries.filter((query) => query.heldBack);
  const learned = fitWeights(queries.filter((query) => !query.heldBack));
  const scoreWith = (half: SignalWeights): WeightsScore =>
    scoreWeights(heldBack, { ...defaultFusionWeights, learned: half });
  const scores = {
    before: scoreWith(defaultFusionWeights.learned),
    after: scoreWith(learned),
    withoutMatch: scoreWith({ ...learned, match: 0 }),
  };
  return { learned: fitWeights(queries), scores };
}

/** Lets `use` search in the episodes; a library that is not named is thrown away afterwards. */
async function withGround<Found>(
  packFolder: string,
  folder: string,
  named: string | undefined,
  use: (ground: Ground) => Promise<Found>,
): Promise<Found> {
  const episodes = await readEpisodes(folder);
  const pack = await loadModelPack(packFolder);
  const encoders = await openEncoders(pack);
  const libraryFolder = named ?? (await mkdtemp(join(tmpdir(), 'askreel-fit-')));
  const library = openLibrary(libraryFolder, { space: encoders.space });
  try {
    const { windowSeconds = 4, maxWindowSeconds = 6.5 } = pack.manifest.roles.clip ?? {};
    await indexEpisodes(episodes, { library, encoders, clipWindowing: { windowSeconds, maxWindowSeconds } });
    const packWeights = packFusionWeights(pack.manifest.retrieval);
    return await use({ library, encoders, episodes, weights: defaultFusionWeights, packWeights });
  } finally {
    library.close();
    await encoders.close();
    if (named === undefined) await rm(libraryFolder, { recursive: true });
  }
}
