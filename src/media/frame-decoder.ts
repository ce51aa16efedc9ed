import type { VideoFrame } from '../domain/rgb-image.js';
import type { MediaTools, VideoProbe } from './contracts.js';
import { createDamageReport } from './damage-report.js';
import { createFfmpegCommand } from './ffmpeg-command.js';
import { FrameClock } from './frame-clock.js';
import { keepFrameTimes } from './frame-timing.js';
import { asFileInput } from './input-path.js';
import { RawOutput } from './raw-output.js';

export interface FrameDecoderOptions {
  /** Size of the frames handed out, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Start at the key frame before this time instead of at the beginning. */
  readonly seekSeconds: number | undefined;
  readonly onWarning: (warning: string) => void;
}

/** Finished frames that may wait: one being looked at, one ready. */
const framesAhead = 2;

/**
 * Catmull-Rom-like bicubic (b = 0, c = 0.5) as PIL and torchvision have it, with exact rounding and full chroma: what the
 * encoders' reference preprocessing sees.
 */
const scaling = 'flags=bicubic+accurate_rnd+full_chroma_int:param0=0:param1=0.5';

/** One running ffmpeg whose pictures (stdout) and presentation times (`showinfo` on stderr) are brought together. */
export class FrameDecoder {
  private readonly output: RawOutput;
  private readonly times: number[] = [];
  private readonly clock: FrameClock;

  constructor(
    tools: MediaTools,
    probe: VideoProbe,
    private readonly options: FrameDecoderOptions,
  ) {
    const { width, height, seekSeconds } = options;
    this.clock = new FrameClock(seekSeconds ?? 0, 1 / (probe.averageFrameRate ?? 25));
    this.output = new RawOutput(width * height * 3, framesAhead);
    const command = createFfmpegCommand(tools)
      .input(asFileInput(probe.path))
      .inputOptions(seekSeconds === undefined ? [] : ['-noaccurate_seek', '-ss', seekSeconds.toFixed(6)])
      .outputOptions('-map', `0:${probe.videoStreamIndex}`, '-an', '-sn', '-dn')
      .outputOptions(keepFrameTimes(tools, 'passthrough'))
      .outputOptions('-vf', `scale=${width}:${height}:${scaling},showinfo`)
      .outputOptions('-pix_fmt', 'rgb24', '-c:v', 'rawvideo', '-f', 'rawvideo')
      .output(this.output.sink);
    const reportDamage = createDamageReport(options.onWarning);
    command.on('stderr', (line: string) => this.readLine(line, reportDamage));
    this.output.start(command);
  }

  /** The next frame, `undefined` after the last. Throws `FFMPEG_FAILED` when the decoder failed. */
  async next(): Promise<VideoFrame | undefined> {
    for (;;) {
      if (this.output.sink.waiting > 0 && (this.times.length > 0 || this.output.outcome)) {
        const timeSeconds = this.clock.place(this.times.shift() ?? Number.NaN);
        const data = this.output.sink.take() ?? new Uint8Array();
        return { width: this.options.width, height: this.options.height, timeSeconds, data };
      }
      if (this.output.outcome?.error !== undefined) throw this.output.outcome.error;
      if (this.output.outcome) return undefined;
      await this.output.change();
    }
  }

  /** Kills the decoder if it still runs; resolves when it is gone. */
  stop(): Promise<void> {
    return this.output.stop();
  }

  private readLine(line: string, reportDamage: (line: string) => void): void {
    const time = / n: *\d+ pts: *\S+ +pts_time: *(\S+)/.exec(line)?.[1];
    if (time === undefined) reportDamage(line);
    else this.times.push(Number.parseFloat(time));
    this.output.notify();
  }
}
