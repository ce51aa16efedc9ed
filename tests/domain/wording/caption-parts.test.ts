import { expect, it } from 'vitest';
import { headNoun, readCaption, splitCaption } from '../../../src/domain/wording/caption-parts.js';
import { sameMeaning } from '../../../src/domain/wording/same-meaning.js';

const labels = ['picks up a box', 'moves left'];

it.each([
  ['a red dog moves left in the park', 'a red dog', 'moves left', 'in the park', undefined],
  [
    'an orange car picks up a box at night beside a blue cat',
    'an orange car',
    'picks up a box',
    'at night',
    'a blue cat',
  ],
  [
    'A woman in a red coat lifts a barbell in a gym.',
    'A woman in a red coat',
    'lifts a barbell',
    'in a gym',
    undefined,
  ],
  ['A man with glasses reads a book on the couch', 'A man with glasses', 'reads a book', 'on the couch', undefined],
  ['Two people are riding horses along the beach.', 'Two people', 'riding horses', 'along the beach', undefined],
  ['The video shows a man riding a bike down a hill', 'a man', 'riding a bike down a hill', '', undefined],
  ['There is a tall tower by the river.', 'a tall tower by the river', '', '', undefined],
])('reads "%s"', (caption, subject, action, place, companion) => {
  expect(splitCaption(caption, labels)).toEqual({ subject, action, place, companion });
});

it('reads one part for each that does something, a pronoun as the one before', () => {
  const parts = readCaption('A man sits down in a kitchen. He then drinks water while a dog sleeps. The light is dim.');
  expect(parts.map(({ subject, action, place }) => [subject, action, place])).toEqual([
    ['A man', 'sits down', 'in a kitchen'],
    ['A man', 'drinks water', 'in a kitchen'],
    ['a dog', 'sleeps', ''],
    ['The light', 'dim', ''],
  ]);
});

it('knows what somebody is', () => {
  expect(['a red dog', 'a woman in a red coat', 'two men'].map(headNoun)).toEqual(['dog', 'woman', 'men']);
});

it('takes other wordings for the same, other attributes for another thing', () => {
  expect(sameMeaning('a car moves closer', 'the automobile comes near')).toBe(true);
  expect(sameMeaning('a red car', 'a blue car')).toBe(false);
});
