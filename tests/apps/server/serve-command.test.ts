import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAskreelClient } from '../../../src/apps/server/client.js';
import { canRun, runCli } from '../run-cli.js';
import { sampleFile } from './served-library.js';
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** Starts the server of a fresh library; gives its address when it listens, and how it ends. */
async function serve(folder: string, more: readonly string[] = []) {
  let child: ChildProcess | undefined;
  const ended = runCli(['--library', join(folder, 'library'), '--json', 'serve', '--port', '0', ...more], {
    onStart: (started) => (child = started),
  });
  const url = await new Promise<string>((resolve, reject) => {
    child?.stdout?.on('data', (text: string) => {
      const found = /"url":"([^"]+)"/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    ended.then(({ stderr }) => reject(new Error(stderr)), reject);
  });
  return { url, ended, kill: (signal: NodeJS.Signals) => child?.kill(signal) };
}

describe.skipIf(!canRun)('askreel serve', () => {
  it('serves until it is told to stop, also in the middle of a job and with streams open', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'askreel-serve-'));
    try {
      const { url, ended, kill } = await serve(folder);
      const client = createAskreelClient(url);
      expect(await (await client.api.health.$get()).json()).toMatchObject({ videos: 0, model: 'offline' });
      expect(await (await fetch(url)).text()).not.toBe('');
      const uploaded = await fetch(`${url}/api/videos?name=parade.mp4`, {
        method: 'POST',
        body: await readFile(sampleFile),
      });
      const { job } = (await uploaded.json()) as { job: { id: string } };
      const events = await fetch(`${url}/api/jobs/${job.id}/events`);
      kill('SIGTERM');
      expect(await events.text()).toMatch(/event: (shutdown\ndata: {}|done\n.*)\n\n$/s);
      const { code, stderr } = await ended;
      expect(code, stderr).toBe(143);
      expect(stderr).toContain('serving 0 videos');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says what is wrong with its options', async () => {
    for (const [words, text] of [
      [['--host', '0.0.0.0'], 'ASKREEL_SERVER_TOKEN'],
      [['--allow-origin', 'videos.example'], 'origin'],
      [['--upload-limit', 'much'], 'size'],
      [['--allow-folder', '/nowhere/at/all'], '/nowhere/at/all'],
    ] as const) {
      const folder = await mkdtemp(join(tmpdir(), 'askreel-serve-'));
      const { code, stderr } = await runCli(['--library', join(folder, 'library'), 'serve', '--port', '0', ...words]);
      await rm(folder, { recursive: true });
      expect([code, stderr.includes(text)], stderr).toEqual([2, true]);
    }
  });
});
