import { describe, expect, it } from 'vitest';
import { readMsrvttCsv } from '../../../src/evaluation/formats/msrvtt-csv.js';

const header = 'key,vid_key,video_id,sentence';

describe('readMsrvttCsv', () => {
  it('reads the pairs in their order, quoted sentences as well', () => {
    const text = `\uFEFF${header}\r\nret0,msr9770,video9770,"a man, ""the chef"", cooks"\r\nret1,msr9771,video9771,two dogs \r\n`;
    expect(readMsrvttCsv(text, 'test.csv')).toEqual([
      { videoId: 'video9770', sentence: 'a man, "the chef", cooks' },
      { videoId: 'video9771', sentence: 'two dogs' },
    ]);
  });

  it('needs only the columns that it uses', () => {
    expect(readMsrvttCsv('sentence,video_id\na cat,video1', 'test.csv')).toEqual([
      { videoId: 'video1', sentence: 'a cat' },
    ]);
  });

  it.each([
    ['', 'The file test.csv cannot be used: it is empty.'],
    [header, 'The file test.csv cannot be used: it has no rows.'],
    ['key,vid_key,sentence\na,b,c', 'Line 2 of test.csv cannot be used: there is no column video_id.'],
    [`${header}\na,b,video1,x\na,b,video2,`, 'Line 3 of test.csv cannot be used: sentence is empty.'],
    [`${header}\na,b,video1,"x\ny"\n\na,b,video1,z`, 'Line 5 of test.csv cannot be used: video1 is already in line 2.'],
    [`${header}\na,b,video1,a man, cooks`, 'Line 2 of test.csv cannot be used: it has 5 values, the header 4.'],
  ])('names the line and the reason: %j', (text, message) => {
    expect(() => readMsrvttCsv(text, 'test.csv')).toThrow(message);
    expect(() => readMsrvttCsv(text, 'test.csv')).toThrow(expect.objectContaining({ code: 'TRUTH_INVALID' }) as Error);
  });
});
