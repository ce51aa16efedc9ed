import { describe, expect, it } from 'vitest';
import { writeEdl } from '../../../src/domain/cut-lists/write-edl.js';
import { cut, source } from './example-cuts.js';

/** The fields of an event as CMX 3600 lays them out: number, reel, track, transition, and four timecodes. */
const event =
  /^(\d{3}) {2}([A-Z0-9]{1,8}) +(V|AA\/V) +C +(\d\d:\d\d:\d\d[:;]\d\d) (\d\d:\d\d:\d\d[:;]\d\d) (\d\d:\d\d:\d\d[:;]\d\d) (\d\d:\d\d:\d\d[:;]\d\d)$/;

/** An edit list as an editor reads it: events with the comments after them. Fails on any other line. */
function read(edl: string): { head: string[]; events: { fields: string[]; comments: string[] }[] } {
  const [head, events]: [string[], { fields: string[]; comments: string[] }[]] = [[], []];
  for (const line of edl.split('\n').filter((one) => one !== '')) {
    const fields = event.exec(line)?.slice(1);
    if (fields) events.push({ fields, comments: [] });
    else if (/^\* [A-Z ]+: ./.test(line)) events.at(-1)?.comments.push(line);
    else if (events.length === 0 && /^(TITLE|FCM): ./.test(line)) head.push(line);
    else throw new Error(`Not a line of an EDL: ${line}`);
  }
  return { head, events };
}

describe('writeEdl', () => {
  it('lets recorded time run on, names reels, and links by file name', () => {
    const cuts = [cut('my trip', 65.2, 72), cut('ünsere Reise 2', 0, 1.02), cut('my trip', 1, 2)];
    const edl = writeEdl({ title: 'dogs', cuts }, [source('my trip', 25), source('ünsere Reise 2', 25)]);
    const { head, events } = read(edl);
    expect(head).toEqual(['TITLE: dogs', 'FCM: NON-DROP FRAME']);
    expect(events.map(({ fields }) => fields)).toEqual([
      ['001', 'MYTRIP', 'AA/V', '00:01:05:05', '00:01:12:00', '01:00:00:00', '01:00:06:20'],
      ['002', 'UNSERERE', 'AA/V', '00:00:00:00', '00:00:01:01', '01:00:06:20', '01:00:07:21'],
      ['003', 'MYTRIP', 'AA/V', '00:00:01:00', '00:00:02:00', '01:00:07:21', '01:00:08:21'],
    ]);
    expect(events[1]?.comments).toEqual([
      '* FROM CLIP NAME: ünsere Reise 2.mp4',
      '* SOURCE FILE: /films/ünsere Reise 2.mp4',
      '* COMMENT: a red dog jumps',
    ]);
  });

  it.each([
    [29.97, 'DROP FRAME', '00:04:59;29', '01:00:00;00', '01:00:10;00'],
    [30, 'NON-DROP FRAME', '00:05:00:00', '01:00:00:00', '01:00:10:00'],
    [23.976, 'NON-DROP FRAME', '00:04:59:17', '01:00:00:00', '01:00:10:00'],
    [28.4, 'DROP FRAME', '00:04:59;29', '01:00:00;00', '01:00:10;00'],
  ])('counts at %d frames a second: %s', (fps, mode, sourceIn, recordIn, recordOut) => {
    const { head, events } = read(writeEdl({ title: 't', cuts: [cut('a', 300, 310)] }, [source('a', fps)]));
    expect(head[1]).toBe(`FCM: ${mode}`);
    const [, , , from, , recordFrom, recordTo] = events[0]?.fields ?? [];
    expect([from, recordFrom, recordTo]).toEqual([sourceIn, recordIn, recordOut]);
  });

  it('counts from the timecode of the camera, and leaves drop-frame alone where the camera did', () => {
    const camera = source('a', 29.97, { startTimecode: '10:00:00:00' });
    const { head, events } = read(writeEdl({ title: 't', cuts: [cut('a', 1.001, 2.002)] }, [camera]));
    expect(head[1]).toBe('FCM: NON-DROP FRAME');
    expect(events[0]?.fields.slice(3, 5)).toEqual(['10:00:01:00', '10:00:02:00']);
  });

  it('keeps cuts inside the video, and a frame long at least', () => {
    const cuts = [cut('a', 9.99, 12), cut('a', 5, 5)];
    const { events } = read(
      writeEdl({ title: 't', cuts }, [source('a', 25, { durationSeconds: 10, sound: undefined })]),
    );
    expect(events.map(({ fields }) => fields.slice(2, 5))).toEqual([
      ['V', '00:00:09:24', '00:00:10:00'],
      ['V', '00:00:05:00', '00:00:05:01'],
    ]);
  });

  it('tells reels apart whose names begin alike, and lets no title become a line of its own', () => {
    const names = ['holiday one', 'holiday two', '海', 'bl'];
    const cuts = names.map((name) => cut(name, 0, 1, { label: 'x\n002  AX V C 0\r\u0085* y' }));
    const { events } = read(
      writeEdl(
        { title: 'a\nFCM: DROP FRAME', cuts },
        names.map((name) => source(name, 25)),
      ),
    );
    expect(events.map(({ fields }) => fields[1])).toEqual(['HOLIDAYO', 'HOLIDAYT', 'REEL', 'BL2']);
  });

  it('refuses more cuts than there are numbers', () => {
    const cuts = Array.from({ length: 1000 }, () => cut('a', 0, 1));
    expect(() => writeEdl({ title: 't', cuts }, [source('a', 25)])).toThrow(/holds 999 cuts/);
  });
});
