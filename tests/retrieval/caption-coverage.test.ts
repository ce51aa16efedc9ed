import { describe, expect, it } from 'vitest';
import { captionCoverage, describedUnits } from '../../src/retrieval/caption-coverage.js';

const compare = (description: string, caption: string) => captionCoverage(describedUnits(description), caption);

describe('captionCoverage', () => {
  it('knows what is said in other words', () => {
    expect(compare('the red dog hops in the snow', 'a red dog jumps in the snow')).toEqual({ share: 1, told: true });
  });

  it.each([
    ['a blue dog jumps in the snow', 0.75],
    ['a red cat jumps in the snow', 0.75],
    ['a red dog sits down in the snow', 0.75],
    ['a red dog jumps in the park', 0.75],
    ['a blue cat sits down in the park', 0],
  ])('sees that %s is not told', (description, share) => {
    expect(compare(description, 'a red dog jumps in the snow')).toEqual({ share, told: false });
  });

  it('keeps apart who acts and who stands by', () => {
    const caption = 'a red dog jumps in the snow beside a blue cat';
    expect(compare('a blue cat', caption)).toEqual({ share: 1, told: true });
    expect(compare('a blue dog', caption)).toEqual({ share: 0.5, told: false });
    expect(compare('a red dog jumps beside a blue cat', caption)).toEqual({ share: 1, told: true });
    expect(compare('a red dog jumps beside a green cat', caption)).toEqual({ share: 0.8, told: true });
  });

  it('is nothing without words', () => {
    expect(compare('', 'a red dog jumps')).toEqual({ share: 0, told: false });
  });
});
