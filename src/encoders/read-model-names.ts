import { modelFailed, OnnxSession } from './onnx-session.js';

/** What a model calls its inputs and outputs. */
export interface ModelNames {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** Opens a model to see what it calls its inputs and outputs. Throws `MODEL_FAILED`. */
export async function readModelNames(path: string): Promise<ModelNames> {
  const session = await OnnxSession.open(path, { provider: 'cpu' }).catch((error: unknown) => {
    throw modelFailed(path, 'could not be opened', error);
  });
  try {
    return session.names;
  } finally {
    await session.close();
  }
}
