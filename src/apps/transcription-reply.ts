import { z } from 'zod';
import type { HeardSpeech, SpokenPiece } from '../encoders/contracts.js';

const timed = { start: z.number().nonnegative(), end: z.number().nonnegative() };
const wordSchema = z.object({ ...timed, word: z.string() });
const replySchema = z.object({
  text: z.string(),
  language: z.string().nullish(),
  words: z.array(wordSchema).nullish(),
  segments: z
    .array(
      z.object({
        ...timed,
        text: z.string(),
        no_speech_prob: z.number().optional(),
        avg_logprob: z.number().optional(),
      }),
    )
    .nullish(),
});

/** Whisper's own limits, as for the local model. */
const [silenceProbability, unsureLogProbability] = [0.6, -1];

/**
 * Reads a `verbose_json` transcription. Its words have times but no punctuation, its segments have both but coarse times:
 * where the words are found again in the segments, each takes what stands behind it there. Throws zod's error for
 * anything else.
 */
export function readTranscriptionReply(body: unknown, durationSeconds: number): HeardSpeech {
  const { text, language, words, segments } = replySchema.parse(body);
  const spoken = (segments ?? []).filter(
    ({ no_speech_prob: silence = 0, avg_logprob: sure = 0 }) =>
      !(silence > silenceProbability && sure < unsureLogProbability),
  );
  const wholeText = spoken.map((segment) => segment.text).join('');
  const pieces =
    placeWords(words ?? [], wholeText) ??
    (segments
      ? spoken.map((segment) => ({ text: segment.text, startSeconds: segment.start, endSeconds: segment.end }))
      : [{ text, startSeconds: 0, endSeconds: durationSeconds }]);
  return {
    language: language ? languageCode(language) : undefined,
    pieces: pieces.filter((piece) => piece.text.trim() !== ''),
  };
}

/** The words with the text's own spaces and punctuation; `undefined` when there are none or one of them is not in the text. */
function placeWords(words: readonly z.infer<typeof wordSchema>[], text: string): SpokenPiece[] | undefined {
  const places: number[] = [];
  let from = 0;
  for (const { word } of words) {
    const at = text.indexOf(word.trim(), from);
    if (at < 0) return undefined;
    places.push(at);
    from = at + word.trim().length;
  }
  if (places.length === 0) return undefined;
  // White space goes with the word behind it, punctuation with the word before.
  const begin = (place: number): number => text.slice(0, place).trimEnd().length;
  return words.map(({ start, end }, index) => ({
    text: text.slice(
      index === 0 ? 0 : begin(places[index] ?? 0),
      index + 1 < places.length ? begin(places[index + 1] ?? 0) : undefined,
    ),
    startSeconds: start,
    endSeconds: end,
  }));
}

/** The service names languages in English; two letters are kept, and what has no name that this runtime knows. */
function languageCode(language: string): string {
  const wanted = language.toLowerCase();
  if (/^[a-z]{2,3}$/.test(wanted)) return wanted;
  const names = new Intl.DisplayNames(['en'], { type: 'language' });
  const codes =
    'en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la cy sk fa lv bn sr az sl kn et mk is hy';
  return codes.split(' ').find((code) => names.of(code)?.toLowerCase() === wanted) ?? wanted;
}
