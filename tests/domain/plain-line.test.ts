import { describe, expect, it } from 'vitest';
import { plainLine, plainText } from '../../src/domain/plain-line.js';

describe('plain text', () => {
  it('is one line, and nothing in it is hidden or moves a cursor', () => {
    expect(plainLine(' a\r\n\tb\u2028c\u0085d\u001b[2J\u0000\u009b\u202ee\u200bf\u{e0062}\u{e0101}\ud83d ')).toBe(
      'a b c d[2Jef',
    );
  });

  it('keeps letters and signs of all scripts', () => {
    const words = '红色的汽车 – קפה, میخواهم, 👩‍👩‍👧 ❤️ naïve';
    expect(plainLine(words)).toBe(words);
  });

  it('may have lines where it is longer', () => {
    expect(plainText('a\r\nb\u2028c\u001b\td')).toBe('a\nb\nc\td');
  });
});
