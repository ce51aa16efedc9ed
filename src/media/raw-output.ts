import type ffmpeg from 'fluent-ffmpeg';
import { runFfmpegCommand } from './ffmpeg-command.js';
import { RawFrameSink } from './raw-frame-sink.js';

/**
 * One running ffmpeg that writes raw pieces of one size (pictures, blocks of sound), and whoever waits for them. A slow
 * reader slows ffmpeg down.
 */
export class RawOutput {
  readonly sink: RawFrameSink;
  readonly #stopping = new AbortController();
  #done: Promise<void> = Promise.resolve();
  #outcome: { readonly error: Error | undefined } | undefined;
  #wake: (() => void) | undefined;

  /** Pieces of `pieceBytes`, of which `ahead` may wait. */
  constructor(pieceBytes: number, ahead: number) {
    this.sink = new RawFrameSink(pieceBytes, ahead, () => this.notify());
  }

  /** How ffmpeg ended; `undefined` while it runs. */
  get outcome(): { readonly error: Error | undefined } | undefined {
    return this.#outcome;
  }

  /** Starts ffmpeg, whose output must be the sink. Its failure is an outcome, never thrown. */
  start(command: ffmpeg.FfmpegCommand): void {
    this.#done = this.#run(command);
  }

  /** Resolves at the next piece, at {@link notify}, or when ffmpeg has ended. */
  change(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }

  /** Wakes whoever waits for a change. */
  notify(): void {
    this.#wake?.();
  }

  /** Kills ffmpeg if it still runs; resolves when it is gone. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#done;
  }

  async #run(command: ffmpeg.FfmpegCommand): Promise<void> {
    const { signal } = this.#stopping;
    // Listened for from the start: the signal may fire while ffmpeg still ends.
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    const finished = new Promise<void>((resolve) => this.sink.once('finish', resolve));
    try {
      await runFfmpegCommand(command, signal);
      await Promise.race([finished, aborted]);
      this.#outcome = { error: undefined };
    } catch (error) {
      this.#outcome = { error: error as Error };
    }
    this.notify();
  }
}
