import type { QFormer } from '../encoders/contracts.js';
import type { LibraryReader, StoredClip } from '../library/contracts.js';
import type { ShotSignals } from './shot-signals.js';

/** Adds the match head's probability to the signals of each shot whose clip's visual tokens were kept. */
export async function addMatches(
  shots: readonly ShotSignals[],
  text: string,
  library: LibraryReader,
  qformer: QFormer,
): Promise<void> {
  const found = library.clipsById(shots.flatMap((signals) => signals.clip?.clipId ?? []));
  const byId = new Map(found.map((clip) => [clip.clipId, clip]));
  const matchable = shots.flatMap((signals) => {
    const clip = signals.clip ? byId.get(signals.clip.clipId) : clipOf(signals, library);
    return clip?.tokens ? [{ signals, tokens: clip.tokens }] : [];
  });
  if (matchable.length === 0) return;
  const probabilities = await qformer.match(
    matchable.map(({ tokens }) => tokens),
    text,
  );
  matchable.forEach(({ signals }, index) => {
    const probability = probabilities[index];
    if (probability !== undefined) signals.match = probability;
  });
}

/** A clip of a shot that came up by its caption or frames alone. */
function clipOf({ video, shot }: ShotSignals, library: LibraryReader): StoredClip | undefined {
  return library.clips(video.id, shot.span).find((clip) => clip.shotIndex === shot.index);
}
