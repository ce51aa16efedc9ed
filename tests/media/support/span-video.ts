import { writeFile } from 'node:fs/promises';
import { encodeWav } from '../../../src/apps/encode-wav.js';
import { createFfmpegCommand, runFfmpegCommand } from '../../../src/media/ffmpeg-command.js';
import { babble, noise, synthesise } from '../../encoders/sound-signals.js';
import { drawSized } from '../../encoders/test-pictures.js';
import type { MediaFixture } from './media-fixture.js';

export const spanFramesPerSecond = 10;
/** Each span lasts three steps of a second. */
export const spanSteps = 3;
const picture = '64x48';

/**
 * A lossless video: each scene is a shot of three steps, a second each. Steps glide into each other, so that they are no
 * cuts, and stand still where they are looked at. `training/reference/export_span_video.py` draws the same frames.
 */
export async function writeSpanVideo(media: MediaFixture, scenes: readonly number[], sound?: string): Promise<string> {
  await writeFile(media.path('spans.rgb'), Buffer.concat(scenes.flatMap(drawSpan)));
  const command = createFfmpegCommand(media.tools)
    .input(media.path('spans.rgb'))
    .inputOptions('-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', picture, '-r', String(spanFramesPerSecond));
  if (sound !== undefined) command.input(sound);
  command.outputOptions('-c:v', 'ffv1', '-pix_fmt', 'bgr0', '-c:a', 'pcm_s16le');
  await runFfmpegCommand(command.output(media.path('spans.mkv')));
  return media.path('spans.mkv');
}

/** Something like speech in noise for five seconds, as a WAV file; the reference hears the same. */
export async function writeSpokenSound(media: MediaFixture): Promise<string> {
  const sound = synthesise(
    [{ seconds: 1, wave: babble }, { seconds: 1 }, { seconds: 3, wave: (time) => babble(time + 2) }],
    (_, index) => 0.004 * noise(index),
  );
  await writeFile(media.path('spoken.wav'), encodeWav(sound, 16_000));
  return media.path('spoken.wav');
}

function drawSpan(scene: number): Uint8Array[] {
  const steps = Array.from({ length: spanSteps }, (_, step) => drawSized(picture, scene, step).data);
  return Array.from({ length: spanSteps * spanFramesPerSecond }, (_, index) => {
    const place = Math.min(spanSteps - 1, Math.max(0, (index - spanFramesPerSecond / 2) / spanFramesPerSecond));
    const [step, rest] = [Math.floor(place), place - Math.floor(place)];
    const weight = Math.min(1, Math.max(0, (rest - 0.25) / 0.5));
    const [here, next] = [steps[step], steps[step + 1]];
    return here?.map((byte, at) => Math.round(byte + weight * ((next?.[at] ?? byte) - byte))) ?? new Uint8Array();
  });
}
