import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { executionProviders, type ExecutionProvider } from '../../src/encoders/execution-providers.js';
import { ModelRuntime } from '../../src/encoders/model-runtime.js';
import { OnnxSession } from '../../src/encoders/onnx-session.js';

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

  describe('on providers that open what they cannot run', () => {
    const picture = {
      pixel_values: { type: 'float32', data: new Float32Array(3 * 32 * 32), shape: [1, 3, 32, 32] },
    } as const;
    const vision = model.replace('text', 'vision');

    /** onnxruntime's processor under other providers' names; `fails` says which of them break when they run. */
    function scriptedRuntime(fails: (provider: string, path: string) => boolean): {
      readonly runtime: ModelRuntime;
      readonly opened: string[];
      readonly closed: string[];
      readonly warnings: string[];
    } {
      const [opened, closed, warnings]: string[][] = [[], [], []];
      const runtime = new ModelRuntime({
        providers: ['cuda', 'webgpu', 'cpu'],
        threads: 1,
        onWarning: (warning) => warnings!.push(warning),
        openSession: async (path, { provider }) => {
          const name = `${provider} ${basename(path)}`;
          opened!.push(name);
          const session = await OnnxSession.open(vision, { provider: 'cpu', threads: 1 });
          return {
            run: (inputs, outputs) =>
              fails(provider, path) ? Promise.reject(new Error('no kernel image')) : session.run(inputs, outputs),
            close: () => {
              closed!.push(name);
              return session.close();
            },
          };
        },
      });
      return { runtime, opened: opened!, closed: closed!, warnings: warnings! };
    }

    it('goes on with the next one at the first run, says so, and stays there', async () => {
      const { runtime, opened, closed, warnings } = scriptedRuntime((provider) => provider !== 'cpu');
      const encoder = runtime.model(vision);
      const [embedding] = await encoder.run(picture, ['image_embeds']);
      expect(embedding.shape).toEqual([1, 24]);
      await encoder.run(picture, ['image_embeds']);
      expect(opened).toEqual(['cuda vision_model.onnx', 'webgpu vision_model.onnx', 'cpu vision_model.onnx']);
      const reason = 'no kernel image';
      expect(runtime.choice).toEqual({
        taken: 'cpu',
        refused: [
          { provider: 'cuda', reason },
          { provider: 'webgpu', reason },
        ],
      });
      expect(warnings).toEqual([
        expect.stringMatching(/^cuda opens .* but cannot run it; cpu runs it instead\.$/),
        expect.stringMatching(/^webgpu opens /),
      ]);
      await runtime.close();
      expect(closed.sort()).toEqual([...opened].sort());
    });

    it('runs two at once on the next one', async () => {
      const { runtime } = scriptedRuntime((provider) => provider === 'cuda');
      const encoder = runtime.model(vision);
      const runs = [encoder.run(picture, ['image_embeds']), encoder.run(picture, ['image_embeds'])];
      for (const [{ shape }] of await Promise.all(runs)) expect(shape).toEqual([1, 24]);
      expect(runtime.choice.taken).toBe('webgpu');
      await runtime.close();
    });

    it('blames the inputs for what fails everywhere, and a later failure on nobody else', async () => {
      let broken = false;
      const { runtime, opened } = scriptedRuntime(() => broken);
      const encoder = runtime.model(vision);
      await expect(encoder.run({}, ['image_embeds'])).rejects.toMatchObject({ code: 'MODEL_FAILED' });
      expect(runtime.choice).toEqual({ taken: 'cuda', refused: [] });
      await encoder.run(picture, ['image_embeds']);
      broken = true;
      const before = opened.length;
      await expect(encoder.run(picture, ['image_embeds'])).rejects.toThrow('no kernel image');
      expect(opened).toHaveLength(before);
      await runtime.close();
    });

    it('takes float16 where that helps, float32 on the processor and where float16 cannot run', async () => {
      const files = { path: 'model.onnx', fp16Path: 'model_fp16.onnx' };
      const runs = async (fails: (provider: string, path: string) => boolean): Promise<string[]> => {
        const { runtime, opened } = scriptedRuntime(fails);
        await runtime.model(files).run(picture, ['image_embeds']);
        await runtime.close();
        return opened;
      };
      expect(await runs(() => false)).toEqual(['cuda model_fp16.onnx']);
      expect(await runs((_, path) => path === 'model_fp16.onnx')).toEqual(['cuda model_fp16.onnx', 'cuda model.onnx']);
      expect((await runs((provider) => provider !== 'cpu')).at(-1)).toBe('cpu model.onnx');
    });
  });
});
