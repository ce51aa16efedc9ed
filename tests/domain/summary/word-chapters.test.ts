import { describe, expect, it } from 'vitest';
import { buildCast } from '../../../src/domain/summary/build-cast.js';
import { gatherMaterial } from '../../../src/domain/summary/chapter-material.js';
import { tellStoryline } from '../../../src/domain/summary/tell-storyline.js';
import { wordChapters } from '../../../src/domain/summary/word-chapters.js';
import { chapter, event, line } from './example-summary.js';

const park = chapter(0, 60, {
  events: [
    event(0, 6, 'red dog', 'jumps', 'in the park'),
    event(6, 13, 'blue cat', 'sits down', 'in the park'),
    event(13, 16, 'red dog', 'moves left', 'in the park'),
  ],
  transcript: [line(3, 'Watch closely now.'), line(9, 'The old lighthouse is by the sea.')],
});
const night = chapter(60, 120, {
  events: [event(60, 70, 'white robot', 'opens a door', 'at night'), event(70, 73, 'red dog', 'jumps', 'at night')],
  transcript: [line(61, 'Watch closely now.')],
});

describe('wordChapters', () => {
  it('names a chapter by who is seen there more than elsewhere, and rests its text on what happens', () => {
    const [first, second] = wordChapters([park, night], 'en');
    expect(first?.title).toBe('Blue cat and red dog in the park');
    expect(first?.text).toContain('A blue cat sits down in the park.');
    expect(first?.text).toContain('It is said: “The old lighthouse is by the sea.”');
    expect(second?.title).toBe('White robot opens a door at night');
    expect(second?.evidence[0]).toEqual({
      kind: 'event',
      span: { startSeconds: 60, endSeconds: 70 },
      text: 'a white robot opens a door at night',
    });
  });

  it('says the same in Chinese', () => {
    const [first, second] = wordChapters([park, night], 'zh');
    expect(first?.title).toBe('蓝色的猫和红色的狗在公园里');
    expect(second?.text).toContain('一个白色的机器人在夜里开门。');
  });

  it('gives no two chapters one title', () => {
    const same = [0, 1, 2, 3, 4].map((at) => ({ ...park, span: { startSeconds: at, endSeconds: at + 1 } }));
    const titles = wordChapters(same, 'en').map(({ title }) => title);
    expect(new Set(titles).size).toBe(5);
  });

  it('takes what is said, else the number, where no caption is known', () => {
    const lines = chapter(0, 60, { transcript: [line(1, 'Yes.'), line(5, 'The ferry leaves at noon,\n<b>sharp</b>')] });
    const [said, silent] = wordChapters([lines, chapter(60, 90)], 'en');
    expect(said?.title).toBe('“The ferry leaves at noon, <b>sharp</b>”');
    expect(silent).toMatchObject({ title: 'Part 2', text: '', evidence: [] });
  });

  it('keeps titles short', () => {
    const long = chapter(0, 9, { transcript: [line(1, `What a day ${'and what a very long story '.repeat(20)}`)] });
    expect(wordChapters([long], 'en')[0]?.title.length).toBeLessThanOrEqual(60);
  });
});

describe('gatherMaterial', () => {
  it('deals events out by their middles, and loses none', () => {
    const events = [event(0, 4, 'a', 'b'), event(9, 14, 'c', 'd'), event(8, 11, 'e', 'f'), event(30, 40, 'g', 'h')];
    const spans = [0, 10, 20].map((startSeconds) => ({ startSeconds, endSeconds: startSeconds + 10 }));
    const dealt = gatherMaterial(spans, events, []).map((one) => one.events.map(({ actor }) => actor));
    expect(dealt).toEqual([['a', 'e'], ['c'], []]);
  });
});

describe('buildCast', () => {
  it('adds up the shots that somebody is in, counts none twice, and lists what is done when', () => {
    const shots = [0, 10].map((startSeconds, index) => ({
      videoId: 'v',
      index,
      span: { startSeconds, endSeconds: startSeconds + 10 },
      motion: 0,
    }));
    const cast = buildCast(
      [
        event(2, 4, 'red dog', 'jumps', '', { shotIndex: 0 }),
        event(5, 7, 'red dog', 'jumps', '', { shotIndex: 0 }),
        event(11, 14, 'blue cat', 'sits down', '', { shotIndex: 1, companion: 'red dog' }),
      ],
      shots,
    );
    expect(cast.map(({ actor, secondsOnScreen }) => [actor, secondsOnScreen])).toEqual([
      ['red dog', 20],
      ['blue cat', 10],
    ]);
    expect(cast[0]?.actions).toEqual([
      {
        action: 'jumps',
        spans: [
          { startSeconds: 2, endSeconds: 4 },
          { startSeconds: 5, endSeconds: 7 },
        ],
      },
    ]);
  });
});

describe('tellStoryline', () => {
  it('tells one thing of each chapter, of many only some from the whole length', () => {
    const many = Array.from({ length: 40 }, (_, at) => ({
      ...night,
      span: { startSeconds: at * 60, endSeconds: at * 60 + 60 },
      events: [event(at * 60, at * 60 + 9, 'white robot', 'jumps', 'at night')],
    }));
    const story = tellStoryline(wordChapters(many, 'en'), [], 2400, 'en');
    expect(story).toMatch(/^40:00 in 40 chapters\. At 0:00 a white robot jumps at night\./);
    expect(story.match(/At \d+:\d\d/g)).toHaveLength(12);
    expect(tellStoryline(wordChapters([chapter(0, 9)], 'en'), [], 9, 'en')).toMatch(/is not known/);
  });
});
