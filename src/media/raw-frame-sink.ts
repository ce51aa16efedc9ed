import { Writable } from 'node:stream';

/**
 * Cuts a stream of raw pictures into pictures, each in its own memory, every byte copied once.
 *
 * Holds the stream back while `limit` finished pictures wait, so that a slow reader slows the decoder down.
 */
export class RawFrameSink extends Writable {
  private readonly finished: Uint8Array[] = [];
  private current: Uint8Array;
  private filled = 0;
  private release: (() => void) | undefined;

  /** `onPicture` is called whenever a picture is finished. */
  constructor(
    private readonly pictureBytes: number,
    private readonly limit: number,
    private readonly onPicture: () => void,
  ) {
    // fluent-ffmpeg takes the closing of its output for a failure: this stream finishes and stays open.
    super({ autoDestroy: false, emitClose: false, highWaterMark: 1 });
    this.current = new Uint8Array(pictureBytes);
  }

  /** Pictures that wait to be taken. */
  get waiting(): number {
    return this.finished.length;
  }

  /** What has come of a picture that is not finished; a view. */
  get unfinished(): Uint8Array {
    return this.current.subarray(0, this.filled);
  }

  /** Takes the oldest finished picture and lets the stream go on. */
  take(): Uint8Array | undefined {
    const picture = this.finished.shift();
    if (this.finished.length < this.limit) {
      const release = this.release;
      this.release = undefined;
      release?.();
    }
    return picture;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    let offset = 0;
    while (offset < chunk.length) {
      const length = Math.min(chunk.length - offset, this.pictureBytes - this.filled);
      this.current.set(chunk.subarray(offset, offset + length), this.filled);
      this.filled += length;
      offset += length;
      if (this.filled === this.pictureBytes) {
        this.finished.push(this.current);
        this.current = new Uint8Array(this.pictureBytes);
        this.filled = 0;
        this.onPicture();
      }
    }
    if (this.finished.length < this.limit) done();
    else this.release = done;
  }
}
