import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TextEncoder } from '../../src/encoders/contracts.js';
import { encodeFloat16 } from '../../src/library/float16.js';
import { adaptWords } from '../../src/retrieval/adapt-words.js';
import { contentWords, toDescription } from '../../src/retrieval/query-words.js';
import { describeSteps, scalarsPerStep, stepSeconds, type SpanQuery } from '../../src/retrieval/spans/step-features.js';
import { fits, mayFit } from '../fit-retrieval/shown-scene.js';
import { captionOf, describeScene } from '../playhouse/captions.js';
import type { Random } from '../playhouse/random.js';
import { chooseScene, type Scene as ActedScene } from '../playhouse/scene.js';
import type { TrainingVideo } from './recompose.js';

/** A description with the steps that show it; none when the video does not. */
interface Example {
  readonly text: string;
  readonly spans: readonly (readonly [start: number, end: number])[];
}

/**
 * Writes videos and descriptions of them as `train_moments.py` reads them: float16 vectors of each video's steps
 * (`vectors.bin`), and float16 scalars of its steps and the text's vector for each description (`queries.bin`), with
 * an index of both (`index.json`).
 */
export class ExampleWriter {
  readonly #folder: string;
  readonly #text: TextEncoder;
  readonly #random: Random;
  readonly #known = new Map<string, SpanQuery>();
  readonly #videos: { steps: number; queries: { spans: Example['spans'] }[] }[] = [];

  constructor(folder: string, text: TextEncoder, random: Random) {
    this.#folder = folder;
    this.#text = text;
    this.#random = random;
  }

  /** Empties the folder's files. */
  async start(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await writeFile(join(this.#folder, 'vectors.bin'), '');
    await writeFile(join(this.#folder, 'queries.bin'), '');
  }

  async add(video: TrainingVideo): Promise<void> {
    const queries: { spans: Example['spans'] }[] = [];
    const blocks: Uint8Array[] = [];
    let steps = 0;
    let vectors: Uint8Array = new Uint8Array();
    const examples = describeVideo(video, this.#random);
    const asked = await this.#toQueries(examples.map(({ text }) => text));
    for (const [index, { spans }] of examples.entries()) {
      const query = asked[index];
      if (!query) continue;
      const { count, width, values } = describeSteps(video.evidence, query);
      const vectorWidth = width - scalarsPerStep;
      const column = (from: number, to: number): Float32Array =>
        Float32Array.from({ length: count * (to - from) }, (_, index) => {
          const [step, offset] = [Math.floor(index / (to - from)), index % (to - from)];
          return values[step * width + from + offset] ?? 0;
        });
      if (queries.length === 0) vectors = toFloat16(column(0, vectorWidth));
      blocks.push(toFloat16(column(vectorWidth, width)), toFloat16(query.embedding));
      queries.push({ spans });
      steps = count;
    }
    await appendFile(join(this.#folder, 'vectors.bin'), vectors);
    await appendFile(join(this.#folder, 'queries.bin'), Buffer.concat(blocks));
    this.#videos.push({ steps, queries });
  }

  async finish(): Promise<void> {
    const dimensions = this.#text.space.dimensions;
    const index = { dimensions, scalars: scalarsPerStep, stepSeconds, videos: this.#videos };
    await writeFile(join(this.#folder, 'index.json'), JSON.stringify(index));
  }

  /** All at once: one run of the text tower for each video. */
  async #toQueries(wanted: readonly string[]): Promise<(SpanQuery | undefined)[]> {
    const texts = wanted.map((text) => adaptWords(toDescription(text), this.#text).text);
    const fresh = [...new Set(texts.filter((text) => !this.#known.has(text)))];
    const embeddings = await this.#text.encode(fresh);
    for (const [index, text] of fresh.entries()) {
      this.#known.set(text, { embedding: embeddings[index] ?? new Float32Array(), words: contentWords(text) });
    }
    return texts.map((text) => this.#known.get(text));
  }
}

/** For each scene its caption and another wording of it, often partial; and scenes that the video does not show. */
function describeVideo({ scenes }: TrainingVideo, random: Random): Example[] {
  const examples = scenes.flatMap(({ truth }) => {
    const any = chooseScene(random, { combinations: 'any' });
    const shown: ActedScene = { ...any, ...truth, bystander: truth.bystander ?? undefined };
    const { actor, action, place, bystander } = shown;
    const claims = { actor: actor.kind, colour: actor.colour, action, place, ...(bystander && { bystander }) };
    const absent = random.chance(0.3) ? [describeScene(random, any)] : [];
    return [{ text: captionOf(shown), claims }, describeScene(random, shown), ...absent];
  });
  return examples.flatMap(({ text, claims }) => {
    const right = scenes.filter(({ truth }) => fits(truth, claims));
    // What can be disputed teaches nothing.
    if (scenes.some(({ truth }) => !fits(truth, claims) && mayFit(truth, claims)) || right.length > 4) return [];
    const spans = right.map(
      ({ actionSpan }) => [actionSpan.startSeconds / stepSeconds, actionSpan.endSeconds / stepSeconds] as const,
    );
    return [{ text, spans }];
  });
}

function toFloat16(values: Float32Array): Uint8Array {
  const halves = encodeFloat16(values);
  return new Uint8Array(halves.buffer, halves.byteOffset, halves.byteLength);
}
