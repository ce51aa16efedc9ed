import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelPack } from '../../src/encoders/load-model-pack.js';
import { loadModelPack } from '../../src/encoders/load-model-pack.js';
import { openEncoders } from '../../src/encoders/open-encoders.js';
import type { EncoderSet } from '../../src/encoders/contracts.js';
import type { IndexingDependencies } from '../../src/indexing/contracts.js';
import { indexVideos } from '../../src/indexing/index-videos.js';
import { openLibrary } from '../../src/library/open-library.js';
import type { Media } from '../../src/media/contracts.js';
import { createMedia } from '../../src/media/create-media.js';
import { locateMediaTools } from '../../src/media/locate-media-tools.js';
import { createShotDetector } from '../../src/media/shot-detector.js';

/** The rooms that a benchmark of indexing runs. */
export interface BenchRooms {
  readonly pack: ModelPack;
  readonly encoders: EncoderSet;
  readonly media: Media;
}

/** Opens a model pack and finds ffmpeg. */
export async function openBenchRooms(packFolder: string): Promise<BenchRooms> {
  const pack = await loadModelPack(packFolder);
  return { pack, encoders: await openEncoders(pack), media: createMedia(await locateMediaTools()) };
}

/** Indexes videos into a library that is thrown away; throws when one of them fails. */
export async function indexIntoNowhere(
  videos: readonly string[],
  { pack, encoders, media }: BenchRooms,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'askreel-bench-'));
  const library = openLibrary(folder, { space: encoders.space });
  const { windowSeconds = 4, maxWindowSeconds = 6.5 } = pack.manifest.roles.clip ?? {};
  const dependencies: IndexingDependencies = {
    library,
    encoders,
    media,
    createShotDetector,
    clipWindowing: { windowSeconds, maxWindowSeconds },
  };
  try {
    for await (const event of indexVideos(videos, dependencies)) {
      if (event.type === 'video-failed') throw new Error(`${event.path}: ${event.message}`);
    }
  } finally {
    library.close();
    rmSync(folder, { recursive: true });
  }
}
