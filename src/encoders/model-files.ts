import { join } from 'node:path';
import type { ExecutionProvider } from './execution-providers.js';
import type { TapRequest } from './tap-model.js';

/** A model's files: in float32, and in float16 where the pack has that, for the providers that gain by it. */
export interface ModelFiles {
  readonly path: string;
  readonly fp16Path?: string;
  /** A tensor inside the graph that is wanted as well. */
  readonly tap?: TapRequest;
}

/** One way to run a model. */
export interface ModelCandidate {
  readonly provider: ExecutionProvider;
  readonly path: string;
  readonly tap?: TapRequest;
  /** Nothing else is left to try on this provider. */
  readonly lastOfProvider: boolean;
}

/** The files of a role in a pack's folder. */
export function modelFiles(
  folder: string,
  { model, modelFp16 }: { readonly model: string; readonly modelFp16?: string | undefined },
): ModelFiles {
  return { path: join(folder, model), ...(modelFp16 !== undefined && { fp16Path: join(folder, modelFp16) }) };
}

/** The ways to run a model, best first. Processors widen float16 again, which makes them slower: they get float32. */
export function modelCandidates(
  { path, fp16Path, tap }: ModelFiles,
  providers: readonly ExecutionProvider[],
): ModelCandidate[] {
  const inner = tap ? { tap } : {};
  return providers.flatMap((provider) => [
    ...(fp16Path !== undefined && provider !== 'cpu'
      ? [{ provider, path: fp16Path, ...inner, lastOfProvider: false }]
      : []),
    { provider, path, ...inner, lastOfProvider: true },
  ]);
}

/** The same for files that give the same model with the same outputs. */
export function modelKey({ path, tap }: ModelFiles): string {
  return JSON.stringify([path, tap?.tap, tap?.logits]);
}
