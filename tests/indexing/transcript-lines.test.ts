import { describe, expect, it } from 'vitest';
import type { SpokenPiece } from '../../src/encoders/contracts.js';
import { keepWithinSpeech, toTranscriptLines } from '../../src/indexing/transcript-lines.js';

/** Words a third of a second long, one after another from `start` on. */
function speak(text: string, start = 0): SpokenPiece[] {
  return (text.match(/\s*\S+/g) ?? []).map((word, index) => ({
    text: word,
    startSeconds: start + index / 3,
    endSeconds: start + (index + 1) / 3,
  }));
}

const texts = (pieces: readonly SpokenPiece[]): string[] => toTranscriptLines(pieces).map(({ text }) => text);

describe('toTranscriptLines', () => {
  it('ends lines with sentences, and gives them the times of their words', () => {
    expect(toTranscriptLines(speak(' Who is there? It is me, "the cat." Ah.', 10))).toEqual([
      { span: { startSeconds: 10, endSeconds: 11 }, text: 'Who is there?' },
      { span: { startSeconds: 11, endSeconds: expect.closeTo(10 + 8 / 3, 6) as number }, text: 'It is me, "the cat."' },
      { span: { startSeconds: expect.closeTo(10 + 8 / 3, 6) as number, endSeconds: 13 }, text: 'Ah.' },
    ]);
  });

  it('ends lines at pauses', () => {
    expect(texts([...speak('one two'), ...speak(' three four', 1.5)])).toEqual(['one two', 'three four']);
    expect(texts([...speak('one two'), ...speak(' three four', 1.1)])).toEqual(['one two three four']);
  });

  it('keeps lines short: 84 signs, six seconds, parted at a comma where there is one', () => {
    const endless = speak(Array(60).fill('word').join(' '));
    for (const { text, span } of toTranscriptLines(endless)) {
      expect(text.length).toBeLessThanOrEqual(84);
      expect(span.endSeconds - span.startSeconds).toBeLessThanOrEqual(6 + 1e-6);
    }
    expect(texts(endless).join(' ')).toBe(Array(60).fill('word').join(' '));
    const long = 'When the red dog came down to the beach, the kite was already far out over the water and gone';
    expect(texts(speak(long))[0]).toBe('When the red dog came down to the beach,');
  });

  it('joins words as their language does', () => {
    expect(
      texts(
        ['你', '好', '。', '再', '见'].map((text, at) => ({ text, startSeconds: at / 5, endSeconds: (at + 1) / 5 })),
      ),
    ).toEqual(['你好。', '再见']);
    expect(texts([{ text: ' \n ', startSeconds: 0, endSeconds: 1 }])).toEqual([]);
  });

  it('parts sentences that were heard as a whole, by their share of the signs', () => {
    const whole = { text: 'One two three four. Five six seven eight.', startSeconds: 4, endSeconds: 8.1 };
    const [first, second] = toTranscriptLines([whole]);
    expect([first?.text, second?.text]).toEqual(['One two three four.', 'Five six seven eight.']);
    expect(first?.span.endSeconds).toBeCloseTo(5.9, 1);
    expect(second?.span).toEqual({
      startSeconds: first?.span.endSeconds,
      endSeconds: expect.closeTo(8.1, 6) as number,
    });
  });
});

describe('keepWithinSpeech', () => {
  const speech = [
    { startSeconds: 1, endSeconds: 2 },
    { startSeconds: 5, endSeconds: 7 },
  ];
  const piece = (startSeconds: number, endSeconds: number) => ({ text: 'x', startSeconds, endSeconds });

  it('cuts off what hangs over into a pause, and moves what lies in one to the nearest speech', () => {
    expect(keepWithinSpeech(piece(0.5, 1.5), speech)).toEqual(piece(1, 1.5));
    expect(keepWithinSpeech(piece(6, 9), speech)).toEqual(piece(6, 7));
    expect(keepWithinSpeech(piece(2.2, 2.4), speech)).toEqual(piece(2, 2));
    expect(keepWithinSpeech(piece(4.5, 4.6), speech)).toEqual(piece(5, 5));
    expect(keepWithinSpeech(piece(1.5, 6), speech)).toEqual(piece(1.5, 6));
    expect(keepWithinSpeech(piece(3, 4), [])).toEqual(piece(3, 4));
  });
});
