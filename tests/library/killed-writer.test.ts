import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openLibrary } from '../../src/library/open-library.js';
import { sampleVector, sampleVideo, space } from './sample-video.js';
import { temporaryFolder } from './temporary-folder.js';

const program = fileURLToPath(new URL('commit-until-killed.ts', import.meta.url));

/** Lets a process commit until it has said so many lines, kills it a moment later; all that it said. */
async function killWriter(folder: string, firstSeed: number, lines: number, delayMs: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder, String(firstSeed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let isDoomed = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (isDoomed || said.split('\n').length <= lines) return;
    isDoomed = true;
    setTimeout(() => child.kill('SIGKILL'), delayMs);
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return said.trim().split('\n').slice(1);
}

test('a writer killed at any moment loses no committed video and leaves none half done', async () => {
  const folder = temporaryFolder();
  /** Shots of each video that was said to be committed. */
  const committed = new Map<number, number>();
  for (let round = 0; round < 5; round += 1) {
    const firstSeed = round * 3000;
    const lines = await killWriter(folder, firstSeed, 3 + round * 4, Math.random() * 40);
    for (const line of lines) {
      const [seed = NaN, shots = NaN] = line.split(' ').map(Number);
      committed.set(seed, shots);
    }

    // First a reader, as when a user asks before indexing on; then a writer, which saves what it rebuilds.
    const reader = openLibrary(folder, { readOnly: true });
    const seen = reader.videos();
    reader.close();
    using library = openLibrary(folder, { space, exactBelow: 0 });
    expect(seen).toEqual(library.videos());
    const held = new Map(library.videos().map((video) => [video.id, library.shots(video.id).length]));
    // At most the one video whose commit was under way may be there beyond what was said.
    const next = firstSeed + lines.length;
    const unsaid = [next % 3 === 2 ? next - 1 : next, 2 + (next % 4)] as const;
    const expected = new Map([...committed].map(([seed, shots]) => [sampleVideo(seed).video.id, shots]));
    if (held.get(sampleVideo(unsaid[0]).video.id) === unsaid[1]) {
      committed.set(...unsaid);
      expected.set(sampleVideo(unsaid[0]).video.id, unsaid[1]);
    }
    expect(held).toEqual(expected);

    for (const [seed, shots] of committed) {
      const { video } = sampleVideo(seed);
      expect(library.frameTimes(video.id)).toHaveLength(shots * 2);
      expect(library.clips(video.id).filter((clip) => clip.tokens && clip.actions.length === 2)).toHaveLength(
        shots * 2,
      );
      expect(library.transcript(video.id)).toHaveLength(shots);
      const row = shots * 2 - 1;
      expect(library.searchFrames(sampleVector(seed, row), 1)[0]).toMatchObject({
        videoId: video.id,
        timeSeconds: row * 2 + 0.5,
      });
    }
    const total = [...committed.values()].reduce((sum, shots) => sum + shots, 0);
    expect(library.searchClips(sampleVector(0, 0), 100_000)).toHaveLength(total * 2);
    expect(library.searchCaptions('dog', 100_000)).toHaveLength(total);
    expect(library.searchTranscript('lighthouse', 100_000)).toHaveLength(total);
  }
  expect(committed.size).toBeGreaterThan(20);
});
