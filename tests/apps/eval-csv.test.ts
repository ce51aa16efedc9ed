import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { renderScores } from '../../src/apps/cli/render-scores.js';
import { runCommandLine } from '../../src/apps/cli/run-command-line.js';
import { sectionsOf } from '../../src/apps/scores/score-section.js';
import type { EvaluationResult } from '../../src/evaluation/contracts.js';
import { captureStreams } from './capture-streams.js';

const samples = fileURLToPath(new URL('../../data/videos', import.meta.url));
const truth = `video,start,end,description,question,answer
journey.mp4,9.4,14.3,a red car moves left at night,,
journey.mp4,9.4,14.3,,When does the red car move left?,
journey.mp4,,,,Is there a green robot?,no
journey.mp4,,,,When does the pink car fly?,not found
journey.mp4,,,,Who moves left at night?,purple ball`;

it('grades videos of one’s own by a csv of a few lines', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'eval-csv-'));
  try {
    await copyFile(join(samples, 'quiet-journey-1000001.mp4'), join(folder, 'journey.mp4'));
    await writeFile(join(folder, 'truth.csv'), truth);
    const streams = captureStreams({ isTTY: false });
    expect(await runCommandLine(['eval', folder, '--json'], streams)).toBe(0);
    const { retrieval, qa } = JSON.parse(streams.out()) as EvaluationResult;
    expect(retrieval).toMatchObject({ queries: 1, r1: 1 });
    // The last answer is wrong on purpose.
    expect(qa).toMatchObject({ questions: 4, accuracy: 0.75, refusal: 1, falseRefusal: 0 });
    const table = renderScores(sectionsOf(JSON.parse(streams.out()) as EvaluationResult)).join('\n');
    expect(table).toMatch(/Answers \(4 questions\)\n {2}right +75\.0 %/);
    expect(table).not.toContain('–');
  } finally {
    await rm(folder, { recursive: true });
  }
});
