import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AskreelError } from '../domain/coded-error.js';
import type { ClipRole } from './pack-manifest.js';
import { readPackJson } from './read-pack-json.js';
import { isShippedVocabulary } from './zero-shot-settings.js';

const labelledConfigSchema = z.object({ id2label: z.record(z.string().regex(/^\d+$/), z.string()) });

/** The labels of a clip model in the order of its outputs. Throws PACK_DAMAGED and PACK_INVALID. */
export async function readClipLabels(role: Pick<ClipRole, 'config' | 'labels'>, folder: string): Promise<string[]> {
  if (role.labels !== undefined) return readLabelFile(join(folder, role.labels));
  const { id2label } = await readPackJson(join(folder, role.config ?? ''), labelledConfigSchema);
  return Object.keys(id2label).map((_, index) => id2label[index] ?? '');
}

/** A vocabulary of zero-shot actions: a file of the pack or a list that ships. Throws PACK_DAMAGED and PACK_INVALID. */
export function readVocabulary(vocabulary: string, folder: string): Promise<string[]> {
  if (!isShippedVocabulary(vocabulary)) return readLabelFile(join(folder, vocabulary));
  // The same from `src`, from `dist` and from an installed package.
  return readLabelFile(fileURLToPath(new URL(`../../data/labels/${vocabulary}.txt`, import.meta.url)));
}

/** A few hundred everyday things, doings and places that any word can be compared with. Throws PACK_DAMAGED. */
export function readEverydayThings(): Promise<string[]> {
  return readLabelFile(fileURLToPath(new URL('../../data/labels/everyday-things.txt', import.meta.url)));
}

/** One label a line; empty lines at the end do not count. */
async function readLabelFile(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AskreelError('PACK_DAMAGED', `The label file ${path} cannot be read.`, {
      hint: 'Fetch the model pack again, or install askreel again.',
      cause,
    });
  });
  const labels = text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.trim());
  const doubled = labels.find((label, index) => label === '' || labels.indexOf(label) !== index);
  if (doubled === undefined) return labels;
  throw new AskreelError(
    'PACK_INVALID',
    `The label file ${path} has ${doubled === '' ? 'an empty line' : `"${doubled}" twice`}.`,
    {
      hint: 'Write each label on a line of its own, once.',
    },
  );
}
