import { AskreelError } from '../../src/domain/coded-error.js';
import type { EncoderSet } from '../../src/encoders/contracts.js';
import { indexVideos } from '../../src/indexing/index-videos.js';
import type { Library } from '../../src/library/contracts.js';
import { createMedia } from '../../src/media/create-media.js';
import { locateMediaTools } from '../../src/media/locate-media-tools.js';
import { createShotDetector } from '../../src/media/shot-detector.js';
import type { TrueEpisode } from './read-episodes.js';

/** Where the episodes go, and what looks at them. */
export interface EpisodeIndexing {
  readonly library: Library;
  readonly encoders: EncoderSet;
  /** How long the pack's clips are. */
  readonly clipWindowing: { readonly windowSeconds: number; readonly maxWindowSeconds: number };
}

/** Brings the episodes into the library. Throws the first failure: weights are not fitted on a part of the truth. */
export async function indexEpisodes(
  episodes: readonly TrueEpisode[],
  { library, encoders, clipWindowing }: EpisodeIndexing,
): Promise<void> {
  const dependencies = {
    library,
    encoders,
    media: createMedia(await locateMediaTools()),
    createShotDetector,
    clipWindowing,
  };
  const paths = episodes.map(({ path }) => path);
  for await (const event of indexVideos(paths, dependencies)) {
    if (event.type === 'video-indexed') console.error(`${event.path}  ${event.shots} shots, ${event.familiarity}`);
    if (event.type !== 'video-failed') continue;
    throw new AskreelError(event.code, event.message, event.hint === undefined ? {} : { hint: event.hint });
  }
}
