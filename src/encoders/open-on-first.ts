import type { ExecutionProvider } from './execution-providers.js';
import { modelFailed, reasonNotToTry } from './onnx-session.js';

/**
 * Opens a model of transformers.js, which calls execution providers devices, on the first of them that works. What none
 * can open is the model's fault, and the last one's words tell it best, for `cpu` comes last: throws MODEL_FAILED.
 */
export async function openOnFirst<Model>(
  folder: string,
  providers: readonly ExecutionProvider[],
  open: (device: ExecutionProvider) => Promise<Model>,
): Promise<Model> {
  let cause: unknown;
  for (const provider of providers) {
    try {
      const reason = await reasonNotToTry(provider);
      if (reason !== undefined) throw new Error(reason);
      return await open(provider);
    } catch (error) {
      cause = error;
    }
  }
  throw modelFailed(folder, 'could not be opened', cause);
}
