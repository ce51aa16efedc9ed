import { executionProviders, type ExecutionProvider } from '../../encoders/execution-providers.js';
import type { ModelPack } from '../../encoders/load-model-pack.js';
import { listPlatformProviders } from '../../encoders/onnx-session.js';
import { openEncoders } from '../../encoders/open-encoders.js';
import type { Check } from './check.js';

/** What a user can do about a provider that does not work. */
const remedies: Partial<Record<ExecutionProvider, string>> = {
  cuda: 'With an NVIDIA GPU, its driver, CUDA 12 and cuDNN 9: askreel doctor --fetch-cuda',
};

/**
 * Each execution provider on this machine: whether the pack's text model opens and runs on it, and why not. One that
 * does not work is no problem as long as another does.
 */
export async function checkProviders(pack: ModelPack): Promise<Check[]> {
  const platform = await listPlatformProviders();
  const checks: Check[] = [];
  for (const provider of executionProviders) {
    const known = platform.find(({ name }) => name === provider);
    const name = `provider ${provider}`;
    if (!known) {
      checks.push({ name, status: 'ok', detail: `not for ${process.platform} ${process.arch}` });
      continue;
    }
    const origin = known.bundled ? 'comes with onnxruntime' : 'its libraries are fetched apart';
    const reason = await reasonAgainst(provider, pack);
    const hint = reason === undefined ? undefined : remedies[provider];
    checks.push({
      name,
      status: 'ok',
      detail: `${reason === undefined ? 'works' : 'does not work here'}; ${origin}${reason ? `; ${reason}` : ''}`,
      ...(hint !== undefined && { hint }),
    });
  }
  return checks;
}

/** Why a provider cannot run the pack's text model; `undefined` when it can. */
async function reasonAgainst(provider: ExecutionProvider, pack: ModelPack): Promise<string | undefined> {
  try {
    const encoders = await openEncoders(pack, { providers: [provider] });
    try {
      await encoders.text.encode(['a test']);
    } finally {
      await encoders.close();
    }
    return undefined;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0]?.trim();
  }
}
