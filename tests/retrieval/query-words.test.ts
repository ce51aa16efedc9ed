import { describe, expect, it } from 'vitest';
import { adaptWords } from '../../src/retrieval/adapt-words.js';
import { contentWords, toDescription, wordCoverage } from '../../src/retrieval/query-words.js';

describe('toDescription', () => {
  it.each([
    ['When does the red dog jump?', 'the red dog jump'],
    ['Please show me the moment when a bird flies up.', 'a bird flies up'],
    ['Can you find all scenes with a boat on the beach?', 'a boat on the beach'],
    ['is there a lighthouse', 'a lighthouse'],
    ['A red dog jumps in the snow', 'a red dog jumps in the snow'],
    ['Where?', 'where'],
  ])('%s → %s', (text, description) => {
    expect(toDescription(text)).toBe(description);
  });
});

describe('wordCoverage', () => {
  it('counts words in any inflection and leaves out those that name nothing', () => {
    const words = contentWords('the dogs that are moving left in a park');
    expect(words).toEqual(['dogs', 'moving', 'left', 'park']);
    expect(wordCoverage(words, 'a red dog moves left in the park')).toBe(1);
    expect(wordCoverage(words, 'a red dog moves right in the park')).toBe(0.75);
    expect(wordCoverage([], 'anything')).toBe(0);
  });
});

describe('adaptWords', () => {
  const vocabulary = new Set('a dog jumps flies puts box in the snow closing'.split(' '));
  const encoder = { unknownWords: (text: string) => text.split(/\s+/).filter((word) => !vocabulary.has(word)) };

  it('puts words into an inflection that the encoder knows', () => {
    expect(adaptWords('a dog jumped in the snow', encoder)).toEqual({
      text: 'a dog jumps in the snow',
      unknownWords: [],
    });
    expect(adaptWords('dogs fly', encoder)).toEqual({ text: 'dog flies', unknownWords: [] });
    expect(adaptWords('putting boxes', encoder).unknownWords).toEqual([]);
  });

  it('tells what it knows in no form, but not of grammar', () => {
    expect(adaptWords('the dog has a violin', encoder).unknownWords).toEqual(['violin']);
  });
});
