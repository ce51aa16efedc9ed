import { describe, expect, it } from 'vitest';
import { judgeStatement } from '../../../src/chains/verify/judge-statement.js';
import { readStatement } from '../../../src/chains/verify/read-statement.js';
import type { SeenShot } from '../../../src/chains/verify/see-moment.js';

const shot: SeenShot = {
  span: { startSeconds: 9, endSeconds: 13 },
  caption: 'a red dog jumps in the snow beside a blue cat',
  action: { label: 'jumps', probability: 0.97 },
  things: [
    { name: 'red dog', score: 0.9 },
    { name: 'blue cat', score: 0.8 },
  ],
};
const judge = (text: string, seen: SeenShot = shot) => judgeStatement(readStatement(text, ['park day']), seen).verdict;

describe('a statement held against what was seen', () => {
  it.each([
    'A red dog jumps in the snow at 0:09–0:13.',
    'In park day, the red dog hops at 0:09.',
    'Yes, a red dog can be seen at 0:09–0:13.',
    'In the snow at 0:09–0:13.',
    'It jumps.',
    'A red dog jumps beside a blue cat.',
    'There is a blue cat.',
    'In "park day": a red dog jumps in the snow at 0:09–0:13.',
  ])('is confirmed: %s', (text) => {
    expect(judge(text)).toBe('confirmed');
  });

  it.each([
    'A green dog jumps in the snow.',
    'A red boat jumps in the snow.',
    'A red dog sits down in the snow.',
    'A red dog jumps on the beach.',
    'A blue cat jumps.',
  ])('is never confirmed: %s', (text) => {
    expect(judge(text)).not.toBe('confirmed');
  });

  it('is rejected where everything that looked says otherwise', () => {
    expect(judge('A green boat jumps in the snow.')).toBe('rejected');
    expect(judge('A red dog sits down in the snow.')).toBe('rejected');
    expect(judge('A red dog jumps on the beach.')).toBe('rejected');
  });

  it('is not confirmed by the caption alone', () => {
    const { caption, span } = shot;
    expect(judge('A red dog jumps in the snow.', { caption, span })).toBe('unverified');
    const doubtful = { ...shot, things: [{ name: 'red bird', score: 0.9 }] };
    expect(judge('A red dog jumps in the snow.', doubtful)).toBe('unverified');
    const unsure = { ...shot, action: { label: 'jumps', probability: 0.5 } };
    expect(judge('A red dog jumps in the snow.', unsure)).toBe('unverified');
  });

  it('is as likely as its least likely part, in the light of all that looked', () => {
    const likely = (text: string, seen: SeenShot = shot) => judgeStatement(readStatement(text, []), seen).probability;
    const seen = { ...shot, captionConfidence: 0.9 };
    expect(likely('A red dog jumps in the snow.', seen)).toBeCloseTo(0.9);
    expect(likely('A red dog jumps.', seen)).toBeGreaterThan(0.97);
    expect(likely('A green boat jumps.', seen)).toBeLessThan(0.05);
    // The one says so, the other does not: whoever is surer tips the scale.
    const unsureCaption = { ...seen, captionConfidence: 0.6 };
    expect(
      likely('A red dog sits down.', { ...unsureCaption, action: { label: 'sits down', probability: 0.95 } }),
    ).toBeGreaterThan(0.85);
    expect(
      likely('A red dog jumps.', { ...unsureCaption, action: { label: 'sits down', probability: 0.95 } }),
    ).toBeLessThan(0.15);
    expect(likely('At 0:09–0:13.', seen)).toBeUndefined();
  });

  it('is left open where one moment cannot show it', () => {
    for (const text of ['The red dog never sits down.', 'The red dog jumps 2 times.', 'Only the red dog jumps.'])
      expect(readStatement(text, []).leftOpen).toBeDefined();
  });

  it('may be in Chinese', () => {
    expect(judge('一只红色的狗在雪地里跳，0:09–0:13。')).toBe('confirmed');
    expect(judge('一只绿色的狗在雪地里跳，0:09–0:13。')).toBe('rejected');
    expect(readStatement('红色的狗没有坐下。', []).leftOpen).toBeDefined();
    expect(readStatement('一只饕餮在雪地里跳。', []).leftOpen).toMatch(/dictionary/);
  });
});
