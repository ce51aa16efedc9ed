import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/apps/cli/run-command-line.js';
import { captureStreams } from './capture-streams.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eval-benchmark-'));
  await writeFile(join(folder, 'truth.json'), JSON.stringify({ a: ['a red <dog> runs'], b: ['a blue cat sits down'] }));
  await writeFile(join(folder, 'captions.json'), JSON.stringify({ a: 'a red <dog> runs', b: 'a blue cat sits down' }));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const streams = captureStreams({ isTTY: false });
  const code = await runCommandLine(['eval', ...words], streams);
  return { code, out: streams.out(), err: streams.err() };
}
const truth = (): string => join(folder, 'truth.json');
const predictions = (): string[] => ['--predictions', join(folder, 'captions.json')];

describe('askreel eval --benchmark', () => {
  it('prints a table, and JSON for machines', async () => {
    const table = await run(truth(), '--benchmark', 'captions', ...predictions());
    expect(table).toMatchObject({ code: 0, err: '' });
    expect(table.out).toMatch(/^Captions: .*\n {2}BLEU-4 +100\.0 %\n {2}ROUGE-L +100\.0 %\n$/);
    const json = await run(truth(), '--benchmark', 'CAPTIONS', ...predictions(), '--json');
    expect(JSON.parse(json.out)).toMatchObject({ scores: [{ name: 'BLEU-4', unit: 'percent' }, { value: 100 }] });
  });

  it('writes a page with a bar for each score, in which nothing of the files is markup', async () => {
    const page = join(folder, 'scores.html');
    const named = join(folder, '<truth>.json');
    await writeFile(named, await readFile(truth()));
    const { code, err } = await run(named, '--benchmark', 'captions', ...predictions(), '--report', page);
    expect(code).toBe(0);
    expect(err).toContain(page);
    const html = await readFile(page, 'utf8');
    expect(html.match(/<rect class="bar" width="100.00"/g)).toHaveLength(2);
    expect(html).toContain('aria-label="BLEU-4: 100.0 %"');
    expect(html).not.toContain('<truth>');
    expect(html).not.toMatch(/(src|href)=/);
  });

  it('lists the benchmarks with their files', async () => {
    const { out } = await run('--benchmarks');
    expect(out).toMatch(/^qvhighlights +QVHighlights/);
    expect(out.match(/truth: /g)?.length).toBe(11);
    expect(out).toContain('a label map (pbtxt) (may be left out)');
  });

  it.each([
    [['--benchmark', 'captions'], 'BAD_ARGUMENT', 'belong together'],
    [['--benchmark', 'nothing', '--predictions', 'x'], 'BAD_ARGUMENT', 'Known are qvhighlights, charades-sta'],
    [['--benchmark', 'nextgqa', '--predictions', 'x'], 'BAD_ARGUMENT', 'spans: json'],
    [['--benchmark', 'captions', '--predictions', 'no-such-file.json'], 'TRUTH_INVALID', 'no-such-file.json'],
  ])('%j is refused', async (words, code, message) => {
    const { code: status, err } = await run(truth(), ...words);
    expect(status).not.toBe(0);
    expect(err).toContain(`[${code}]`);
    expect(err).toContain(message);
  });

  it('wants something to score', async () => {
    expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining('Nothing is named') as string });
  });
});
