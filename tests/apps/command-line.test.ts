import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/apps/cli/run-command-line.js';
import { captureStreams } from './capture-streams.js';

const folder = mkdtempSync(join(tmpdir(), 'askreel-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const streams = captureStreams({ isTTY: false });
  const code = await runCommandLine(words, streams);
  return { code, out: streams.out(), err: streams.err() };
}

describe('the command line', () => {
  it('lists its commands, the environment and the exit codes', async () => {
    const { code, out, err } = await run('--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const word of 'index ask chat search highlights videos remove models eval doctor demo ASKREEL_LIBRARY OPENAI_BASE_URL 130'.split(
      ' ',
    )) {
      expect(out).toContain(word);
    }
  });

  it('shows the shared options in the help of a command', async () => {
    const { out } = await run('ask', '--help');
    for (const option of ['--library', '--model', '--pack', '--json', '--quiet', '--video'])
      expect(out).toContain(option);
  });

  it('prints its version', async () => {
    expect((await run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    [['fly'], "unknown command 'fly'"],
    [['ask'], "missing required argument 'question'"],
    [['ask', 'one', 'two'], 'too many arguments'],
    [['models', 'pull'], "missing required argument 'pack'"],
    [['models', 'pull', 'standard', '--variant', 'tiny'], 'full, quantised'],
    [['models', 'fly'], "unknown command 'fly'"],
    [['videos', '--colour'], "unknown option '--colour'"],
    [['search', 'a dog', '--limit', '0'], 'whole number'],
  ])('answers %j with one line and exit code 2', async (words, message) => {
    const { code, out, err } = await run(...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).toMatch(/^askreel: [^\n]* \[BAD_ARGUMENT\]\n$/);
  });

  it('without a command shows the help on stderr as bad usage', async () => {
    const { code, out, err } = await run();
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage: askreel');
  });

  it.each([[['videos']], [['--json', 'videos']], [['videos', '--json']]])(
    'reports a missing library in one line and nothing on stdout: %j',
    async (words) => {
      const { code, out, err } = await run(...words, '--library', join(folder, 'none'));
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^askreel: [^\n]* \[LIBRARY_NOT_FOUND\]\n$/);
    },
  );

  it('shows the stack of an error only when asked', async () => {
    const words = ['videos', '--library', join(folder, 'none')];
    expect((await run(...words)).err).not.toContain('    at ');
    expect((await run(...words, '--debug')).err).toContain('    at ');
  });

  it('leaves no signal listeners behind', async () => {
    await run('videos', '--library', join(folder, 'none'));
    expect(process.listenerCount('SIGTERM')).toBe(0);
  });
});
