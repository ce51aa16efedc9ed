import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import { csvTruth } from './formats/csv-truth.js';
import { playhouseTruth } from './formats/playhouse-truth.js';
import type { TruthFormat, TruthSet } from './truth-set.js';

const formats: readonly TruthFormat[] = [csvTruth, playhouseTruth];

/**
 * Reads a folder of videos with their truth; the first format that recognises the folder reads it. Throws
 * TRUTH_INVALID when the folder cannot be read, holds no truth, or holds a truth file that breaks its schema.
 */
export async function readTruthFolder(folder: string): Promise<TruthSet> {
  const absolute = resolve(folder);
  const fileNames = (await listFiles(absolute)).sort();
  const format = formats.find((item) => item.recognises(fileNames));
  const truth = await format?.read(absolute, fileNames);
  if (truth && truth.videos.length > 0) return truth;
  const hint =
    'Write a truth.csv beside your videos (`askreel eval --help` shows one), or make some: `npm run playhouse -- --out DIR`.';
  throw new AskreelError('TRUTH_INVALID', `There is no truth to score against in ${absolute}.`, { hint });
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
  } catch (cause) {
    const hint = 'Name an existing folder of videos with truth files.';
    throw new AskreelError('TRUTH_INVALID', `The folder ${folder} cannot be read.`, { hint, cause });
  }
}
