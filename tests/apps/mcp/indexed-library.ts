import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { indexVideos, openLibrary } from '../../../src/index.js';
import { sampleVideos } from '../run-cli.js';

/** A library of one sample video, on disk. */
export interface IndexedLibrary extends AsyncDisposable {
  readonly folder: string;
}

export const sampleTitle = 'paper-parade-1000009';

/** Indexes a sample video into a folder of its own. */
export async function indexSample(): Promise<IndexedLibrary> {
  const folder = await mkdtemp(join(tmpdir(), 'askreel-mcp-'));
  await using library = await openLibrary(folder, { pack: 'starter', providers: ['cpu'] });
  await indexVideos(library, [join(sampleVideos, `${sampleTitle}.mp4`)]);
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
