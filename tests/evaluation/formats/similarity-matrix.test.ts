import { describe, expect, it } from 'vitest';
import { readSimilarityMatrix } from '../../../src/evaluation/formats/similarity-matrix.js';

const expected = [
  [0.5, -0.25],
  [0, 1e-3],
];

describe('readSimilarityMatrix', () => {
  it.each([
    ['JSON', JSON.stringify(expected)],
    ['JSON with numbers as text', '\uFEFF [["0.5", -0.25], [0, "1e-3"]]'],
    ['JSON that names it', JSON.stringify({ model: 'starter', similarity: expected })],
    ['bare csv', '\uFEFF0.5,-0.25\r\n0,0.001\r\n\r\n'],
    ['csv with names of columns', 'video1,video2\n0.5, -0.25\n"0",1e-3'],
    ['csv with names of columns and rows', ',0,1\n0,0.5,-0.25\n1,0,0.001\n'],
  ])('reads %s', (_, text) => {
    expect(readSimilarityMatrix(text, 'm')).toEqual(expected);
  });

  it('reads one row, and does not take its numbers for names', () => {
    expect(readSimilarityMatrix('3', 'm')).toEqual([[3]]);
  });

  it.each([
    ['', 'The file m cannot be used: it is empty.'],
    ['\n\n', 'The file m cannot be used: it is empty.'],
    ['[]', 'The file m cannot be used: it is empty.'],
    ['[[]]', 'The file m cannot be used: it is empty.'],
    ['a,b\n', 'The file m cannot be used: it is empty.'],
    ['[[1, 2],', 'The file m cannot be used: it is not JSON.'],
    ['{"scores": [[1]]}', 'The file m cannot be used: it is not rows of numbers.'],
    ['[[1, 2], 3]', 'Row 2 of m cannot be used: it is not a list.'],
    ['[[1, 2], [3, null]]', 'Row 2 of m cannot be used: column 2 is not a finite number.'],
    ['[[1, 2], [3]]', 'Row 2 of m cannot be used: it has 1 columns, the first row 2.'],
    ['1,2\n\n3', 'Line 3 of m cannot be used: it has 1 columns, the first row 2.'],
    ['1,nan\n3,4', 'Line 1 of m cannot be used: column 2 is not a finite number but "nan".'],
    ['1,2\n3,', 'Line 2 of m cannot be used: column 2 is not a finite number but "".'],
    ['1,2\n3,inf', 'Line 2 of m cannot be used: column 2 is not a finite number but "inf".'],
  ])('names the place and the reason: %j', (text, message) => {
    expect(() => readSimilarityMatrix(text, 'm')).toThrow(message);
    expect(() => readSimilarityMatrix(text, 'm')).toThrow(expect.objectContaining({ code: 'TRUTH_INVALID' }) as Error);
  });
});
