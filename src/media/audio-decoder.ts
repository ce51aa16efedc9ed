import type { AudioStream, MediaTools, VideoProbe } from './contracts.js';
import { createDamageReport } from './damage-report.js';
import { createFfmpegCommand } from './ffmpeg-command.js';
import { asFileInput } from './input-path.js';
import { RawOutput } from './raw-output.js';

/** Samples a second of what is handed out: what speech models hear. */
export const audioSampleRate = 16_000;

/** One second a block: half a second of latency on average, and few enough calls. */
const blockSamples = audioSampleRate;

/** Blocks that may wait: one being looked at, one ready. */
const blocksAhead = 2;

/** Holes and overlaps shorter than this are jitter of the container's clock (one AAC frame lasts 21 to 64 ms). */
const smallestGapSeconds = 0.07;

/**
 * One running ffmpeg that gives a sound track as 16 kHz mono from source time 0 on: a late start and gaps come as
 * silence, what lies before time 0 is cut off, so that a sample's place is its time.
 */
export class AudioDecoder {
  private readonly output = new RawOutput(blockSamples * Float32Array.BYTES_PER_ELEMENT, blocksAhead);
  private isRestGiven = false;

  constructor(tools: MediaTools, probe: VideoProbe, stream: AudioStream, onWarning: (warning: string) => void) {
    // Without -copyts ffmpeg would count from the first stream that it reads, which need not be the picture's time 0.
    const zero = `asetpts=PTS-${stream.zeroSeconds.toFixed(6)}/TB`;
    const resample = `aresample=${audioSampleRate}:async=1:min_hard_comp=${smallestGapSeconds}:first_pts=0`;
    const command = createFfmpegCommand(tools)
      .input(asFileInput(probe.path))
      .inputOptions('-copyts', '-vn', '-sn', '-dn')
      .outputOptions('-map', `0:${stream.index}`)
      .outputOptions('-af', `${zero},${resample},aformat=sample_fmts=flt:channel_layouts=mono`)
      .outputOptions('-c:a', 'pcm_f32le', '-f', 'f32le')
      .output(this.output.sink);
    const reportDamage = createDamageReport(onWarning);
    command.on('stderr', (line: string) => reportDamage(line));
    this.output.start(command);
  }

  /** The next block of samples, a second long but for the last; `undefined` at the end. Throws `FFMPEG_FAILED`. */
  async next(): Promise<Float32Array | undefined> {
    for (;;) {
      const block = this.output.sink.take();
      if (block) return asFloats(block);
      if (this.output.outcome) return this.takeRest();
      await this.output.change();
    }
  }

  /** Kills the decoder if it still runs; resolves when it is gone. */
  stop(): Promise<void> {
    return this.output.stop();
  }

  /** What was heard before a failure is given first, and the failure after it. */
  private takeRest(): Float32Array | undefined {
    const rest = this.isRestGiven ? new Uint8Array() : this.output.sink.unfinished;
    this.isRestGiven = true;
    if (rest.length >= Float32Array.BYTES_PER_ELEMENT) return asFloats(rest.slice());
    if (this.output.outcome?.error !== undefined) throw this.output.outcome.error;
    return undefined;
  }
}

function asFloats(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / Float32Array.BYTES_PER_ELEMENT));
}
