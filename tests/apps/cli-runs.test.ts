import { existsSync, readdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IndexingEvent } from '../../src/indexing/contracts.js';
import { locateMediaTools } from '../../src/media/locate-media-tools.js';
import { makeThumbnail } from '../../src/media/make-thumbnail.js';
import { canRun, runCli, sampleVideos } from './run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'askreel-runs-'));
const library = ['--library', join(folder, 'library')];
const samples = canRun
  ? readdirSync(sampleVideos)
      .filter((name) => name.endsWith('.mp4'))
      .sort()
  : [];
const [first = '', second = ''] = samples.map((name) => join(sampleVideos, name));
const title = (samples[0] ?? '').replace(/\.mp4$/, '');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!canRun)('the program as it is installed (needs `npm run build` and the starter pack)', () => {
  beforeAll(async () => {
    const { code, stdout, stderr } = await runCli(['index', first, join(folder, 'missing.mp4'), '--json', ...library]);
    const events = jsonLines(stdout) as IndexingEvent[];
    expect(code).toBe(4);
    expect(events.map((event) => event.type)).toEqual(expect.arrayContaining(['video-failed', 'video-indexed']));
    expect(events.at(-1)).toMatchObject({ type: 'finished', summary: { indexed: 1, failed: 1 } });
    expect(stderr).toBe('');
  });

  it('skips what is unchanged, and says so without colours in a pipe', async () => {
    const { code, stdout, stderr } = await runCli(['index', first, ...library]);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^0 indexed, 1 unchanged/) as string,
    });
    expect(stdout + stderr).not.toContain('\u001b');
    expect((await runCli(['index', first, '--quiet', ...library])).stderr).toBe('');
  });

  it('lists the library as one JSON document', async () => {
    const { code, stdout, stderr } = await runCli(['videos', '--json', ...library]);
    const { videos } = JSON.parse(stdout) as { videos: { title: string; path: string }[] };
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(videos.map(({ title, path }) => ({ title, path }))).toEqual([{ title, path: first }]);
  });

  it('answers with citations inside the video, as a person and as a program reads it', async () => {
    const question = `What happens in ${title}?`;
    const words = await runCli(['ask', question, ...library]);
    expect(words.code).toBe(0);
    expect(words.stdout).toMatch(/\[1\] [✓?] \S+ \d:\d\d–\d:\d\d/);
    const { stdout } = await runCli(['ask', question, '--json', ...library]);
    const answer = JSON.parse(stdout) as { found: boolean; citations: { videoTitle: string; number: number }[] };
    expect(answer.found).toBe(true);
    expect(answer.citations[0]).toMatchObject({ number: 1, videoTitle: title });
  });

  it('says where in the picture something is, and draws it', async () => {
    const truth = JSON.parse(readFileSync(first.replace(/mp4$/, 'json'), 'utf8')) as {
      shots: { end: number; actor: { kind: string; colour: string } }[];
    };
    const shot = truth.shots[0]!;
    const thing = `${shot.actor.colour} ${shot.actor.kind}`;
    const span = ['--video', title, '--from', '0', '--to', shot.end.toFixed(2)];
    const { code, stdout } = await runCli([
      'where',
      `a ${thing}`,
      ...span,
      '--export',
      join(folder, 'boxes'),
      ...library,
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain(`${thing} [`);
    const pictures = readdirSync(join(folder, 'boxes'));
    expect(pictures.length).toBeGreaterThan(0);
    expect([...readFileSync(join(folder, 'boxes', pictures[0]!)).subarray(0, 2)]).toEqual([0xff, 0xd8]);
    expect((await runCli(['where', 'an elephant', ...span, ...library])).code).toBe(3);
    const alone = await runCli(['where', 'a dog', '--from', '1', ...library]);
    expect({ code: alone.code, stderr: alone.stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--video') as string,
    });
  });

  it('says that nothing was found with exit code 3', async () => {
    const { code, stdout } = await runCli(['search', 'a submarine full of elephants', '--json', ...library]);
    const { verdict, moments } = JSON.parse(stdout) as { verdict: string; moments: unknown[] };
    expect({ code, verdict, moments }).toEqual({ code: 3, verdict: 'nothing-matches', moments: [] });
  });

  it('picks highlights, cuts them into one file, and never overwrites it', async () => {
    const reel = join(folder, 'reel.mp4');
    const words = ['highlights', title, '--seconds', '6', '--export', reel, '--json', ...library];
    const { code, stdout } = await runCli(words);
    const { stretches, exported } = JSON.parse(stdout) as { stretches: { startSeconds: number }[]; exported: object };
    expect({ code, exported }).toEqual({ code: 0, exported: { format: 'reel', files: [reel] } });
    expect(stretches.length).toBeGreaterThan(0);
    expect(readFileSync(reel).subarray(4, 8).toString('latin1')).toBe('ftyp');
    const again = await runCli(words);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('is there already');
  });

  it('writes what it found, and what was asked for by time, as the file name says', async () => {
    const picture = join(folder, 'frame.jpg');
    writeFileSync(picture, await makeThumbnail(await locateMediaTools({ packagedOnly: true }), first, 2));
    const edl = join(folder, 'found.edl');
    const found = await runCli(['search', '--image', picture, '--export', edl, '--json', ...library]);
    const { moments, exported } = JSON.parse(found.stdout) as { moments: unknown[]; exported: object };
    expect(exported).toEqual({ format: 'edl', files: [edl] });
    expect(readFileSync(edl, 'utf8').match(/^\* FROM CLIP NAME: .*\.mp4$/gm)).toHaveLength(moments.length);
    const vtt = join(folder, 'answer.vtt');
    const asked = await runCli(['ask', `What happens in ${title}?`, '--export', vtt, ...library]);
    expect({ code: asked.code, stderr: asked.stderr }).toEqual({ code: 0, stderr: `written: ${vtt}\n` });
    expect(readFileSync(vtt, 'utf8')).toMatch(/^WEBVTT\n[^]* --> /);
    const cut = await runCli(['clip', title, '1', '2', `${title}@0:03-0:04.5`, '--out', `${folder}/cut/`, ...library]);
    expect(cut.code).toBe(0);
    expect(readdirSync(join(folder, 'cut'))).toEqual([
      `1-${title}-0m01.0s-0m02.0s.mp4`,
      `2-${title}-0m03.0s-0m04.5s.mp4`,
    ]);
    const behind = await runCli(['clip', title, '2000', '2001', '--out', `${folder}/cut/`, ...library]);
    expect({ code: behind.code, stderr: behind.stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('has nothing at 33:20') as string,
    });
  });

  it('writes no file where nothing was found, and says what to do', async () => {
    const csv = join(folder, 'none.csv');
    const words = ['search', 'a submarine full of elephants', '--export', csv, '--json', ...library];
    const { code, stdout, stderr } = await runCli(words);
    expect({ code, exists: existsSync(csv) }).toEqual({ code: 3, exists: false });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'nothing-matches', moments: [] });
    expect(stderr).toMatch(/^askreel: Nothing was written to [^\n]* \[NOTHING_TO_EXPORT\]\n$/);
  });

  it('refuses a file name that says nothing before it looks for anything', async () => {
    const { code, stdout, stderr } = await runCli(['search', 'a dog', '--export', 'moments.doc', ...library]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/ends? in \.mp4, [^\n]*\[BAD_ARGUMENT\]\n$/);
  });

  it('refuses a video that the library does not hold', async () => {
    const { code, stdout, stderr } = await runCli(['search', 'a dog', '--video', 'nobody', ...library]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^askreel: [^\n]*"nobody"[^\n]* \[VIDEO_UNKNOWN\]\n$/);
  });

  it('refuses a chat model without its key before it sends anything', async () => {
    const { code, stderr } = await runCli(['ask', 'what?', '--model', 'openai:gpt-4o-mini', ...library]);
    if (process.env.OPENAI_API_KEY) return;
    expect(code).toBe(1);
    expect(stderr).toContain('[CHAT_MODEL_MISSING_KEY]');
  });

  it('chats from a pipe, one JSON line for each question', async () => {
    const input = 'Which videos are there?\n\nWhen does a submarine appear?\n';
    const { code, stdout } = await runCli(['chat', '--json', ...library], { input });
    const answers = jsonLines(stdout) as { question: string; found: boolean }[];
    expect(answers.map(({ found }) => found)).toEqual([true, false]);
    expect(code).toBe(3);
  });

  it('examines the machine', async () => {
    const { code, stdout } = await runCli(['doctor', '--json', ...library]);
    const { healthy, checks } = JSON.parse(stdout) as { healthy: boolean; checks: { name: string; status: string }[] };
    expect({ code, healthy }).toEqual({ code: 0, healthy: true });
    const names = checks.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['node', 'ffmpeg', 'hnswlib-node', 'pack', 'provider', 'library', 'chat model']),
    );
  });

  it('ends cleanly at Ctrl-C: exit code 130, and a library that opens', async () => {
    const interrupted = ['--library', join(folder, 'interrupted')];
    const { code } = await runCli(['index', second, first, '--json', ...interrupted], {
      onStart: (child) => child.stdout?.once('data', () => child.kill('SIGINT')),
    });
    expect(code).toBe(130);
    const again = await runCli(['index', second, first, '--quiet', ...interrupted]);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('2 video(s)');
  });

  it('removes a video, and only together with all others that are named', async () => {
    expect((await runCli(['remove', title, 'nobody', ...library])).code).toBe(1);
    const { code, stdout } = await runCli(['remove', title, ...library]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `removed ${title}\n` });
    expect((await runCli(['videos', ...library])).stdout).toBe('');
  });

  it('shows its demo: five answers and a page', { timeout: 280_000 }, async () => {
    const out = join(folder, 'demo');
    const { code, stdout } = await runCli(['demo', '--out', out, '--json', '--quiet']);
    const { answers, page } = JSON.parse(stdout) as { answers: { text: string }[]; page: string };
    expect(code).toBe(0);
    expect(answers).toHaveLength(5);
    const html = readFileSync(page, 'utf8');
    expect(html.match(/<article/g)).toHaveLength(5);
    expect(html).toContain('data:image/jpeg;base64,');
  });
});

function jsonLines(text: string): unknown[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}
