import { setTimeout as sleep } from 'node:timers/promises';
import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import type { HeardSpeech, TranscribeOptions, Transcriber } from '../encoders/contracts.js';
import { encodeWav } from './encode-wav.js';
import { readTranscriptionReply } from './transcription-reply.js';

/** OpenAI's own address. */
export const openaiAddress = 'https://api.openai.com/v1';

export interface OpenAiTranscriberOptions {
  readonly apiKey?: string;
  /** Of OpenAI, or of a server that speaks as it does. */
  readonly baseUrl?: string;
  /** Default `whisper-1`, the one that tells words' times. */
  readonly model?: string;
  /** ISO 639-1 code of what is spoken. */
  readonly language?: string;
  /** Longest wait for one chunk, in milliseconds (default 120,000). */
  readonly timeoutMs?: number;
  /** Waits before the second and the third try, in milliseconds. */
  readonly pausesMs?: readonly number[];
}

const sampleRate = 16_000;

/**
 * OpenAI's transcription, or that of a server like it. Sent are the stretches of sound in which speech was found, as WAV
 * of 16 kHz, at most 30 s each, with the model's name and, if given, the language: nothing of the picture, no file names.
 */
export class OpenAiTranscriber implements Transcriber {
  readonly name: string;
  readonly #options: OpenAiTranscriberOptions;
  readonly #address: string;
  readonly #model: string;

  /** Throws `CHAT_MODEL_MISSING_KEY` when OpenAI itself is to be asked without a key. */
  constructor(options: OpenAiTranscriberOptions) {
    this.#options = options;
    this.#model = options.model ?? 'whisper-1';
    this.#address = `${(options.baseUrl ?? openaiAddress).replace(/\/+$/, '')}/audio/transcriptions`;
    this.name = `openai:${this.#model}`;
    if (options.baseUrl === undefined && !options.apiKey) {
      throw new AskreelError('CHAT_MODEL_MISSING_KEY', `Transcription by ${this.#model} of OpenAI needs an API key.`, {
        hint: 'Set OPENAI_API_KEY, or use `--transcribe whisper`, which runs on this machine.',
      });
    }
  }

  async transcribe(samples: Float32Array, { signal }: TranscribeOptions = {}): Promise<HeardSpeech> {
    const pauses = this.#options.pausesMs ?? [1000, 4000];
    for (let attempt = 0; ; attempt += 1) {
      throwIfAborted(signal);
      const reply = await this.#send(samples, signal);
      if ('heard' in reply) return reply.heard;
      const pauseMs = pauses[attempt];
      if (!reply.mayRetry || pauseMs === undefined) throw reply.error;
      await sleep(pauseMs, undefined, signal ? { signal } : {}).catch(() => throwIfAborted(signal));
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #send(
    samples: Float32Array,
    signal: AbortSignal | undefined,
  ): Promise<{ heard: HeardSpeech } | { error: AskreelError; mayRetry: boolean }> {
    const { apiKey, timeoutMs = 120_000 } = this.#options;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(this.#address, {
        method: 'POST',
        headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {},
        body: this.#form(samples),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      if (!response.ok) return { error: await refusal(response, this.#address), mayRetry: isPassing(response.status) };
      const body: unknown = await response.json();
      return { heard: readTranscriptionReply(body, samples.length / sampleRate) };
    } catch (cause) {
      throwIfAborted(signal);
      const isReply = cause instanceof SyntaxError || (cause as Error).name === 'ZodError';
      const what = isReply ? 'does not answer with a transcription' : `cannot be reached (${reasonOf(cause, timeout)})`;
      return { error: failed(`${this.#address} ${what}.`, cause), mayRetry: !isReply };
    }
  }

  #form(samples: Float32Array): FormData {
    const form = new FormData();
    form.set('file', new Blob([encodeWav(samples, sampleRate)], { type: 'audio/wav' }), 'speech.wav');
    form.set('model', this.#model);
    form.set('response_format', 'verbose_json');
    form.append('timestamp_granularities[]', 'word');
    form.append('timestamp_granularities[]', 'segment');
    form.set('temperature', '0');
    if (this.#options.language !== undefined) form.set('language', this.#options.language);
    return form;
  }
}

/** Too many requests, or a server in trouble: the same may succeed later. */
function isPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

async function refusal(response: Response, address: string): Promise<AskreelError> {
  const body = (await response.json().catch(() => undefined)) as { error?: { message?: unknown } } | undefined;
  const said = typeof body?.error?.message === 'string' ? `: ${body.error.message.split('\n', 1)[0] ?? ''}` : '';
  const hint = response.status === 401 || response.status === 403 ? 'Check OPENAI_API_KEY.' : undefined;
  return failed(`${address} refused (${response.status})${said}`, undefined, hint);
}

function reasonOf(cause: unknown, timeout: AbortSignal): string {
  if (timeout.aborted) return 'no answer in time';
  const { code } = ((cause as { cause?: unknown }).cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : (cause as Error).message;
}

function failed(
  message: string,
  cause?: unknown,
  hint = 'Run the command again to try anew; what is indexed stays.',
): AskreelError {
  return new AskreelError('TRANSCRIPTION_FAILED', message, { hint, ...(cause !== undefined && { cause }) });
}
