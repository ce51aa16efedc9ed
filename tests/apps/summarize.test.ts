import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/apps/cli/run-command-line.js';
import { createVideoAgent, indexVideos, openLibrary, summarizeVideo, type VideoLibrary } from '../../src/index.js';
import { captureStreams } from './capture-streams.js';

const title = 'quiet-journey-1000001';
const sample = fileURLToPath(new URL(`../../data/videos/${title}`, import.meta.url));

let folder: string;
let library: VideoLibrary;
let trueStarts: readonly number[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-summary-'));
  library = await openLibrary(join(folder, 'library'), { pack: 'starter', providers: ['cpu'] });
  await indexVideos(library, [`${sample}.mp4`]);
  const { shots } = JSON.parse(await readFile(`${sample}.json`, 'utf8')) as { shots: { start: number }[] };
  trueStarts = shots.map(({ start }) => start);
});
afterAll(async () => {
  await library.close();
  await rm(folder, { recursive: true });
});

describe('summarizeVideo', () => {
  it('parts a sample video where it truly changes, and says who is in it', async () => {
    const { chapters, cast, storyline, warnings } = await summarizeVideo(library, title, {
      chapters: 3,
      model: 'offline',
    });
    expect(chapters).toHaveLength(3);
    for (const { span, evidence } of chapters) {
      expect(Math.min(...trueStarts.map((start) => Math.abs(start - span.startSeconds)))).toBeLessThan(0.5);
      for (const one of evidence) expect(one.span.startSeconds).toBeGreaterThanOrEqual(span.startSeconds - 0.1);
    }
    expect(cast.map(({ actor }) => actor)).toEqual(expect.arrayContaining(['red car', 'pink ball']));
    expect(storyline).toMatch(/in 3 chapters\. Seen most: .*At 0:\d\d a /);
    expect(warnings).toEqual([]);
  });

  it('gives the offline agent what it tells of chapters', async () => {
    await using agent = await createVideoAgent(library, { model: 'offline' });
    const answer = await agent.ask('Give me the chapters of this video');
    expect(answer.text).toMatch(/^0:\d\d in \d chapters?\. 0:00–0:\d\d: /);
    expect(answer.citations.map(({ tool }) => tool)).toEqual(expect.arrayContaining(['summarize_video']));
  });
});

describe('askreel summarize', () => {
  async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
    const streams = captureStreams({ isTTY: false });
    const command = ['summarize', ...words, '--library', join(folder, 'library'), '--model', 'offline'];
    const code = await runCommandLine(command, streams);
    return { code, out: streams.out(), err: streams.err() };
  }

  it('prints the story, the chapters and the actors', async () => {
    const { code, out } = await run(title, '--chapters', '2');
    expect(code).toBe(0);
    expect(out).toMatch(/^0:00 {2}\S/m);
    expect(out).toContain('Who does what\n');
    expect((await run(title, '--language', 'zh')).out).toMatch(/谁做什么/);
  });

  it('writes a page with pictures, chapters for players and for video sites', async () => {
    const page = await run(title, '--chapters', '2', '--export', join(folder, 'my page.md'), '--json');
    expect(page.code).toBe(0);
    const { chapters, exported } = JSON.parse(page.out) as { chapters: unknown[]; exported: { files: string[] } };
    expect(chapters).toHaveLength(2);
    expect(exported.files).toHaveLength(3);
    const markdown = await readFile(join(folder, 'my page.md'), 'utf8');
    expect(markdown).toContain('](my%20page-pictures/001.jpg)');
    expect(await readdir(join(folder, 'my page-pictures'))).toEqual(['001.jpg', '002.jpg']);
    expect((await readFile(exported.files[1] ?? '')).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect((await run(title, '--export', join(folder, 'chapters.vtt'))).code).toBe(0);
    expect(await readFile(join(folder, 'chapters.vtt'), 'utf8')).toMatch(/^WEBVTT\n[^]*\n00:00:00\.000 --> /);
    expect((await run(title, '--export', join(folder, 'chapters.txt'))).code).toBe(0);
    expect(await readFile(join(folder, 'chapters.txt'), 'utf8')).toMatch(/^0:00 \S/);
  });

  it('refuses what it cannot do before it works', async () => {
    expect((await run(title, '--export', join(folder, 'a.doc'))).err).toMatch(/end in \.md, \.markdown, \.vtt/);
    expect((await run('nowhere')).err).toContain('nowhere');
    expect((await run(title, '--chapters', '500')).code).toBe(2);
    const twice = join(folder, 'twice.txt');
    expect((await run(title, '--export', twice)).code).toBe(0);
    expect((await run(title, '--export', twice)).err).toMatch(/--force/);
    expect((await run(title, '--export', twice, '--force')).code).toBe(0);
  });
});
