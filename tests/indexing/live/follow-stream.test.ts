import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StreamEvent } from '../../../src/indexing/live/contracts.js';
import { followStream } from '../../../src/indexing/live/follow-stream.js';
import { segmentStartMs } from '../../../src/indexing/live/segment-name.js';
import { locateMediaTools } from '../../../src/media/locate-media-tools.js';
import { recordStream } from '../../../src/media/live/record-stream.js';
import { probeVideo } from '../../../src/media/probe-video.js';
import { sampleVideos } from '../../apps/run-cli.js';
import { MemoryLibrary } from '../memory-library.js';
import { HlsServer } from './hls-server.js';

const sample = join(sampleVideos, 'paper-parade-1000009.mp4');

describe('following a live stream', () => {
  it('records segments, outlives a server that dies, closes the last one, and tells no secrets', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'askreel-live-'));
    const tools = await locateMediaTools();
    await mkdir(join(folder, 'pieces'));
    await HlsServer.cut(tools.ffmpeg.path, sample, join(folder, 'pieces'));
    const server = new HlsServer(join(folder, 'pieces'), 400);
    await server.start();
    const events: StreamEvent[] = [];
    const indexed: string[] = [];
    const stop = new AbortController();
    const count = (type: StreamEvent['type']): number => events.filter((event) => event.type === type).length;
    let recordedBeforeBreak = 0;
    try {
      await followStream(
        { address: server.address, name: 'door', folder: join(folder, 'live'), segmentSeconds: 2 },
        {
          library: new MemoryLibrary(),
          record: (address, options) => recordStream(tools, address, options),
          index: async (path) => {
            await Promise.resolve();
            indexed.push(path);
            if (indexed.length === 2) await server.stop();
            if (count('stream-broken') > 0 && indexed.length >= recordedBeforeBreak + 2) stop.abort();
          },
          onEvent: (event) => {
            events.push(event);
            if (event.type !== 'stream-broken') return;
            recordedBeforeBreak = indexed.length;
            void server.start();
          },
          firstPauseMs: 50,
          stallMs: 4000,
        },
        stop.signal,
      );
      expect(count('stream-broken')).toBeGreaterThanOrEqual(1);
      expect(count('stream-ended')).toBe(1);
      const names = (await readdir(join(folder, 'live'))).filter((name) => !name.startsWith('.')).sort();
      expect(names).toHaveLength(indexed.length);
      // The signal came while a segment was indexed: the one that was still growing was closed and indexed too.
      expect(indexed.length).toBeGreaterThan(recordedBeforeBreak + 2);
      for (const name of names) {
        expect(name).toMatch(/^door \d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ( \d)?\.mkv$/);
        expect(Math.abs(Date.now() - (segmentStartMs(name) ?? 0))).toBeLessThan(600_000);
      }
      const probe = await probeVideo(tools, indexed[0] ?? '');
      expect([probe.width, probe.height, probe.codec]).toEqual([160, 120, 'h264']);
      expect(await readdir(join(folder, 'live', '.recording'))).toEqual([]);
      expect(JSON.stringify(events)).not.toMatch(/viewer|hunter2|geheim/);
      expect(server.asked[0]).toBe('/door/live.m3u8?key=geheim');
    } finally {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('takes in what a killed run has left, and keeps within its bounds', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'askreel-live-'));
    try {
      await mkdir(join(folder, '.recording'), { recursive: true });
      await writeFile(join(folder, '.recording', '1-00000.mkv'), 'left');
      const nowMs = Date.parse('2030-01-01T10:00:00Z');
      for (const hour of ['06', '07', '09'])
        await writeFile(join(folder, `door 2030-01-01T${hour}-00-00Z.mkv`), 'x'.repeat(10));
      const indexed: string[] = [];
      const events: StreamEvent[] = [];
      await followStream(
        { address: 'https://cam.example/live.m3u8', name: 'door', folder, segmentSeconds: 2, keepMs: 2 * 3600_000 },
        {
          library: new MemoryLibrary(),
          record: async function* (_address, options) {
            const path = join(options.folder, 'new.mkv');
            await writeFile(path, 'new');
            yield { path, startedAtMs: nowMs };
            return { finite: true, reason: undefined };
          },
          index: (path) => Promise.resolve(void indexed.push(path)),
          onEvent: (event) => events.push(event),
          nowMs: () => nowMs,
        },
      );
      expect(indexed).toHaveLength(5);
      expect(events.filter(({ type }) => type === 'segment-removed')).toHaveLength(3);
      expect((await stat(join(folder, 'door 2030-01-01T10-00-00Z.mkv'))).size).toBe(3);
      expect((await readdir(folder)).filter((name) => name.startsWith('door'))).toHaveLength(2);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('says of an address that gives nothing what it is, but not its keys', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'askreel-live-'));
    const tools = await locateMediaTools();
    const following = followStream(
      { address: 'http://me:pass@127.0.0.1:9/x.m3u8?key=geheim', name: 'x', folder, segmentSeconds: 2 },
      {
        library: new MemoryLibrary(),
        record: (address, options) => recordStream(tools, address, options),
        index: () => Promise.resolve(),
        onEvent: () => undefined,
      },
    );
    await expect(following).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    await expect(following).rejects.toThrow(/^(?!.*(me:pass|geheim)).*127\.0\.0\.1:9\/x\.m3u8/);
    await rm(folder, { recursive: true, force: true });
  });
});
