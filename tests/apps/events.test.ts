import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/apps/cli/run-command-line.js';
import { temporalIou } from '../../src/domain/time-span.js';
import { createVideoAgent, indexVideos, openLibrary, queryEvents, type VideoLibrary } from '../../src/index.js';
import { captureStreams } from './capture-streams.js';

const title = 'quiet-journey-1000001';
const sample = fileURLToPath(new URL(`../../data/videos/${title}`, import.meta.url));

interface TrueShot {
  readonly actor: { readonly kind: string; readonly colour: string };
  readonly action: string;
  readonly actionStart: number;
  readonly actionEnd: number;
}

let folder: string;
let library: VideoLibrary;
let truth: readonly TrueShot[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-events-'));
  library = await openLibrary(folder, { pack: 'starter', providers: ['cpu'] });
  await indexVideos(library, [`${sample}.mp4`]);
  truth = (JSON.parse(await readFile(`${sample}.json`, 'utf8')) as { shots: TrueShot[] }).shots;
});
afterAll(async () => {
  await library.close();
  await rm(folder, { recursive: true });
});

describe('the memory of a sample video', () => {
  it('is what truly happens, and times the actions better than their shots do', () => {
    const events = library.library.events(library.library.findVideo(title)?.id ?? '');
    expect(events.map(({ actor, action }) => [actor, action])).toEqual(
      truth.map(({ actor, action }) => [`${actor.colour} ${actor.kind}`, action]),
    );
    const ious = events.map(({ span }, at) =>
      temporalIou(span, { startSeconds: truth[at]?.actionStart ?? 0, endSeconds: truth[at]?.actionEnd ?? 0 }),
    );
    expect(ious.reduce((sum, iou) => sum + iou, 0) / ious.length).toBeGreaterThan(0.75);
  });

  it('answers numbers and order', async () => {
    const balls = await queryEvents(library, { measure: 'count', about: 'a pink ball', videos: [title] });
    expect(balls.count).toBe(truth.filter(({ actor }) => actor.kind === 'ball').length);
    const next = await queryEvents(library, { measure: 'after', anchor: 'a red car disappears' });
    expect(next.events.map(({ event }) => event.action)).toEqual(['puts down a box']);
    await expect(queryEvents(library, { measure: 'count', videos: ['nowhere'] })).rejects.toMatchObject({
      code: 'VIDEO_UNKNOWN',
    });
  });

  it.each([
    ['How many times does the red car move left?', /^Once \(1 time\)/],
    ['How long does the red car move left?', /^[234]\.\d seconds/],
    ['What is the first thing that happens?', /pink ball appears/],
    ['What happens first, the red car disappears or the pink ball picks up a box?', /^A pink ball picks up a box/],
    ['Does the red car move left before the pink ball picks up a box?', /^Yes\b/],
    ['How often does the pink ball pick up a box after the red car moves left?', /^Once/],
  ])('%s', async (question, says) => {
    const agent = await createVideoAgent(library, { model: 'offline' });
    const answer = await agent.ask(question);
    expect(answer.text).toMatch(says);
    expect(answer.citations.map(({ tool }) => tool)).toContain('query_events');
  });
});

describe('askreel events', () => {
  async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
    const streams = captureStreams({ isTTY: false });
    const code = await runCommandLine(['events', ...words, '--library', folder], streams);
    return { code, out: streams.out(), err: streams.err() };
  }

  it('lists the memory as a table, one event a line', async () => {
    const { code, out, err } = await run(title);
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(truth.length);
    expect(out).toMatch(/^0:\d\d\.\d–0:\d\d\.\d {2}red car +moves left +at night +\d+ %$/m);
    expect(err).toContain(`${truth.length} event(s)`);
  });

  it('lists what some words describe, as a table or as JSON', async () => {
    const { code, out } = await run(title, '--about', 'the ball', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ about: 'the ball', count: 3, events: [{ kind: 'ball' }, {}, {}] });
    const none = await run(title, '--about', 'a green boat sinks');
    expect(none.code).toBe(3);
    expect(none.out).toBe('Nothing remembered there is "a green boat sinks".\n');
  });

  it('knows no video that is not there', async () => {
    const { code, err } = await run('nowhere');
    expect(code).toBe(1);
    expect(err).toContain('nowhere');
  });
});
