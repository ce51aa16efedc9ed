import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseLines, runAskreel, sampleFolder, startAskreel } from './command-line.js';

const rounds = 20;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-killed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Indexes the sample library and kills the process at a random moment; gives the videos it had reported by then. */
async function indexAndKill(library: string, afterMs: number): Promise<string[]> {
  const child = startAskreel('index', sampleFolder, '--library', library, '--json');
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  return parseLines(output).flatMap((line) => (line['type'] === 'video-indexed' ? [String(line['videoId'])] : []));
}

async function listVideos(library: string): Promise<{ ids: string[]; status: number | null }> {
  const { stdout, status } = await runAskreel('videos', '--library', library, '--json');
  return { ids: [...stdout.matchAll(/"id":\s*"([0-9a-f]{16})"/g)].map((match) => match[1] ?? ''), status };
}

it(`keeps exactly the committed videos through ${rounds} kills at random moments, and completes afterwards`, async () => {
  let library = join(folder, 'library-0');
  let committed = new Set<string>();
  for (let round = 1; round <= rounds; round += 1) {
    for (const id of await indexAndKill(library, 400 + Math.random() * 3_500)) committed.add(id);
    const { ids } = await listVideos(library);
    // A video may have been committed just before its event could be written; none that was reported may be missing.
    for (const id of committed) expect(ids).toContain(id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length - committed.size).toBeLessThanOrEqual(1);
    committed = new Set(ids);
    if (ids.length === 10) {
      library = join(folder, `library-${round}`);
      committed = new Set();
    }
  }
  const last = await runAskreel('index', sampleFolder, '--library', library, '--json');
  expect(last.status).toBe(0);
  expect((await listVideos(library)).ids).toHaveLength(10);
}, 900_000);
