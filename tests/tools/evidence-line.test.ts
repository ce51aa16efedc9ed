import { describe, expect, it } from 'vitest';
import {
  formatEvidenceLine,
  parseEvidenceLine,
  renumberEvidenceLines,
  type EvidenceLine,
} from '../../src/tools/evidence-line.js';

const line: EvidenceLine = {
  number: 2,
  videoTitle: 'a "quoted" | title',
  videoIdPrefix: '1f0a9c3e',
  span: { startSeconds: 4.2, endSeconds: 68.6 },
  fields: [
    { name: 'caption', text: 'a dog | caption "x" 0.5', score: 0.5 },
    { name: 'action', text: 'runs', score: 0.97 },
    { name: 'transcript', text: 'back\\slash | match 0.10' },
  ],
  match: 0.81,
};

describe('evidence lines', () => {
  it('read back as they were written, whatever the quoted text holds', () => {
    expect(parseEvidenceLine(formatEvidenceLine(line))).toEqual(line);
  });

  it('follow the documented format', () => {
    expect(formatEvidenceLine(line)).toBe(
      String.raw`[2] "a \"quoted\" | title" #1f0a9c3e 4.20-68.60s (0:04–1:08) | caption "a dog | caption \"x\" 0.5" 0.50 possible | action "runs" 0.97 very likely | transcript "back\\slash | match 0.10" | match 0.81 likely`,
    );
  });

  it('are renumbered only where a line begins with its number', () => {
    const words = `Verdict [1].\n${formatEvidenceLine({ ...line, number: 1 })}\n[1] not a line`;
    const renumbered = renumberEvidenceLines(words, (number) => number + 10).split('\n');
    expect(renumbered.map((text) => text.slice(0, 9))).toEqual(['Verdict [', '[11] "a \\', '[1] not a']);
  });
});
