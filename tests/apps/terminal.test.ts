import { describe, expect, it } from 'vitest';
import { AskreelError } from '../../src/domain/coded-error.js';
import { errorLine } from '../../src/apps/cli/error-line.js';
import { exitCodeOf } from '../../src/apps/cli/exit-codes.js';
import { printableText } from '../../src/apps/cli/printable-text.js';
import { progressBar } from '../../src/apps/cli/progress-bar.js';
import { renderAnswer } from '../../src/apps/cli/render-answer.js';
import { StatusLine } from '../../src/apps/cli/status-line.js';
import { Terminal } from '../../src/apps/cli/terminal.js';
import { captureStreams } from './capture-streams.js';

const span = { startSeconds: 7.4, endSeconds: 12 };

describe('the terminal', () => {
  it('links a timestamp to its place in the file only where a person can click it', () => {
    const person = new Terminal(captureStreams({ isTTY: true }), { hyperlinks: true });
    expect(person.linkToMoment('0:07', '/films/a b#1.mp4', span)).toBe(
      '\u001b]8;;file:///films/a%20b%231.mp4#t=7.4,12\u001b\\0:07\u001b]8;;\u001b\\',
    );
    const pipe = new Terminal(captureStreams({ isTTY: false }), { hyperlinks: true });
    expect(pipe.linkToMoment('0:07', '/films/a.mp4', span)).toBe('0:07');
    const plain = new Terminal(captureStreams({ isTTY: true }), { hyperlinks: false });
    expect(plain.linkToMoment('0:07', '/films/a.mp4', span)).toBe('0:07');
  });

  it('colours for a person, not for a pipe, and as the user wishes', () => {
    const red = (isTTY: boolean, colour?: boolean): string =>
      new Terminal(captureStreams({ isTTY }), {
        hyperlinks: false,
        ...(colour !== undefined && { colour }),
      }).colours.red('x');
    expect(red(true)).not.toBe('x');
    expect(red(false)).toBe('x');
    expect(red(true, false)).toBe('x');
    expect(red(false, true)).not.toBe('x');
  });

  it('lets no control characters of videos or models through', () => {
    expect(printableText('a\u001b[31mb\u0007\rc\u009bd\ne\tf\u202e')).toBe('a[31mbcd\ne\tf');
  });

  it('draws a status line over itself for a person, and not at all elsewhere', () => {
    const watched = captureStreams({ isTTY: true, columns: 24 });
    const line = new StatusLine(new Terminal(watched, { hyperlinks: false, colour: false }), false);
    line.show('a text that is longer than the line');
    line.clear();
    expect(watched.err()).toBe('\r\u001b[2Ka text that is longer t\r\u001b[2K');
    const piped = captureStreams({ isTTY: false });
    new StatusLine(new Terminal(piped, { hyperlinks: false }), false).show('text');
    new StatusLine(new Terminal(watched, { hyperlinks: false }), true).show('text');
    expect(piped.err()).toBe('');
  });

  it('shows an answer with the places it rests on', () => {
    const terminal = new Terminal(captureStreams({ isTTY: false }), { hyperlinks: true });
    const citation = {
      number: 1,
      videoId: 'id',
      videoTitle: 'beach',
      videoPath: '/b.mp4',
      span,
      tool: 'search_moments',
      note: 'a red\u001b[2J dog',
    };
    expect(renderAnswer({ text: 'There [1].', found: true, citations: [citation] }, terminal)).toEqual([
      'There [1].',
      '',
      '  [1] beach 0:07–0:12  a red[2J dog',
    ]);
  });

  it('fills a progress bar by its share and never past its ends', () => {
    expect([0, 0.5, 1, 1.7, -1].map((share) => progressBar(share, 4))).toEqual([
      '░░░░',
      '██░░',
      '████',
      '████',
      '░░░░',
    ]);
  });
});

describe('errors', () => {
  it('are one line with message, hint and code', () => {
    const error = new AskreelError('DISK_FULL', 'The disk\nis full.', { hint: 'Make room.' });
    expect(errorLine(error)).toBe('askreel: The disk is full. Make room. [DISK_FULL]');
    expect(errorLine(new TypeError('x is not a function'))).toMatch(
      /^askreel: x is not a function .*--debug.* \[UNEXPECTED\]$/,
    );
  });

  it('have exit codes that scripts can rely on', () => {
    expect(exitCodeOf('ABORTED')).toBe(130);
    expect(exitCodeOf('BAD_ARGUMENT')).toBe(2);
    expect(exitCodeOf('LIBRARY_NOT_FOUND')).toBe(1);
    expect(exitCodeOf('UNEXPECTED')).toBe(1);
  });
});
