import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { canRun, runNode, sampleVideos } from './run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'askreel-examples-'));
const library = join(folder, 'library');
const sample = canRun ? readdirSync(sampleVideos).find((name) => name.endsWith('.mp4')) : undefined;
const video = join(sampleVideos, sample ?? '');
const title = (sample ?? '').replace(/\.mp4$/, '');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runExample(name: string, ...words: string[]): ReturnType<typeof runNode> {
  return runNode(['--import', 'tsx', `examples/${name}.ts`, library, ...words]);
}

describe.skipIf(!canRun)('the examples', () => {
  it('chat about a library', async () => {
    const { code, stdout, stderr } = await runExample('chat-about-a-library', video);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`What happens in ${title}?`);
    expect(stdout).toContain(`[1] ${title} 0:00–`);
  });

  it('retrieve clips by description', async () => {
    const { code, stdout } = await runExample('retrieve-clips', 'a dog jumps', video);
    expect(code).toBe(0);
    expect(stdout).toMatch(/a dog jumps: (found|nothing-matches)/);
    expect(stdout).toMatch(/The retriever gives \d+ document/);
  });

  it('use the tools in another agent', async () => {
    const { code, stdout } = await runExample('tool-in-another-agent', video);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^tool: .*\S/m);
    expect(stdout).toMatch(new RegExp(`^ai: .*${title}`, 'm'));
  });

  it('retrieve moments for a chain, whose prompt holds them', async () => {
    const { code, stdout } = await runExample('retrieval-chain', 'a pink bus', video);
    expect(code).toBe(0);
    expect(stdout).toContain('Question: a pink bus');
    expect(stdout).toMatch(new RegExp(`${title} at 0:|No moment matches`));
  });

  it('let an editor ask and leave a cut list', async () => {
    const list = join(folder, 'cut.edl');
    const { code, stdout } = await runExample('two-agents', list, video);
    expect(code).toBe(0);
    expect(stdout).toContain(`What happens first in ${title}?`);
    expect(stdout).toContain('1 cuts in');
    expect(readFileSync(list, 'utf8')).toContain('TITLE: Openings');
  });
});
