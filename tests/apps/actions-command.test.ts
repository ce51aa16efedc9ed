import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/apps/cli/run-command-line.js';
import { temporalIou } from '../../src/domain/time-span.js';
import { readTruthFolder } from '../../src/evaluation/read-truth-folder.js';
import { indexVideos, locateActions, openLibrary, type LocatedActions } from '../../src/index.js';
import { captureStreams } from './capture-streams.js';

const samples = fileURLToPath(new URL('../../data/videos', import.meta.url));
const title = 'paper-parade-1000009';

let folder: string;
let library: Awaited<ReturnType<typeof openLibrary>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-actions-'));
  library = await openLibrary(folder, { pack: 'starter', providers: ['cpu'] });
  await indexVideos(library, [join(samples, `${title}.mp4`)]);
});
afterAll(async () => {
  await library.close();
  await rm(folder, { recursive: true });
});

async function runActions(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const streams = captureStreams({ isTTY: false });
  const code = await runCommandLine(['--library', folder, '--pack', 'starter', 'actions', ...words], streams);
  return { code, stdout: streams.out(), stderr: streams.err() };
}

describe('askreel actions', () => {
  it('finds most true actions of an episode with their ends, and looks at few windows for it', async () => {
    const truth = (await readTruthFolder(samples)).videos.find(({ id }) => id === title);
    const { actions, windows, motion } = await locateActions(library, title);
    const acting = truth?.shots.filter(({ action }) => action !== 'stands still') ?? [];
    const right = acting.filter(({ action, actionSpan }) =>
      actions.some(
        ({ label, span, score }) =>
          label === action && score >= 0.5 && actionSpan !== undefined && temporalIou(span, actionSpan) >= 0.7,
      ),
    );
    expect(acting.length).toBeGreaterThan(3);
    expect(right.length).toBeGreaterThanOrEqual(0.6 * acting.length);
    expect(windows.judged).toBeLessThan(0.4 * (windows.judged + windows.gated));
    expect(motion).toHaveLength(library.library.shots(library.library.videos()[0]?.id ?? '').length);
    expect(motion.every(({ motion: { words } }) => /^the camera .+; (something|nothing) moves/.test(words))).toBe(true);
  });

  it('prints a line an action, and the same as JSON', async () => {
    const { code, stdout, stderr } = await runActions(title);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +\d+ % {2}0:\d\d\.\d–0:\d\d\.\d +\S.* the camera /m);
    expect(stderr).toMatch(/\d+ window\(s\) looked at, \d+ not needed by what moves\./);
    const printed = JSON.parse((await runActions(title, '--json', '--limit', '2')).stdout) as LocatedActions;
    expect(printed.actions).toHaveLength(2);
    // Indexing has already judged the windows round what moves; the gate holds the dense ones back.
    expect(printed.windows.gated).toBeGreaterThan(0);
  });

  it('keeps to a span and to named actions; none is exit code 3, an unknown one names near ones', async () => {
    const { stdout } = await runActions(title, '--json', '--to', '0:06');
    const { actions } = JSON.parse(stdout) as LocatedActions;
    expect(actions.every(({ span }) => span.startSeconds < 6)).toBe(true);
    const unknown = await runActions(title, '--action', 'standing up', '--action', 'juggles');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toMatch(/knows no action "juggles".* nearest: jumps/);
    const none = await runActions(title, '--action', 'jumps', '--from', '0', '--to', '0.2');
    expect(none).toMatchObject({ code: 3, stdout: 'No such action was found.\n' });
    expect((await runActions(title, '--from', 'noon')).stderr).toContain('is not a time');
    expect((await runActions(title, '--from', '9', '--to', '3')).code).toBe(2);
  });
});
