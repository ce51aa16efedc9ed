import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { executionProviders, type ExecutionProvider } from '../../src/encoders/execution-providers.js';
import { ModelRuntime } from '../../src/encoders/model-runtime.js';

const model = fileURLToPath(new URL('fixtures/tiny-clip/onnx/text_model.onnx', import.meta.url));
/** A provider that this platform cannot have. */
const impossible: ExecutionProvider = process.platform === 'darwin' ? 'dml' : 'coreml';

describe('ModelRuntime', () => {
  it('falls back to the next provider and says why', async () => {
    const runtime = new ModelRuntime({ providers: [impossible, 'cpu'], threads: 1 });
    await runtime.open(model);
    await runtime.open(model.replace('text', 'vision'));
    expect(runtime.choice).toEqual({
      taken: 'cpu',
      refused: [{ provider: impossible, reason: expect.stringContaining(impossible) as string }],
    });
    await runtime.close();
  });

  it('finds one of all providers by default, each tried at most once', async () => {
    const runtime = new ModelRuntime({ threads: 1 });
    await runtime.open(model);
    const { taken, refused } = runtime.choice;
    const tried = [...refused.map(({ provider }) => provider), taken];
    expect(tried).toEqual(executionProviders.slice(0, tried.length));
    await runtime.close();
  });

  it('refuses to work elsewhere when one provider is demanded', async () => {
    const runtime = new ModelRuntime({ providers: [impossible] });
    await expect(runtime.open(model)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
  });

  it('blames the model, not the provider, for a file that is no model', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'askreel-model-'));
    const path = join(folder, 'broken.onnx');
    await writeFile(path, 'not a model');
    const runtime = new ModelRuntime({ providers: ['cpu'] });
    await expect(runtime.open(path)).rejects.toMatchObject({ code: 'MODEL_FAILED' });
    await rm(folder, { recursive: true });
  });

  it('wraps what goes wrong while running, and runs nothing after it was closed', async () => {
    const runtime = new ModelRuntime({ providers: ['cpu'], threads: 1 });
    const text = runtime.model(model);
    await expect(text.run({}, ['text_embeds'])).rejects.toMatchObject({ code: 'MODEL_FAILED' });
    await runtime.close();
    await expect(text.run({}, ['text_embeds'])).rejects.toMatchObject({ code: 'MODEL_FAILED' });
  });
});
