import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import { AudioDecoder, audioSampleRate } from './audio-decoder.js';
import type { AudioBlock, MediaTools, ReadAudioOptions } from './contracts.js';
import { probeVideo } from './probe-video.js';

/**
 * Decodes a video's sound once, from front to back, as 16 kHz mono with source times; see `ReadAudio`.
 *
 * Throws what `probeVideo` throws, `FFMPEG_FAILED` when no sound at all can be decoded, and `ABORTED`. Damage after
 * which there is something to hear is a warning.
 */
export async function* readAudio(
  tools: MediaTools,
  path: string,
  options: ReadAudioOptions = {},
): AsyncGenerator<AudioBlock, void, void> {
  const { signal } = options;
  const onWarning = options.onWarning ?? (() => undefined);
  const probe = options.probe ?? (await probeVideo(tools, path, signal ? { signal } : {}));
  throwIfAborted(signal);
  if (!probe.audioStream) return;
  const decoder = new AudioDecoder(tools, probe, probe.audioStream, onWarning);
  const stop = (): void => void decoder.stop();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    let given = 0;
    for (;;) {
      const samples = await nextBlock(decoder, given, signal, onWarning);
      if (!samples) return;
      yield { startSeconds: given / audioSampleRate, samples };
      given += samples.length;
      throwIfAborted(signal);
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    await decoder.stop();
  }
}

/** A decoder that fails after it was heard has met damage; one that was never heard has failed. */
async function nextBlock(
  decoder: AudioDecoder,
  given: number,
  signal: AbortSignal | undefined,
  onWarning: (warning: string) => void,
): Promise<Float32Array | undefined> {
  try {
    const samples = await decoder.next();
    throwIfAborted(signal);
    return samples;
  } catch (error) {
    throwIfAborted(signal);
    if (!AskreelError.isInstance(error) || given === 0) throw error;
    onWarning(`The sound ends early: ${error.message}`);
    return undefined;
  }
}
