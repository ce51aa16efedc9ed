import { describe, expect, it } from 'vitest';
import { addressOf, placeOf } from '../../../src/apps/web/routing/address.js';

describe('the address of a place', () => {
  it('says the same when it is read again', () => {
    for (const place of [
      { videoId: undefined, atSeconds: undefined, query: '' },
      { videoId: undefined, atSeconds: undefined, query: '红色的狗 & co?' },
      { videoId: '1f0a9c3e1f0a9c3e', atSeconds: 12.34, query: '' },
      { videoId: '1f0a9c3e1f0a9c3e', atSeconds: 0, query: 'a red dog' },
    ]) {
      expect(placeOf(addressOf(place))).toEqual(place);
    }
  });

  it('leads to the library when it makes no sense', () => {
    const nowhere = { videoId: undefined, atSeconds: undefined, query: '' };
    expect(placeOf('/videos/../etc')).toEqual(nowhere);
    expect(placeOf('/videos/xyz?t=soon')).toEqual(nowhere);
  });
});
