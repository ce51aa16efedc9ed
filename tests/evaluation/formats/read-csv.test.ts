import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/evaluation/formats/read-csv.js';

const valuesOf = (text: string) => readCsv(text, 'a.csv').map((row) => Object.values(row.values));

describe('readCsv', () => {
  it('reads commas, line ends and doubled quotes inside quotes', () => {
    const rows = readCsv('key,sentence\n1,"a man, a ""plan""\r\nand more"\n2,plain\n', 'a.csv');
    expect(rows).toEqual([
      { line: 2, values: { key: '1', sentence: 'a man, a "plan"\r\nand more' } },
      { line: 4, values: { key: '2', sentence: 'plain' } },
    ]);
  });

  it('takes a byte-order mark, any line end, blank lines and no last line end', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const rows = readCsv(['\uFEFF a ,b', '1,2', '', '3,4'].join(end), 'a.csv');
      expect(rows.map((row) => row.line)).toEqual([2, 4]);
      expect(rows.map((row) => row.values)).toEqual([
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ]);
      expect(valuesOf(`a,b${end}1,2${end}${end} ${end}`)).toEqual([['1', '2']]);
    }
  });

  it('keeps empty values, spaces and stray quotes', () => {
    expect(valuesOf('a,b,c\n,"",\n x , y"z ,1" disk')).toEqual([
      ['', '', ''],
      [' x ', ' y"z ', '1" disk'],
    ]);
    expect(valuesOf('a,b\n1,')).toEqual([['1', '']]);
    expect(valuesOf('a\n""\n')).toEqual([['']]);
  });

  it('keeps a column that is called __proto__ a column', () => {
    expect(valuesOf('__proto__,b\n1,2')).toEqual([['1', '2']]);
  });

  it('reads a quoted field of millions of characters', () => {
    const long = `${'x'.repeat(4_000_000)}${'""'.repeat(500_000)}`;
    expect(valuesOf(`a\n"${long}"\n`)[0]?.[0]).toHaveLength(4_500_000);
    expect(() => valuesOf(`a\n"${long}\n`)).toThrow('a quoted field does not end');
  });

  it('gives no rows for a header alone', () => {
    expect(readCsv('a,b\n', 'a.csv')).toEqual([]);
  });

  it.each([
    ['', 'The file a.csv cannot be used: it is empty.'],
    ['\uFEFF\n\n', 'The file a.csv cannot be used: it is empty.'],
    ['a,b\n1,2\n\n3', 'Line 4 of a.csv cannot be used: it has 1 values, the header 2.'],
    ['a,b\n1,2,3', 'Line 2 of a.csv cannot be used: it has 3 values, the header 2.'],
    ['a,,c\n', 'Line 1 of a.csv cannot be used: column 2 has no name.'],
    ['a,b, a\n', 'Line 1 of a.csv cannot be used: two columns are called a.'],
    ['a,b\n1,"2\n3,4\n', 'Line 2 of a.csv cannot be used: a quoted field does not end, or something follows'],
    ['a,b\n1,"2"x\n', 'Line 2 of a.csv cannot be used: a quoted field does not end, or something follows'],
  ])('names the line and the reason: %j', (text, message) => {
    expect(() => readCsv(text, 'a.csv')).toThrow(expect.objectContaining({ code: 'TRUTH_INVALID' }) as Error);
    expect(() => readCsv(text, 'a.csv')).toThrow(message);
  });
});
