import { AskreelError } from '../coded-error.js';
import type { CutList, CutSource } from './cut-list.js';
import { fileName } from './file-name.js';
import { plainLine } from '../plain-line.js';
import { reelNames } from './reel-names.js';
import { formatTimecode, parseTimecode } from './timecode.js';
import { layOutTimeline } from './timeline.js';

/** Event numbers have three digits. */
const mostEvents = 999;

/** Where programmes begin by custom: recorded timecodes run on from one o'clock. */
const recordStart = '01:00:00:00';

/**
 * Cuts as an edit decision list (CMX 3600): one video track with its sound, cuts only, in the list's order. Each event is
 * followed by comments with the file name (which editors link by), the path, and what the cut shows. UTF-8, ended by LF.
 * Frame rate and drop-frame as `layOutTimeline` chooses them: an EDL does not name its rate, so a comment does.
 *
 * Throws BAD_ARGUMENT for more than 999 cuts.
 */
export function writeEdl(list: CutList, sources: readonly CutSource[]): string {
  if (list.cuts.length > mostEvents) {
    throw new AskreelError('BAD_ARGUMENT', `An EDL holds ${mostEvents} cuts, and these are ${list.cuts.length}.`, {
      hint: 'Ask for fewer, or export them as .fcpxml.',
    });
  }
  const timeline = layOutTimeline(list, sources);
  const { rate, dropFrame } = timeline;
  const names = reelNames(timeline.sources.map(({ path }) => fileName(path).replace(/\.[^.]*$/, '')));
  const reels = new Map(timeline.sources.map((source, index) => [source, names[index] ?? '']));
  const zero = parseTimecode(recordStart, timeline) ?? 0;
  const lines = [
    `TITLE: ${plainLine(list.title).slice(0, 70).trim() || 'askreel'}`,
    `FCM: ${dropFrame ? 'DROP FRAME' : 'NON-DROP FRAME'}`,
    `* FRAME RATE: ${Number((rate.frames / rate.seconds).toFixed(3))}`,
  ];
  for (const [index, { cut, source, ...at }] of timeline.events.entries()) {
    const times = [at.sourceIn, at.sourceOut, zero + at.recordIn, zero + at.recordOut];
    lines.push(
      '',
      [
        String(index + 1).padStart(3, '0'),
        ` ${(reels.get(source) ?? '').padEnd(8)}`,
        (source.sound ? 'AA/V' : 'V').padEnd(5),
        'C       ',
        times.map((frame) => formatTimecode(frame, timeline)).join(' '),
      ].join(' '),
      `* FROM CLIP NAME: ${plainLine(fileName(source.path))}`,
      `* SOURCE FILE: ${plainLine(source.path)}`,
      `* COMMENT: ${plainLine(cut.label)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
