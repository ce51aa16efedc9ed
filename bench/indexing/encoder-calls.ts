import type { EncoderSet } from '../../src/encoders/contracts.js';

/**
 * Passes everything on to the encoders and remembers each call, so that the very same work can be done again without
 * a decoder. Of equally large batches only the first is kept: the calls repeat, memory does not.
 */
export class EncoderCalls {
  readonly encoders: EncoderSet;
  readonly #calls: (() => Promise<unknown>)[] = [];
  readonly #inputs = new Map<string, readonly unknown[]>();

  constructor({ frame, clip, qformer, captioner, ...rest }: EncoderSet) {
    this.encoders = {
      ...rest,
      frame: {
        space: frame.space,
        inputEdge: frame.inputEdge,
        batchSize: frame.batchSize,
        encode: this.#record('frame', (images) => frame.encode(images)),
      },
      ...(clip && {
        clip: {
          labels: clip.labels,
          framesPerClip: clip.framesPerClip,
          inputEdge: clip.inputEdge,
          batchSize: clip.batchSize,
          frameTimes: (span) => clip.frameTimes(span),
          featuresRefused: () => clip.featuresRefused(),
          encode: this.#record('clip', (clips) => clip.encode(clips)),
        },
      }),
      ...(qformer && {
        qformer: {
          space: qformer.space,
          frameIndices: qformer.frameIndices,
          encode: this.#record('qformer', (clips) => qformer.encode(clips)),
          match: (clips, text) => qformer.match(clips, text),
        },
      }),
      ...(captioner?.reads === 'frames' && {
        captioner: {
          reads: captioner.reads,
          framesPerClip: captioner.framesPerClip,
          inputEdge: captioner.inputEdge,
          caption: this.#record('captioner', (clips) => captioner.caption(clips)),
          answer: (images, question) => captioner.answer(images, question),
        },
      }),
      ...(captioner?.reads === 'prompt' && {
        captioner: {
          reads: captioner.reads,
          caption: this.#record('captioner', (prompts) => captioner.caption(prompts)),
          candidates: (prompts, count) =>
            this.#record(`captioner ${count}`, (batch: typeof prompts) => captioner.candidates(batch, count))(prompts),
          answer: (prompt, question) => captioner.answer(prompt, question),
        },
      }),
    };
  }

  get count(): number {
    return this.#calls.length;
  }

  /** Does all calls again, one after another, on inputs from memory. */
  async replay(): Promise<void> {
    for (const call of this.#calls) await call();
  }

  #record<Item, Result>(
    model: string,
    encode: (batch: readonly Item[]) => Promise<Result>,
  ): (batch: readonly Item[]) => Promise<Result> {
    return (batch) => {
      const key = `${model} ${batch.length}`;
      if (!this.#inputs.has(key)) this.#inputs.set(key, batch);
      const kept = this.#inputs.get(key) as readonly Item[];
      this.#calls.push(() => encode(kept));
      return encode(batch);
    };
  }
}
