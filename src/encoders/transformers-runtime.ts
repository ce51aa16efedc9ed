import type * as transformers from '@huggingface/transformers';
import { AskreelError } from '../domain/coded-error.js';

/** The library that runs what needs a generation loop: speech, vision-language captions, chat. */
export type Transformers = typeof transformers;

let loading: Promise<Transformers> | undefined;

/**
 * Loads transformers.js when it is first needed. This file is the only door to it. It reads models from folders alone
 * and never fetches anything. Throws `PACKAGE_MISSING`: the package is optional.
 */
export function loadTransformers(): Promise<Transformers> {
  loading ??= importTransformers().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function importTransformers(): Promise<Transformers> {
  const library = await import('@huggingface/transformers').catch((cause: unknown) => {
    throw new AskreelError('PACKAGE_MISSING', 'The package @huggingface/transformers is not installed.', {
      hint: 'Install it: npm i @huggingface/transformers@4.3.1',
      cause,
    });
  });
  library.env.allowRemoteModels = false;
  library.env.allowLocalModels = true;
  library.env.useFSCache = false;
  // What goes wrong is thrown as well; the library would also print it, with its inputs, on the user's terminal.
  library.env.logLevel = library.LogLevel.NONE;
  // Models are named by absolute folders.
  library.env.localModelPath = '';
  return library;
}
