import { temporalIou } from '../../src/domain/time-span.js';
import type { AbsentDescription } from '../../src/evaluation/absent-descriptions.js';
import type { VideoTruth } from '../../src/evaluation/truth-set.js';
import { fuseSignals, type ShotSignals } from '../../src/retrieval/shot-signals.js';
import type { BestShot } from './fit-calibration.js';
import { searchShots, type SearchGround } from './gather-candidates.js';

/** A shot is the one that was described when their temporal IoU is no less, as in the evaluation. */
const leastIou = 0.5;

/**
 * Searches for every described shot of the videos and for what none of them shows, among these videos alone, and keeps what
 * came first, if anything did.
 */
export async function findBestShots(
  videos: readonly VideoTruth[],
  absent: readonly AbsentDescription[],
  ground: Omit<SearchGround, 'episodes'>,
): Promise<BestShot[]> {
  const { library, weights } = ground;
  const videoIds = videos.flatMap(({ path }) => library.findByPath(path)?.id ?? []);
  const shots = library.shotCount({ videoIds });
  const shown = videos.flatMap(({ path, queries }) => queries.map((query) => ({ ...query, path })));
  const best: BestShot[] = [];
  const search = async (description: string, present: boolean): Promise<void> => {
    const [first] = (await searchShots(description, ground, { videoIds }))
      .map((signals) => ({ signals, probability: fuseSignals(signals, weights) }))
      .sort((a, b) => b.probability - a.probability);
    if (!first) return;
    const { signals, probability } = first;
    const right = shown.some((query) => query.description === description && isShot(query, signals));
    best.push({ logOdds: Math.log(probability / (1 - probability)), shots, present, right });
  };
  for (const { description } of shown) await search(description, true);
  for (const { description } of absent) await search(description, false);
  return best;
}

function isShot(
  { path, span }: { readonly path: string; readonly span: ShotSignals['shot']['span'] },
  { video, shot }: ShotSignals,
): boolean {
  return path === video.path && temporalIou(span, shot.span) >= leastIou;
}
