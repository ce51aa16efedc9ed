import type { SpokenPiece } from './contracts.js';

/** Seconds between two timestamps of Whisper. */
export const timestampSeconds = 0.02;

/** What Whisper said after its prompt. */
export interface WhisperOutput {
  /** Text, timestamps and the end token. */
  readonly ids: readonly number[];
  /** Natural logarithms, one for each id that was chosen. */
  readonly logProbabilities: readonly number[];
  /** When each id begins, in seconds, from the cross attentions; absent when the model does not give them. */
  readonly startSeconds?: readonly number[];
  /** `<|endoftext|>`: text lies below it. */
  readonly end: number;
  /** `<|0.00|>`: timestamps begin here. */
  readonly firstTimestamp: number;
  /** Length of the sound, in seconds. */
  readonly durationSeconds: number;
}

/** Scripts that are written without spaces between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u;

interface Unit {
  text: string;
  from: number;
  to: number;
}

/** Words with their times where those are known, otherwise what stands between two timestamps. */
export function readWhisperPieces(output: WhisperOutput, decode: (ids: number[]) => string): SpokenPiece[] {
  const { startSeconds, durationSeconds } = output;
  const inside = (seconds: number): number => Math.min(Math.max(seconds, 0), durationSeconds);
  const pieces = segmentsOf(output).flatMap(({ from, to, startTime, endTime }): SpokenPiece[] => {
    const units = startSeconds
      ? wordsOf(output.ids, from, to, decode)
      : [{ text: decode([...output.ids.slice(from, to)]), from, to }];
    return units.map((unit) => {
      const start = inside(startSeconds?.[unit.from] ?? startTime);
      const end = inside(startSeconds ? (startSeconds[unit.to] ?? durationSeconds) : endTime);
      const chosen = output.logProbabilities.slice(unit.from, unit.to);
      const confidence = Math.exp(chosen.reduce((sum, value) => sum + value, 0) / Math.max(1, chosen.length));
      return { text: unit.text, startSeconds: start, endSeconds: Math.max(start, end), confidence };
    });
  });
  return pieces.filter(({ text }) => text.trim() !== '');
}

/** Runs of text tokens with the timestamps around them. */
function segmentsOf({ ids, end, firstTimestamp, durationSeconds }: WhisperOutput) {
  const segments: { from: number; to: number; startTime: number; endTime: number }[] = [];
  let startTime = 0;
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] ?? end;
    if (id >= firstTimestamp) startTime = (id - firstTimestamp) * timestampSeconds;
    if (id >= end) continue;
    const from = at;
    while ((ids[at + 1] ?? end) < end) at += 1;
    const next = ids[at + 1];
    const endTime =
      next !== undefined && next >= firstTimestamp ? (next - firstTimestamp) * timestampSeconds : durationSeconds;
    segments.push({ from, to: at + 1, startTime, endTime });
  }
  return segments;
}

/** Tokens joined to whole characters, and those to words: at spaces, and at each sign of scripts without them. */
function wordsOf(ids: readonly number[], from: number, to: number, decode: (ids: number[]) => string): Unit[] {
  const words: Unit[] = [];
  for (let start = from, at = from; at < to; at += 1) {
    const text = decode([...ids.slice(start, at + 1)]);
    // Half of a character decodes to the replacement sign: the next token completes it.
    if (text.endsWith('\ufffd') && at + 1 < to) continue;
    const last = words.at(-1);
    const continues = last && !/^\s/.test(text) && (!unspaced.test(last.text) || /^\p{P}+$/u.test(text));
    if (last && continues) {
      last.text += text;
      last.to = at + 1;
    } else words.push({ text, from: start, to: at + 1 });
    start = at + 1;
  }
  return words;
}
