import { posix } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import type { ModelFile, ModelPrecision, PackPart, PackVariant } from './pack-recipe.js';

/** A model among the files of a part. */
export interface ChosenModel {
  /** As the part calls it, e.g. `vision_model`. */
  readonly name: string;
  /** From the repository's root. */
  readonly path: string;
  readonly precision: ModelPrecision;
}

/** What a part takes from the files that are there. */
export interface ChosenFiles<File> {
  readonly files: readonly File[];
  readonly models: readonly ChosenModel[];
}

/** What transformers.js and the ONNX exports of the hub add to a model's name. */
const suffixes: Readonly<Record<ModelPrecision, string>> = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  q4: '_q4',
};

/**
 * Picks a part's files from a listing, by name; weights that a model keeps in files beside it come along. Throws
 * `PACK_INVALID` for a file that must be there and is not.
 *
 * @param where How an error calls the place that was listed.
 */
export function chooseFiles<File extends { readonly path: string }>(
  part: PackPart,
  variant: PackVariant,
  listing: readonly File[],
  where: string,
): ChosenFiles<File> {
  const byPath = new Map(listing.map((file) => [file.path, file]));
  const missing = part.files.find((path) => !byPath.has(path));
  if (missing !== undefined) throw notThere(missing, where);
  const models = chooseModels(part, variant, byPath, where);
  const data = models.flatMap(({ path }) =>
    listing.filter(
      (file) => file.path.startsWith(`${path}_data`) && /^_data(_\d+)?$/.test(file.path.slice(path.length)),
    ),
  );
  const paths = [...part.files, ...part.optionalFiles, ...models.map(({ path }) => path)];
  const files = [...new Set(paths)].flatMap((path) => byPath.get(path) ?? []);
  return { files: [...files, ...data], models };
}

function chooseModels(
  part: PackPart,
  variant: PackVariant,
  files: ReadonlyMap<string, unknown>,
  where: string,
): ChosenModel[] {
  for (const set of part.models) {
    const chosen = set.map((model) => choosePrecision(model, variant, files));
    if (chosen.every((model) => model !== undefined)) return chosen;
  }
  const wanted = part.models.map((set) => set.map((model) => candidates(model, variant)[0]?.path).join(' and '));
  throw notThere(wanted.join(', or '), where);
}

function choosePrecision(
  model: ModelFile,
  variant: PackVariant,
  files: ReadonlyMap<string, unknown>,
): ChosenModel | undefined {
  return candidates(model, variant).find(({ path }) => files.has(path));
}

function candidates({ name, precisions }: ModelFile, variant: PackVariant): ChosenModel[] {
  return precisions[variant].map((precision) => ({
    name,
    precision,
    path: posix.join('onnx', `${name}${suffixes[precision]}.onnx`),
  }));
}

function notThere(what: string, where: string): AskreelError {
  return new AskreelError('PACK_INVALID', `${where} has no ${what}.`, {
    hint: 'Another --variant or --revision may have it; only ONNX exports in the layout of the Hugging Face hub fit.',
  });
}
