import type { TimeSpan } from '../domain/time-span.js';
import type { TranscriptLine } from '../domain/video.js';
import type { SpokenPiece } from '../encoders/contracts.js';

/** Subtitles on two rows of 42 signs that stay up to six seconds. */
const [mostCharacters, longestSeconds] = [84, 6];
/** A breath between sentences. */
const pauseSeconds = 0.7;
const sentenceEnd = /[.!?…。！？]["'”’»)\]]*$/u;
/** Where a sentence that is too long may best be parted. */
const clauseEnd = /[,;:—，、；：]["'”’»)\]]*$/u;
/** A line parted at a comma keeps at least this many signs. */
const fewestCharacters = 24;

/**
 * Makes lines as subtitles have them of words (or sentences) in source time: parted at the ends of sentences and at pauses,
 * at most 84 signs and six seconds long.
 */
export function toTranscriptLines(pieces: readonly SpokenPiece[]): Omit<TranscriptLine, 'videoId'>[] {
  const lines: Omit<TranscriptLine, 'videoId'>[] = [];
  let line: SpokenPiece[] = [];
  const end = (): void => {
    const text = textOf(line);
    if (text !== '') lines.push({ span: spanOf(line), text });
    line = [];
  };
  for (const piece of pieces.flatMap(partLongPiece)) {
    const last = line.at(-1);
    if (last && piece.startSeconds - last.endSeconds >= pauseSeconds) end();
    const grown = [...line, piece];
    const { startSeconds, endSeconds } = spanOf(grown);
    if (line.length > 0 && (textOf(grown).length > mostCharacters || endSeconds - startSeconds > longestSeconds)) {
      const rest = line.splice(splitPlace(line));
      end();
      line = rest;
    }
    line.push(piece);
    if (sentenceEnd.test(textOf(line))) end();
  }
  end();
  return lines;
}

/**
 * Moves a piece's ends into speech: models stretch words over the pauses beside them, and say some where there is
 * nothing. The span that the piece shares most with is taken; else the nearest.
 */
export function keepWithinSpeech(piece: SpokenPiece, speech: readonly TimeSpan[]): SpokenPiece {
  const shared = ({ startSeconds, endSeconds }: TimeSpan): number =>
    Math.min(endSeconds, piece.endSeconds) - Math.max(startSeconds, piece.startSeconds);
  const best = speech.reduce<TimeSpan | undefined>(
    (one, other) => (one && shared(one) >= shared(other) ? one : other),
    undefined,
  );
  if (!best) return piece;
  // A sentence may run over several spans: only what lies outside of all of them is cut off.
  const touched = speech.filter((span) => shared(span) > 0);
  const [from, to] = [touched[0] ?? best, touched.at(-1) ?? best];
  const inside = (seconds: number): number => Math.min(Math.max(seconds, from.startSeconds), to.endSeconds);
  return { ...piece, startSeconds: inside(piece.startSeconds), endSeconds: inside(piece.endSeconds) };
}

function textOf(pieces: readonly SpokenPiece[]): string {
  return pieces
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function spanOf(pieces: readonly SpokenPiece[]): TimeSpan {
  const startSeconds = pieces[0]?.startSeconds ?? 0;
  return { startSeconds, endSeconds: Math.max(startSeconds, ...pieces.map(({ endSeconds }) => endSeconds)) };
}

/** How many pieces stay on a full line: up to its last comma, unless that leaves too little. */
function splitPlace(line: readonly SpokenPiece[]): number {
  for (let count = line.length; count > 0; count -= 1) {
    const text = textOf(line.slice(0, count));
    if (text.length < fewestCharacters) break;
    if (clauseEnd.test(text)) return count;
  }
  return line.length;
}

/** A sentence that was heard as a whole and is too long for a line: its words, with times by their share of its signs. */
function partLongPiece(piece: SpokenPiece): SpokenPiece[] {
  const { text, startSeconds, endSeconds } = piece;
  if (text.length <= mostCharacters && endSeconds - startSeconds <= longestSeconds && !/[.!?…。！？]\s*\S/u.test(text))
    return [piece];
  const words = text.match(/\s*\S+/gu) ?? [];
  const parts = words.length > 1 ? words : (text.match(/.{1,20}/gsu) ?? []);
  let place = 0;
  return parts.map((part) => {
    const at = (signs: number): number =>
      startSeconds + ((endSeconds - startSeconds) * signs) / Math.max(1, text.length);
    place += part.length;
    return { ...piece, text: part, startSeconds: at(place - part.length), endSeconds: at(place) };
  });
}
