/**
 * How close indexing comes to its bound: `npx tsx bench/indexing/main.ts [--video FILE]… [--minutes 10] [--pack DIR]
 * [--memory]`. One JSON object on standard output: seconds of decoding alone, of inference alone (the same calls on
 * inputs from memory), of indexing, and `ratio` = indexing ÷ (decoding + inference). `--minutes` adds a made 1080p video
 * of that length; `--memory` also compares the peak memory of indexing it with that of a one-minute video.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { indexIntoNowhere, openBenchRooms, type BenchRooms } from './bench-rooms.js';
import { EncoderCalls } from './encoder-calls.js';
import { makeTestVideo } from './make-test-video.js';

const { values } = parseArgs({
  options: {
    video: { type: 'string', multiple: true, default: [] },
    minutes: { type: 'string' },
    pack: { type: 'string', default: 'data/models/starter' },
    memory: { type: 'boolean', default: false },
    /** Used by `--memory` for its child processes: index one video and print the peak memory. */
    'peak-of': { type: 'string' },
  },
});

const rooms = await openBenchRooms(values.pack);
if (values['peak-of'] !== undefined) {
  await indexIntoNowhere([values['peak-of']], rooms);
  console.log(process.resourceUsage().maxRSS / 1024);
} else {
  const folder = await mkdtemp(join(tmpdir(), 'askreel-bench-videos-'));
  try {
    const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
    const made = minutes === undefined ? [] : [await makeTestVideo(rooms.media.tools.ffmpeg.path, folder, minutes)];
    const speed = await measureSpeed([...values.video, ...made], rooms);
    const memory = values.memory && made[0] !== undefined ? await comparePeaks(made[0], folder, rooms) : undefined;
    console.log(JSON.stringify({ ...speed, ...memory }, undefined, 2));
  } finally {
    await rm(folder, { recursive: true });
  }
}
await rooms.encoders.close();

async function measureSpeed(videos: readonly string[], { encoders, media, pack }: BenchRooms): Promise<object> {
  const calls = new EncoderCalls(encoders);
  await indexIntoNowhere(videos.slice(0, 1), { encoders, media, pack });
  const indexingSeconds = await secondsOf(() => indexIntoNowhere(videos, { encoders: calls.encoders, media, pack }));
  const inferenceSeconds = await secondsOf(() => calls.replay());
  const shortEdge = Math.max(encoders.frame.inputEdge, encoders.clip?.inputEdge ?? 0);
  let frames = 0;
  const decodeSeconds = await secondsOf(async () => {
    for (const video of videos) for await (const _frame of media.readFrames(video, { shortEdge })) frames += 1;
  });
  return {
    videos: videos.length,
    frames,
    encoderCalls: calls.count,
    decodeSeconds,
    inferenceSeconds,
    indexingSeconds,
    ratio: indexingSeconds / (decodeSeconds + inferenceSeconds),
  };
}

async function comparePeaks(longVideo: string, folder: string, { media }: BenchRooms): Promise<object> {
  const oneMinute = await makeTestVideo(media.tools.ffmpeg.path, folder, 1);
  const peakMegabytes = await peakOf(longVideo);
  const oneMinutePeakMegabytes = await peakOf(oneMinute);
  return { peakMegabytes, oneMinutePeakMegabytes, peakRatio: peakMegabytes / oneMinutePeakMegabytes };
}

async function peakOf(video: string): Promise<number> {
  const script = process.argv[1] ?? '';
  const { stdout } = await promisify(execFile)('npx', ['tsx', script, '--pack', values.pack, '--peak-of', video]);
  return Number(stdout.trim());
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
