/**
 * Fits the weights by which retrieval fuses its signals, on episodes with truth that nothing was trained on:
 *
 *     npx tsx training/fit-retrieval/main.ts --pack DIR --episodes DIR [--library DIR] [--threshold P] [--out FILE]
 *
 * Indexes the episodes (into a folder that is thrown away unless `--library` names one), fits on half of the queries and
 * scores on the other half, before and after. Prints one JSON object; `retrieval` in it, fitted on all queries, belongs
 * under that name in the pack's `askreel-pack.json`. `--threshold` sets `foundProbability` where the one chosen does not
 * suit. `--out` writes `retrieval` to a file: `export.py` reads `retrieval.json` from its checkpoints folder.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AskreelError } from '../../src/domain/coded-error.js';
import { loadModelPack } from '../../src/encoders/load-model-pack.js';
import { openEncoders } from '../../src/encoders/open-encoders.js';
import { openLibrary } from '../../src/library/open-library.js';
import { defaultFusionWeights } from '../../src/retrieval/fusion-weights.js';
import { fitWeights } from './fit-weights.js';
import { gatherCandidates, type SearchedQuery } from './gather-candidates.js';
import { indexEpisodes } from './index-episodes.js';
import { readEpisodes } from './read-episodes.js';
import { writeQueries } from './scene-queries.js';
import { chooseThreshold, scoreWeights } from './score-weights.js';

const querySeed = 77;
const wantedShares = { found: 0.93, refused: 0.85 };

const { values } = parseArgs({
  options: {
    pack: { type: 'string', default: 'data/models/starter' },
    episodes: { type: 'string' },
    library: { type: 'string' },
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

async function fitRetrieval(packFolder: string, episodesFolder: string, named?: string, out?: string): Promise<void> {
  const queries = await searchEpisodes(packFolder, episodesFolder, named);
  const fitted = queries.filter(({ heldBack }) => !heldBack);
  const heldBack = queries.filter((query) => query.heldBack);
  const half = { ...defaultFusionWeights, learned: fitWeights(fitted) };
  const all = { ...defaultFusionWeights, learned: fitWeights(queries) };
  // The threshold is chosen on the half that was fitted as well: what is held back only ever scores.
  const chosen = chooseThreshold(scoreWeights(fitted, half), wantedShares);
  const foundProbability = values.threshold === undefined ? chosen : Number(values.threshold);
  if (!(foundProbability > 0 && foundProbability < 1)) {
    throw new AskreelError('BAD_ARGUMENT', 'The threshold must lie between 0 and 1.');
  }
  const retrieval = { learned: all.learned, foundProbability };
  const before = scoreWeights(heldBack, defaultFusionWeights);
  const after = scoreWeights(heldBack, half);
  const withoutMatch = scoreWeights(heldBack, { ...half, learned: { ...half.learned, match: 0 } });
  console.log(JSON.stringify({ before, after, withoutMatch, half: half.learned, retrieval }, undefined, 1));
  if (out !== undefined) await writeFile(out, `${JSON.stringify(retrieval, undefined, 2)}\n`);
}

async function searchEpisodes(packFolder: string, folder: string, named?: string): Promise<SearchedQuery[]> {
  const episodes = await readEpisodes(folder);
  const pack = await loadModelPack(packFolder);
  const encoders = await openEncoders(pack);
  const libraryFolder = named ?? (await mkdtemp(join(tmpdir(), 'askreel-fit-')));
  const library = openLibrary(libraryFolder, { space: encoders.space });
  try {
    const { windowSeconds = 4, maxWindowSeconds = 6.5 } = pack.manifest.roles.clip ?? {};
    await indexEpisodes(episodes, { library, encoders, clipWindowing: { windowSeconds, maxWindowSeconds } });
    const ground = { library, encoders, episodes, weights: defaultFusionWeights };
    const searched: SearchedQuery[] = [];
    const shots = episodes.flatMap((episode) => episode.shots);
    for (const query of writeQueries(shots, querySeed)) searched.push(await gatherCandidates(query, ground));
    return searched;
  } finally {
    library.close();
    await encoders.close();
    if (named === undefined) await rm(libraryFolder, { recursive: true });
  }
}
