/**
 * What askreel's encoders cost beside the models themselves: `npx tsx bench/encoders/main.ts [--size base|small]
 * [--rounds 7] [--threads N] [--models DIR]`. CLIP's ViT-B/32 (8 pictures) and TimeSformer-base (one clip of 8 frames),
 * randomly initialised and exported by make_models.py into a folder that is deleted afterwards, unless --models names
 * one to keep. One JSON object on standard output. Seconds are medians, ratios medians of each round's ratio:
 * `askreelPrepared` (the encoder on prepared pixels) and `plain` (onnxruntime-node on the very same) get the same work;
 * `askreelWhole` also prepares the pictures, which `preparation` is alone; `pytorch` is there if python3 has it.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { RgbImage } from '../../src/domain/rgb-image.js';
import { ImagePreprocessor } from '../../src/encoders/image-preprocessor.js';
import { loadModelPack } from '../../src/encoders/load-model-pack.js';
import { ModelRuntime } from '../../src/encoders/model-runtime.js';
import { OnnxClipEncoder } from '../../src/encoders/onnx-clip-encoder.js';
import { OnnxFrameEncoder } from '../../src/encoders/onnx-frame-encoder.js';
import type { FloatTensor } from '../../src/encoders/onnx-session.js';
import { measureRounds, median, medianRatio, secondsOf, type Competitor } from './measure-rounds.js';
import { hasPytorch, PytorchRunner } from './pytorch-runner.js';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'base' },
    rounds: { type: 'string', default: '7' },
    threads: { type: 'string', default: String(availableParallelism()) },
    models: { type: 'string' },
  },
});
const threads = Number(values.threads);
/** Frames as decoding hands them over: the short edge is what the models want. */
const [frameWidth, frameHeight] = [398, 224];

const folder = values.models ?? (await mkdtemp(join(tmpdir(), 'askreel-bench-models-')));
const pytorch = hasPytorch() ? new PytorchRunner(values.size, threads) : undefined;
const runtime = new ModelRuntime({ providers: ['cpu'], threads });
try {
  if (!existsSync(join(folder, 'askreel-pack.json'))) {
    const script = fileURLToPath(new URL('make_models.py', import.meta.url));
    await promisify(execFile)('python3', [script, '--size', values.size, '--out', folder]);
  }
  const pack = await loadModelPack(folder);
  const { clip } = pack.manifest.roles;
  if (!clip) throw new Error(`${folder} has no clip encoder.`);
  const frameEncoder = await OnnxFrameEncoder.open(pack, runtime);
  const clipEncoder = await OnnxClipEncoder.open(clip, pack, runtime);
  const pictures = Array.from({ length: 8 }, (_, index) => drawNoise(index));
  const frames = await measure('frame', {
    output: 'image_embeds',
    preprocessor: join(folder, 'preprocessor_config.json'),
    shapeOf: (shape) => shape,
    encode: () => frameEncoder.encode(pictures),
    encodePixels: (pixels) => frameEncoder.encodePixels(pixels),
    pictures,
  });
  const clips = await measure('clip', {
    output: 'logits',
    preprocessor: join(folder, 'clip', 'preprocessor_config.json'),
    shapeOf: (shape) => [1, ...shape],
    encode: () => clipEncoder.encode([pictures]),
    encodePixels: (pixels) => clipEncoder.encodePixels(pixels),
    pictures,
  });
  console.log(JSON.stringify({ size: values.size, threads, rounds: Number(values.rounds), frames, clips }, null, 2));
} finally {
  pytorch?.close();
  await runtime.close();
  if (values.models === undefined) await rm(folder, { recursive: true });
}

interface Subject {
  readonly output: string;
  readonly preprocessor: string;
  readonly shapeOf: (shape: readonly number[]) => readonly number[];
  readonly encode: () => Promise<unknown>;
  readonly encodePixels: (pixels: FloatTensor) => Promise<unknown>;
  readonly pictures: readonly RgbImage[];
}

async function measure(name: 'frame' | 'clip', subject: Subject): Promise<object> {
  const preprocessor = await ImagePreprocessor.load(subject.preprocessor);
  const prepared = preprocessor.prepare(subject.pictures);
  const pixels = { ...prepared, shape: subject.shapeOf(prepared.shape) };
  const session = await InferenceSession.create(join(folder, `${name}.onnx`), {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
  });
  const feeds = { pixel_values: new Tensor('float32', pixels.data, pixels.shape) };
  const plain = (): Promise<InferenceSession.ReturnType> => session.run(feeds, [subject.output]);
  const file = join(folder, `${name}.pixels`);
  await writeFile(file, new Uint8Array(pixels.data.buffer));
  const inPython = { model: name, pixels: file, shape: pixels.shape };
  const competitors: Record<string, Competitor> = {
    askreelPrepared: () => secondsOf(() => subject.encodePixels(pixels)),
    plain: () => secondsOf(plain),
    askreelWhole: () => secondsOf(subject.encode),
    preparation: () => secondsOf(() => preprocessor.prepare(subject.pictures)),
    ...(pytorch && { pytorch: async () => (await pytorch.run(inPython)).seconds }),
  };
  const seconds = await measureRounds(competitors, Number(values.rounds));
  const reference = (await plain())[subject.output]?.data as Float32Array;
  const differences = (await pytorch?.run(inPython))?.output.map((value, index) =>
    Math.abs(value - (reference[index] ?? NaN)),
  );
  await session.release();
  await rm(file);
  const of = (competitor: string): number[] => seconds[competitor] ?? [];
  return {
    seconds: Object.fromEntries(Object.keys(competitors).map((competitor) => [competitor, median(of(competitor))])),
    preparedToPlain: medianRatio(of('askreelPrepared'), of('plain')),
    wholeToPlain: medianRatio(of('askreelWhole'), of('plain')),
    ...(pytorch && {
      preparedToPytorch: medianRatio(of('askreelPrepared'), of('pytorch')),
      wholeToPytorch: medianRatio(of('askreelWhole'), of('pytorch')),
      greatestDifferenceToPytorch: Math.max(...(differences ?? [])),
    }),
  };
}

/** A picture of noise, always the same for one seed. */
function drawNoise(seed: number): RgbImage {
  let state = seed + 1;
  const data = Uint8Array.from({ length: frameWidth * frameHeight * 3 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
  return { width: frameWidth, height: frameHeight, data };
}
