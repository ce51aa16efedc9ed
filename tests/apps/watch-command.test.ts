import { copyFile, mkdtemp, mkdir, realpath, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/apps/cli/run-command-line.js';
import { openLibrary, watchFolders, type WatchEvent } from '../../src/index.js';
import { captureStreams } from './capture-streams.js';
import { sampleVideos } from './run-cli.js';

const name = 'paper-parade-1000009';

describe('watching with real indexing', () => {
  it('brings a video in with its subtitles, follows it, and lets it go', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'askreel-watch-')));
    await mkdir(join(folder, 'videos'));
    try {
      await using library = await openLibrary(join(folder, 'library'), { pack: 'starter', providers: ['cpu'] });
      const round = async (): Promise<WatchEvent['type'][]> => {
        const types: WatchEvent['type'][] = [];
        const onEvent = ({ type }: WatchEvent): void => void (type !== 'video-progress' && types.push(type));
        await watchFolders(library, [join(folder, 'videos')], { once: true, settleMs: 100, onEvent });
        return types;
      };
      expect(await round()).toEqual(['watching', 'looked']);
      for (const extension of ['mp4', 'srt'])
        await copyFile(join(sampleVideos, `${name}.${extension}`), join(folder, 'videos', `${name}.${extension}`));
      expect(await round()).toEqual(['watching', 'looked', 'video-started', 'video-indexed', 'looked']);
      const [video] = library.library.videos();
      expect(library.library.transcript(video?.id ?? '')).not.toEqual([]);
      await mkdir(join(folder, 'videos', 'old'));
      await rename(video?.path ?? '', join(folder, 'videos', 'old', 'parade.mp4'));
      expect(await round()).toContain('video-moved');
      expect(library.library.videos()).toMatchObject([{ id: video?.id, title: 'parade' }]);
      await rm(join(folder, 'videos', 'old', 'parade.mp4'));
      expect(await round()).toContain('video-removed');
      expect(library.library.videos()).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('tells what happens as JSON lines; streams and files are told apart', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'askreel-watch-')));
    const run = async (...words: string[]): Promise<{ code: number; out: string; err: string }> => {
      const streams = captureStreams({ isTTY: false });
      const code = await runCommandLine(['--library', join(folder, 'library'), '--pack', 'starter', ...words], streams);
      return { code, out: streams.out(), err: streams.err() };
    };
    try {
      await mkdir(join(folder, 'videos'));
      const { code, out, err } = await run('--json', 'watch', '--once', join(folder, 'videos'));
      const types = out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as WatchEvent).type);
      expect({ code, types }, err).toEqual({ code: 0, types: ['watching', 'looked'] });
      const mixed = await run('index', 'rtsp://cam.example/front', folder);
      expect([mixed.code, mixed.err]).toEqual([2, expect.stringContaining('one run')]);
      const misplaced = await run('index', folder, '--keep', '24h');
      expect([misplaced.code, misplaced.err]).toEqual([2, expect.stringContaining('live streams')]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
