import { describe, expect, it } from 'vitest';
import { judgeMoment } from '../../../src/chains/verify/judge-moment.js';
import { readStatement } from '../../../src/chains/verify/read-statement.js';
import type { SeenShot } from '../../../src/chains/verify/see-moment.js';

const shot = (startSeconds: number, endSeconds: number, name: string, action: string): SeenShot => ({
  span: { startSeconds, endSeconds },
  caption: `a ${name} ${action} in the park`,
  captionConfidence: 0.9,
  action: { label: action, probability: 0.95 },
  things: [{ name, score: 0.9 }],
});
const judge = (shots: readonly SeenShot[], startSeconds: number, endSeconds: number) =>
  judgeMoment(readStatement('A red dog jumps.', []), shots, { startSeconds, endSeconds });

describe('a statement that cites several shots', () => {
  const dog = shot(0, 6, 'red dog', 'jumps');
  const cat = shot(6, 10, 'blue cat', 'sits down');

  it('is confirmed by the shots that are most of what is cited', () => {
    const judgement = judge([dog, cat], 0, 10);
    expect(judgement.verdict).toBe('confirmed');
    expect(judgement.probability).toBeGreaterThan(0.5);
    expect(judgement.probability).toBeLessThan(judge([dog], 0, 6).probability ?? 0);
  });

  it('is left open where a smaller part shows it, and says which', () => {
    const judgement = judge([dog, cat, shot(10, 20, 'blue cat', 'sits down')], 0, 20);
    expect(judgement).toMatchObject({
      verdict: 'unverified',
      reason: 'only 0:00–0:06 of what is cited shows it',
    });
    expect(judgement.probability).toBeLessThan(0.5);
  });

  it('is rejected only where most of what is cited was looked at and nothing shows it', () => {
    expect(judge([cat], 6, 10).verdict).toBe('rejected');
    const partly = judge([cat], 0, 40);
    expect(partly).toMatchObject({ verdict: 'unverified', reason: 'not all of what is cited could be looked at' });
  });

  it('knows nothing of footage that nothing could look at', () => {
    expect(judge([], 0, 10)).toEqual({ verdict: 'unverified', reason: 'the models do not know this footage' });
  });
});
