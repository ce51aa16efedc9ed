import { expect, it } from 'vitest';
import { splitClaims } from '../../../src/chains/verify/split-claims.js';

it('parts an answer into the statements that cite something', () => {
  const text =
    'A red dog jumps at 0:09–0:13 [1]. Then it rests. 0:18–0:22: it sits down [2]; 0:22–0:27: a cat jumps [3][4]. It took 2.5 s. [1]';
  expect(splitClaims(text)).toEqual([
    { text: 'A red dog jumps at 0:09–0:13.', citations: [1] },
    { text: '0:18–0:22: it sits down', citations: [2] },
    { text: '0:22–0:27: a cat jumps.', citations: [3, 4] },
    { text: 'It took 2.5 s.', citations: [1] },
  ]);
});

it('does not part what is quoted', () => {
  expect(splitClaims('The voice says "Stop. Do this; now!" at 0:05 [1]. Then it jumps [2].')).toEqual([
    { text: 'The voice says "Stop. Do this; now!" at 0:05.', citations: [1] },
    { text: 'Then it jumps.', citations: [2] },
  ]);
});

it('knows Chinese stops', () => {
  expect(splitClaims('红色的狗跳了起来，0:09–0:13[1]。然后它坐下。[2]')).toEqual([
    { text: '红色的狗跳了起来，0:09–0:13。', citations: [1] },
    { text: '然后它坐下。', citations: [2] },
  ]);
});

it('finds none where nothing is cited', () => {
  expect(splitClaims('I could not find a green boat.')).toEqual([]);
});
