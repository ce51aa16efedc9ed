import { describe, expect, it } from 'vitest';
import { writeWebVtt } from '../../../src/domain/cut-lists/write-webvtt.js';
import { cutsOfSummary } from '../../../src/domain/summary/cuts-of-summary.js';
import { writeChapterText } from '../../../src/domain/summary/write-chapter-text.js';
import { writeMarkdown } from '../../../src/domain/summary/write-markdown.js';
import { nastySummary } from './example-summary.js';

const nasty =
  'a --> b | <script>x</script> [c](http://evil.example) *d* `e`\n\n# 00:01.000 --> 00:02.000\n1. www.evil.example';

/** Reads WebVTT as https://www.w3.org/TR/webvtt1/#file-structure has it, and throws at anything that it does not allow. */
function parseStrictly(text: string): { readonly start: number; readonly end: number; readonly text: string }[] {
  const [head, ...blocks] = text.replace(/\n$/, '').split(/\n{2,}/);
  if (head !== 'WEBVTT') throw new Error(`no head: ${head}`);
  return blocks.flatMap((block) => {
    const lines = block.split('\n');
    if (/^NOTE(?: |$)/.test(lines[0] ?? '')) {
      if (block.includes('-->')) throw new Error('an arrow in a note');
      return [];
    }
    if (!(lines[0] ?? '').includes('-->')) lines.shift();
    const [timing = '', ...payload] = lines;
    const match = /^(\d{2,}):([0-5]\d):([0-5]\d\.\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d\.\d{3})$/.exec(timing);
    if (!match) throw new Error(`no timing: ${timing}`);
    const [h = 0, m = 0, s = 0, h2 = 0, m2 = 0, s2 = 0] = match.slice(1).map(Number);
    const [start, end] = [h * 3600 + m * 60 + s, h2 * 3600 + m2 * 60 + s2];
    if (end <= start) throw new Error('a cue without length');
    const words = payload.join('\n');
    if (words === '' || /-->|[<>]|&(?!amp;|lt;|gt;)/.test(words)) throw new Error(`unescaped: ${words}`);
    return [{ start, end, text: words }];
  });
}

describe('a summary as WebVTT', () => {
  it('has a cue for each chapter, which together cover the video', () => {
    const cues = parseStrictly(writeWebVtt(cutsOfSummary(nastySummary(nasty))));
    expect(cues.map(({ start, end }) => [start, end])).toEqual([
      [0, 12.5],
      [12.5, 12.8],
      [12.8, 4000],
    ]);
    expect(cues[2]?.text).toBe('Blue cat');
    expect(cues[0]?.text).toContain('a --&gt; b | &lt;script&gt;');
  });
});

describe('writeChapterText', () => {
  it('has a line for each second in which chapters begin, from 0:00 on', () => {
    const lines = writeChapterText(nastySummary(nasty)).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^0:00 a --> b \| <script>/);
    expect(lines.slice(1)).toEqual(['0:12 short', '']);
  });
});

describe('writeMarkdown', () => {
  const page = writeMarkdown(nastySummary(nasty), (at) => (at === 0 ? 'my page (1)-pictures/001.jpg' : undefined));

  it('has the story, the chapters with times and pictures, and who does what', () => {
    expect(page).toContain('\n## Storyline\n');
    expect(page).toContain('\n### 0:12 Blue cat\n');
    expect(page).toContain('![0:00](my%20page%20%281%29-pictures/001.jpg)');
    expect(page).toMatch(/^\| .* \| 1:05 \| jumps \(0:03\) \|$/m);
  });

  it('lets words of the video be nothing but words', () => {
    expect(page).not.toMatch(/<|(?<!\\)\]\(http|(?<!\\)\*d|(?<!\\)`|http:\/\/|www\.evil/);
    expect(page.split('\n').filter((line) => /^# /.test(line))).toHaveLength(1);
    const row = page.split('\n').find((line) => line.includes('1:05')) ?? '';
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(4);
  });
});
