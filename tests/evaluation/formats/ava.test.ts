import { describe, expect, it } from 'vitest';
import { readAvaDetections, readAvaExcludedFrames, readAvaTruth } from '../../../src/evaluation/formats/ava-csv.js';
import { readAvaLabelMap } from '../../../src/evaluation/formats/ava-label-map.js';
import { truthInvalidMessage } from './truth-invalid-message.js';

const box = { videoId: '1j20qq1JyX4', timestampSeconds: 902, x1: 0.002, y1: 0.118, x2: 0.714, y2: 0.977, actionId: 12 };

describe('AVA’s csv files', () => {
  it('reads true boxes with and without a person, from the first line on', () => {
    const text = '1j20qq1JyX4,0902,0.002,0.118,0.714,0.977,12,0\r\n1j20qq1JyX4,902,0.002,0.118,0.714,0.977,12\r\n';
    expect(readAvaTruth(text, 'val.csv')).toEqual([box, box]);
  });
  it('reads detections and excluded frames', () => {
    expect(readAvaDetections('1j20qq1JyX4,902,0.002,0.118,0.714,0.977,12,1e-3\n', 'd.csv')).toEqual([
      { ...box, score: 0.001 },
    ]);
    expect(readAvaExcludedFrames('-IELREHX_js,0997\n', 'e.csv')).toEqual([
      { videoId: '-IELREHX_js', timestampSeconds: 997 },
    ]);
    expect(readAvaDetections('', 'd.csv')).toEqual([]);
  });
  it.each([
    ['a row of too few values', 'v,902,0,0,1,1', /Line 2 of val\.csv.*6 values, not 7 or 8/],
    ['a coordinate that is none', 'v,902,0,left,1,1,12', /Line 2 of val\.csv.*y1 must be a number, not 'left'/],
    ['a coordinate left out', 'v,902,0,,1,1,12', /Line 2 .*y1 must be a number/],
    ['a timestamp within a second', 'v,902.5,0,0,1,1,12', /Line 2 .*timestamp/],
    ['an action that is none', 'v,902,0,0,1,1,1.5', /Line 2 .*action/],
    ['a row without video', ',902,0,0,1,1,12', /Line 2 .*video/],
  ])('refuses %s', (_, row, message) => {
    const text = `v,902,0,0,1,1,12\n${row}\n`;
    expect(truthInvalidMessage(() => readAvaTruth(text, 'val.csv'))).toMatch(message);
  });
  it('refuses detections without score', () => {
    const message = truthInvalidMessage(() => readAvaDetections('v,902,0,0,1,1,12\n', 'd.csv'));
    expect(message).toMatch(/Line 1 of d\.csv.*7 values, not 8/);
  });
});

describe('AVA’s label map', () => {
  it('reads the form of v2.2', () => {
    const text =
      'item {\n  name: "bend/bow (at the waist)"\n  id: 1\n}\n# seldom\nitem {\n  id: 79\n  name: "id: {talk}"\n}\n';
    expect(readAvaLabelMap(text, 'l.pbtxt')).toEqual([
      { id: 1, name: 'bend/bow (at the waist)' },
      { id: 79, name: 'id: {talk}' },
    ]);
  });
  it('reads the form of v2.1', () => {
    const text = 'label {\n  name: "sit"\n  label_id: 11\n  label_type: PERSON_MOVEMENT\n}\n';
    expect(readAvaLabelMap(text, 'l.pbtxt')).toEqual([{ id: 11, name: 'sit' }]);
  });
  it.each([
    ['an entry without id', 'item {\n name: "sit"\n}\n', /Line 1 of l\.pbtxt.*name and an id/],
    ['two with one id', 'item { name: "a" id: 1 }\n\nitem { name: "b" id: 1 }\n', /Line 3 of l\.pbtxt.*1 occurs twice/],
    ['an entry that does not end', 'item { name: "a" id: 1 }\nitem {\n  name: "b"\n  id: 2\n', /Line 2 of l\.pbtxt/],
    ['other text', 'sit\nstand\n', /Line 1 of l\.pbtxt/],
    ['nothing', '', /l\.pbtxt.*no entry/],
  ])('refuses %s', (_, text, message) => {
    expect(truthInvalidMessage(() => readAvaLabelMap(text, 'l.pbtxt'))).toMatch(message);
  });
});
