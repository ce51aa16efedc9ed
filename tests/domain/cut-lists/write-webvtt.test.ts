import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { writeWebVtt } from '../../../src/domain/cut-lists/write-webvtt.js';
import { cut } from './example-cuts.js';

const browser = '/usr/bin/chromium';
const nasty = 'a --> b <i>c</i> & d\n\n00:01.000 --> 00:02.000\nmore';
const cuts = [
  cut('a', 3661.5, 3672, { label: nasty }),
  cut('a', 1.2345, 2, { note: 'said: hello' }),
  cut('a', 5, 5, { label: '\u0000' }),
];

describe('writeWebVtt', () => {
  it('has a cue for each cut in time order, and no line that could be something else', () => {
    const lines = writeWebVtt({ title: 'x --> y', cuts }).split('\n');
    expect(lines[0]).toBe('WEBVTT');
    expect(lines.filter((line) => line.includes('-->'))).toEqual([
      '00:00:01.235 --> 00:00:02.000',
      '00:00:05.000 --> 00:00:05.001',
      '01:01:01.500 --> 01:01:12.000',
    ]);
  });

  it('is of one video', () => {
    expect(() => writeWebVtt({ title: 't', cuts: [cut('a', 0, 1), cut('b', 0, 1)] })).toThrow(/one video/);
  });

  // A browser's own parser says what players see. Where there is none, the test above has to do.
  it.skipIf(!existsSync(browser))(
    'is read by a browser as it was meant (needs chromium)',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'askreel-vtt-'));
      try {
        const data = Buffer.from(writeWebVtt({ title: 'x --> y', cuts })).toString('base64');
        const page = `<video><track default kind="chapters" src="data:text/vtt;base64,${data}"></video><pre>waiting</pre>
        <script>
          const track = document.querySelector('track');
          track.track.mode = 'hidden';
          track.onload = () => {
            const cues = [...track.track.cues].map((c) => [c.id, c.startTime, c.endTime, c.getCueAsHTML().textContent]);
            document.querySelector('pre').textContent = encodeURIComponent(JSON.stringify(cues));
          };
        </script>`;
        writeFileSync(join(folder, 'page.html'), page);
        const words = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];
        const profile = [`--user-data-dir=${join(folder, 'profile')}`, '--virtual-time-budget=5000', '--dump-dom'];
        const { stdout } = await promisify(execFile)(browser, [...words, ...profile, `file://${folder}/page.html`]);
        const found = /<pre>([^<]*)<\/pre>/.exec(stdout)?.[1] ?? '';
        expect(JSON.parse(decodeURIComponent(found))).toEqual([
          ['1', 1.235, 2, 'a red dog jumps\nsaid: hello'],
          ['2', 5, 5.001, '–'],
          ['3', 3661.5, 3672, 'a --> b <i>c</i> & d 00:01.000 --> 00:02.000 more'],
        ]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    60_000,
  );
});
