import { describe, expect, it } from 'vitest';
import { askedTurn, piecesOf, turnAfter } from '../../../src/apps/web/chat/conversation.js';

describe('an answer on the page', () => {
  it('is parted at its citations', () => {
    expect(piecesOf('It jumps [1][12]. Then [not] it sits.')).toEqual([
      { words: 'It jumps ' },
      { citation: 1 },
      { citation: 12 },
      { words: '. Then [not] it sits.' },
    ]);
    expect(piecesOf('')).toEqual([]);
  });

  it('shows the words of the last step only, and each look until it is done', () => {
    const events = [
      { type: 'text', data: { step: 0, text: 'Let me ' } },
      { type: 'text', data: { step: 0, text: 'look.' } },
      { type: 'look-started', data: { callId: 'a', tool: 'search_moments', input: { description: 'a dog' } } },
    ] as const;
    const looking = events.reduce(turnAfter, askedTurn('k', 'Where is the dog?'));
    expect(looking).toMatchObject({ text: 'Let me look.', state: 'asking', looks: [{ callId: 'a' }] });
    const seen = turnAfter(looking, {
      type: 'look-finished',
      data: { callId: 'a', tool: 'search_moments', moments: 3 },
    });
    expect(seen.looks).toEqual([{ callId: 'a', tool: 'search_moments', input: { description: 'a dog' }, moments: 3 }]);
    expect(turnAfter(seen, { type: 'text', data: { step: 1, text: 'In the' } }).text).toBe('In the');
  });
});
