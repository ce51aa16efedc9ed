import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTruthFolder } from '../../src/evaluation/read-truth-folder.js';
import { srtFormat } from '../../src/media/subtitles/srt-format.js';
import { makeEpisode } from '../../training/playhouse/episode.js';
import type { EpisodeTruth } from '../../training/playhouse/truth.js';
import { writeEpisode, type EpisodeFiles } from '../../training/playhouse/write-episode.js';

interface Probe {
  readonly streams: readonly { codec_name: string; width: number; height: number; nb_read_frames: string }[];
  readonly format: { readonly duration: string };
}

describe('writeEpisode', () => {
  const episode = makeEpisode(2_000_000);
  let folder: string;
  let files: EpisodeFiles;
  let truth: EpisodeTruth;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'episode-'));
    files = await writeEpisode(episode, folder);
    truth = JSON.parse(await readFile(files.truth, 'utf8')) as EpisodeTruth;
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('writes a video as long as its truth says, frame by frame', async () => {
    const ffprobe = (createRequire(import.meta.url)('@ffprobe-installer/ffprobe') as { path: string }).path;
    const entries = 'stream=codec_name,width,height,nb_read_frames:format=duration';
    const { stdout } = await promisify(execFile)(ffprobe, [
      '-v',
      'error',
      '-count_frames',
      '-show_entries',
      entries,
      '-of',
      'json',
      files.video,
    ]);
    const { streams, format } = JSON.parse(stdout) as Probe;
    expect(streams).toHaveLength(1);
    expect(streams[0]).toMatchObject({ codec_name: 'h264', width: truth.width, height: truth.height });
    const frames = Number(streams[0]?.nb_read_frames);
    expect(frames).toBe(Math.round(truth.durationSeconds * truth.framesPerSecond));
    expect(Number(format.duration)).toBeCloseTo(truth.durationSeconds, 2);
    expect(truth.shots.reduce((sum, shot) => sum + shot.boxes.length, 0)).toBe(frames);
  });

  it('writes subtitles that parse to the transcript', async () => {
    const { cues } = srtFormat.parse(await readFile(files.subtitles, 'utf8'));
    const lines = cues.map(({ span, text }) => ({ start: span.startSeconds, end: span.endSeconds, text }));
    expect(lines).toEqual(truth.transcript.map(({ start, end, text }) => ({ start, end, text })));
  });

  it('writes truth that evaluation reads', async () => {
    const { videos } = await readTruthFolder(folder);
    expect(videos.map((video) => video.path)).toEqual([files.video]);
  });
});
