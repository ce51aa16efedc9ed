import { spanSeconds } from '../domain/time-span.js';
import type { Transcription, TranscriptLine } from '../domain/video.js';
import type { SpokenPiece, Transcriber } from '../encoders/contracts.js';
import type { Media, VideoProbe } from '../media/contracts.js';
import type { VideoProgressEvent } from './contracts.js';
import { cutSpeechChunks } from './speech-chunks.js';
import { keepWithinSpeech, toTranscriptLines } from './transcript-lines.js';

const progressEveryMs = 200;

/** What was said in a video, and how that is known. */
export interface VideoTranscript {
  readonly lines: Omit<TranscriptLine, 'videoId'>[];
  readonly transcription: Transcription;
}

/**
 * Listens to a video: finds speech in its sound, has it transcribed chunk by chunk, and makes lines of the words. A video
 * without speech costs no inference. Yields progress; throws what reading the sound and the transcriber throw.
 */
export async function* transcribeVideo(
  probe: VideoProbe,
  media: Pick<Media, 'readAudio'>,
  transcriber: Transcriber,
  { signal, onWarning }: { readonly signal?: AbortSignal; readonly onWarning?: (warning: string) => void },
): AsyncGenerator<VideoProgressEvent, VideoTranscript> {
  const { path, durationSeconds } = probe;
  const pieces: SpokenPiece[] = [];
  const secondsByLanguage = new Map<string, number>();
  let [speechSeconds, reported] = [0, performance.now()];
  const blocks = media.readAudio(path, { probe, ...(signal && { signal }), ...(onWarning && { onWarning }) });
  for await (const { secondsHeard, chunk } of cutSpeechChunks(blocks)) {
    if (chunk) {
      const likelyLanguage = mostSpoken(secondsByLanguage);
      const heard = await transcriber.transcribe(chunk.samples, {
        ...(likelyLanguage && { likelyLanguage }),
        ...(signal && { signal }),
      });
      for (const { startSeconds, endSeconds, ...rest } of heard.pieces) {
        const piece = {
          ...rest,
          startSeconds: startSeconds + chunk.startSeconds,
          endSeconds: endSeconds + chunk.startSeconds,
        };
        pieces.push(keepWithinSpeech(piece, chunk.speech));
      }
      const seconds = chunk.speech.reduce((sum, span) => sum + spanSeconds(span), 0);
      speechSeconds += seconds;
      if (heard.language !== undefined && heard.pieces.length > 0)
        secondsByLanguage.set(heard.language, (secondsByLanguage.get(heard.language) ?? 0) + seconds);
    } else if (performance.now() - reported < progressEveryMs) continue;
    reported = performance.now();
    const secondsDone = Math.min(secondsHeard, durationSeconds);
    yield { type: 'transcription-progress', path, secondsDone, secondsTotal: durationSeconds, speechSeconds };
  }
  const language = mostSpoken(secondsByLanguage);
  return {
    lines: toTranscriptLines(pieces),
    transcription: { madeBy: transcriber.name, ...(language && { language }) },
  };
}

function mostSpoken(secondsByLanguage: ReadonlyMap<string, number>): string | undefined {
  return [...secondsByLanguage].reduce<[string, number] | undefined>(
    (most, one) => (most && most[1] >= one[1] ? most : one),
    undefined,
  )?.[0];
}
