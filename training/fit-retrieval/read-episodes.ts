import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AskreelError } from '../../src/domain/coded-error.js';
import type { EpisodeTruth } from '../playhouse/truth.js';

/** A rendered episode and what is true of it. */
export interface TrueEpisode {
  /** Absolute path of the video. */
  readonly path: string;
  readonly shots: EpisodeTruth['shots'];
}

/** Reads the truth files of a folder that `playhouse/main.ts` wrote, in order of name. Throws TRUTH_INVALID. */
export async function readEpisodes(folder: string): Promise<TrueEpisode[]> {
  const hint = 'Name a folder that `npm run playhouse -- --out DIR` has written.';
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    if (names.length === 0) throw new AskreelError('TRUTH_INVALID', `There are no truth files in ${folder}.`, { hint });
    return await Promise.all(
      names.map(async (name) => {
        const { id, shots } = JSON.parse(await readFile(join(folder, name), 'utf8')) as EpisodeTruth;
        return { path: resolve(folder, `${id}.mp4`), shots };
      }),
    );
  } catch (cause) {
    if (cause instanceof AskreelError) throw cause;
    throw new AskreelError('TRUTH_INVALID', `The episodes of ${folder} cannot be read.`, { hint, cause });
  }
}
