import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../../src/domain/cut-lists/write-csv.js';
import { writeJson } from '../../../src/domain/cut-lists/write-json.js';
import { splitCsv } from '../../../src/evaluation/formats/split-csv.js';
import { cut } from './example-cuts.js';

describe('writeCsv', () => {
  it('gives every text back, whatever is in it', () => {
    const label = 'says "no",\nand goes; 海';
    const csv = writeCsv({ title: 't', cuts: [cut('a', 65.25, 72, { label, score: 0.5 }), cut('b, c', 0, 1)] });
    expect(csv.replace(/"[^"]*"/g, '').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const [head, ...rows] = splitCsv(csv, 'export').map(({ fields }) => fields);
    expect(head?.slice(0, 5)).toEqual(['number', 'video', 'file', 'start_seconds', 'end_seconds']);
    expect(rows).toEqual([
      ['1', 'a', '/films/a.mp4', '65.250', '72.000', '6.750', '1:05.3', '1:12.0', '0.5000', label, ''],
      ['2', 'b, c', '/films/b, c.mp4', '0.000', '1.000', '1.000', '0:00.0', '0:01.0', '', 'a red dog jumps', ''],
    ]);
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@x', ' =1', '＝1'])(
    'keeps a spreadsheet from computing %s',
    (label) => {
      const [, row] = splitCsv(writeCsv({ title: 't', cuts: [cut('a', 0, 1, { label })] }), 'export');
      expect(row?.fields[9]).toBe(`'${label}`);
    },
  );

  it('sees a formula behind characters that are left out', () => {
    const [, row] = splitCsv(writeCsv({ title: 't', cuts: [cut('a', 0, 1, { label: '\u0000\u200b=1+1' })] }), 'export');
    expect(row?.fields[9]).toBe("'=1+1");
  });
});

describe('writeJson', () => {
  it('is the list, numbered', () => {
    const list = JSON.parse(writeJson({ title: 't', cuts: [cut('a', 1, 2, { score: 0.25 })] })) as unknown;
    expect(list).toMatchObject({
      title: 't',
      cuts: [{ number: 1, videoTitle: 'a', startSeconds: 1, endSeconds: 2, score: 0.25, label: 'a red dog jumps' }],
    });
  });
});
