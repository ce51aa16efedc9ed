/**
 * Fits how much the other models say in the choice of a caption, on episodes with truth that nothing was trained on:
 *
 *     npx tsx training/fit-captions/main.ts --pack DIR --episodes DIR [--library DIR] [--candidates N]
 *
 * Indexes the episodes, fits on every second shot and scores on the others. Prints one JSON object; `rerank` in it, fitted on
 * all shots, belongs under that name in the decoder's role of the pack's `askreel-pack.json`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadModelPack } from '../../src/encoders/load-model-pack.js';
import { openEncoders } from '../../src/encoders/open-encoders.js';
import { openLibrary } from '../../src/library/open-library.js';
import { createMedia } from '../../src/media/create-media.js';
import { locateMediaTools } from '../../src/media/locate-media-tools.js';
import { indexEpisodes } from '../fit-retrieval/index-episodes.js';
import { readEpisodes } from '../fit-retrieval/read-episodes.js';
import { fitChoice, shareRight } from './fit-choice.js';
import { gatherChoices } from './gather-choices.js';

const { values } = parseArgs({
  options: {
    pack: { type: 'string', default: 'data/models/starter' },
    episodes: { type: 'string' },
    library: { type: 'string' },
    candidates: { type: 'string', default: '6' },
  },
});
if (values.episodes === undefined) throw new Error('Name a folder with --episodes DIR.');
const candidates = Number(values.candidates);
const episodes = await readEpisodes(values.episodes);
const pack = await loadModelPack(values.pack);
const encoders = await openEncoders(pack);
const folder = values.library ?? (await mkdtemp(join(tmpdir(), 'askreel-fit-')));
const library = openLibrary(folder, { space: encoders.space });
try {
  const { windowSeconds = 4, maxWindowSeconds = 6.5 } = pack.manifest.roles.clip ?? {};
  await indexEpisodes(episodes, { library, encoders, clipWindowing: { windowSeconds, maxWindowSeconds } });
  const { readFrames } = createMedia(await locateMediaTools());
  const clips = await gatherChoices(episodes, library, encoders, readFrames, candidates);
  const halves = [0, 1].map((half) => clips.filter((_, index) => index % 2 === half));
  const [fitted = [], heldBack = []] = halves;
  const none = { frame: 0, action: 0, thing: 0 };
  const report = {
    clips: clips.length,
    before: shareRight(heldBack, none),
    after: shareRight(heldBack, fitChoice(fitted)),
    best: heldBack.filter((choices) => choices.some(({ right }) => right)).length / heldBack.length,
    rerank: { candidates, ...rounded(fitChoice(clips)) },
  };
  console.log(JSON.stringify(report, undefined, 1));
} finally {
  library.close();
  await encoders.close();
  if (values.library === undefined) await rm(folder, { recursive: true });
}

function rounded<Key extends string>(weights: Record<Key, number>): Record<Key, number> {
  const entries = Object.entries<number>(weights).map(([key, value]) => [key, Math.round(value * 100) / 100] as const);
  return Object.fromEntries(entries) as Record<Key, number>;
}
