import { setTimeout as pause } from 'node:timers/promises';
import type { StreamEnd } from '../../media/live/contracts.js';
import { unreachableStream } from '../../media/live/record-stream.js';
import { plainAddress } from '../../media/live/stream-address.js';
import type { FollowedStream, StreamDependencies } from './contracts.js';
import { SegmentStore } from './segment-store.js';

const longestPauseMs = 60_000;

/**
 * Records a live stream and indexes each segment as it closes, until the signal fires (the last segment is closed and
 * indexed) or a stream with an end has ended. A stream that breaks is tried again after growing pauses; only one that gives
 * nothing at all the first time throws: `DOWNLOAD_FAILED`.
 */
export async function followStream(
  stream: FollowedStream,
  dependencies: StreamDependencies,
  signal?: AbortSignal,
): Promise<void> {
  const { onEvent, nowMs = Date.now, firstPauseMs = 1000 } = dependencies;
  const store = new SegmentStore(stream.folder, stream.name);
  await store.open();
  for (const { path } of await store.list()) if (!dependencies.library.findByPath(path)) await dependencies.index(path);
  let [pauseMs, transcode, everRecorded] = [firstPauseMs, false, false];
  while (!signal?.aborted) {
    onEvent({ type: 'stream-connecting', stream: stream.name, address: plainAddress(stream.address) });
    const connection = { store, transcode, onlyLive: everRecorded, prefix: String(nowMs()) };
    const { recorded, end } = await recordConnection(stream, dependencies, connection, signal);
    everRecorded ||= recorded;
    if (end.finite && (recorded || everRecorded)) break;
    if (signal?.aborted) break;
    if (end.cannotCopy && !transcode && !recorded) {
      transcode = true;
      continue;
    }
    if (!everRecorded) throw unreachableStream(plainAddress(stream.address), end.reason);
    if (recorded) pauseMs = firstPauseMs;
    onEvent({ type: 'stream-broken', stream: stream.name, reason: end.reason, pauseMs });
    await pause(pauseMs, undefined, signal ? { signal } : {}).catch(() => undefined);
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  }
  onEvent({ type: 'stream-ended', stream: stream.name });
}

async function recordConnection(
  stream: FollowedStream,
  { record, index, library, onEvent, nowMs = Date.now, stallMs }: StreamDependencies,
  connection: {
    readonly store: SegmentStore;
    readonly transcode: boolean;
    readonly onlyLive: boolean;
    readonly prefix: string;
  },
  signal: AbortSignal | undefined,
): Promise<{ recorded: boolean; end: StreamEnd }> {
  const { store, ...options } = connection;
  const segments = record(stream.address, {
    ...options,
    folder: store.workFolder,
    segmentSeconds: stream.segmentSeconds,
    ...(signal && { signal }),
    ...(stallMs !== undefined && { stallMs }),
  });
  let recorded = false;
  try {
    for (;;) {
      const next = await segments.next();
      if (next.done) return { recorded, end: next.value };
      recorded = true;
      const path = await store.take(next.value.path, next.value.startedAtMs);
      const startedAt = new Date(next.value.startedAtMs).toISOString();
      onEvent({ type: 'segment-recorded', stream: stream.name, path, startedAt });
      await index(path);
      for (const gone of await store.prune(stream, library, nowMs()))
        onEvent({ type: 'segment-removed', stream: stream.name, path: gone });
    }
  } finally {
    await segments.return({ finite: false, reason: undefined });
  }
}
