import { describe, expect, it } from 'vitest';
import { reliabilityDiagram } from '../../../src/apps/scores/reliability-diagram.js';
import { scoreReport } from '../../../src/apps/scores/score-report.js';
import { reliabilityBins } from '../../../src/evaluation/metrics/calibration-error.js';

/** Four at 0.9 of which three are right, two at 0.15 of which none is. */
const bins = reliabilityBins([
  ...[true, true, true, false].map((right) => ({ confidence: 0.9, right })),
  ...[false, false].map((right) => ({ confidence: 0.15, right })),
]);

const numberOf = (element: string, name: string): number => Number(new RegExp(`${name}="([^"]*)"`).exec(element)?.[1]);

describe('reliabilityDiagram', () => {
  it('draws a bar for each bin that holds something, as high as the share that was right, and its mean confidence', () => {
    const svg = reliabilityDiagram(bins);
    const frame = /<rect class="track"[^>]*>/.exec(svg)?.[0] ?? '';
    const side = numberOf(frame, 'height');
    const bottom = numberOf(frame, 'y') + side;
    const bars = svg.match(/<rect class="bar"[^>]*>/g) ?? [];
    expect(bars.map((bar) => numberOf(bar, 'height') / side)).toEqual([0, 0.75]);
    expect(bars.map((bar) => numberOf(bar, 'y') + numberOf(bar, 'height'))).toEqual([bottom, bottom]);
    const marks = svg.match(/<line class="mark"[^>]*>/g) ?? [];
    expect(marks.map((mark) => (bottom - numberOf(mark, 'y1')) / side)).toEqual([0.15, 0.9]);
    expect(svg).toContain('>4</text>');
    expect(svg).toContain('2 at confidence 0.15, right 0.00; 4 at confidence 0.90, right 0.75');
  });

  it('is part of the report of a section that has it, and of no other', () => {
    const report = scoreReport(
      'f',
      [
        { title: 'A', scores: [], reliability: bins },
        { title: 'B', scores: [] },
      ],
      new Date(0),
    );
    expect(report.match(/<svg class="reliability"/g)).toHaveLength(1);
    expect(report.indexOf('class="reliability" viewBox')).toBeLessThan(report.indexOf('<h2>B'));
  });
});
