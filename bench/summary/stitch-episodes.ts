import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

/** What is read of a truth file; `training/playhouse/TRUTH.md` documents all of it. */
const truthFile = z.object({
  id: z.string(),
  durationSeconds: z.number().positive(),
  framesPerSecond: z.number().positive(),
  shots: z
    .array(
      z.object({ start: z.number(), place: z.string(), actor: z.object({ kind: z.string(), colour: z.string() }) }),
    )
    .min(1),
  transcript: z.array(z.object({ start: z.number(), end: z.number(), text: z.string() })),
});
type Episode = z.infer<typeof truthFile>;

/** A long video and when what changes in it, in seconds. */
export interface StitchedTruth {
  readonly episodes: number;
  readonly durationSeconds: number;
  /** Where one episode ends and the next begins. */
  readonly joints: readonly number[];
  /** The joints, and the borders between shots of an episode that differ in place or in who acts. */
  readonly sceneChanges: readonly number[];
  /** All borders between shots. */
  readonly shotBorders: readonly number[];
}

/**
 * Puts the episodes of a folder one after another, again from the first when they are used up, until the video is long
 * enough: `<out>.mp4` (copied, not encoded again) with the narration as `<out>.srt`. Resolves to what is true of it.
 */
export async function stitchEpisodes(
  ffmpeg: string,
  folder: string,
  out: string,
  wantedSeconds: number,
): Promise<StitchedTruth> {
  const chosen = await chooseEpisodes(folder, wantedSeconds);
  // The container of an episode may promise a frame more or less than it shows: the truth says how long it is.
  const list = chosen.map(
    ({ id, durationSeconds }) => `file '${resolve(folder, `${id}.mp4`)}'\nduration ${durationSeconds}\n`,
  );
  await writeFile(`${out}.txt`, `ffconcat version 1.0\n${list.join('')}`);
  const input = ['-f', 'concat', '-safe', '0', '-i', `${out}.txt`];
  await promisify(execFile)(ffmpeg, ['-y', '-v', 'error', ...input, '-c', 'copy', '-map', '0:v', `${out}.mp4`]);
  const starts = chosen.map((_, at) => chosen.slice(0, at).reduce((sum, episode) => sum + episode.durationSeconds, 0));
  const cues = chosen.flatMap(({ transcript }, at) =>
    transcript.map(({ start, end, text }) => ({
      start: start + (starts[at] ?? 0),
      end: end + (starts[at] ?? 0),
      text,
    })),
  );
  await writeFile(
    `${out}.srt`,
    cues.map(({ start, end, text }, at) => `${at + 1}\n${srtTime(start)} --> ${srtTime(end)}\n${text}\n`).join('\n'),
  );
  return truthOf(chosen, starts);
}

async function chooseEpisodes(folder: string, wantedSeconds: number): Promise<Episode[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  if (names.length === 0) throw new Error(`There are no episodes in ${folder}: make some with npm run playhouse.`);
  const chosen: Episode[] = [];
  for (let seconds = 0; seconds < wantedSeconds;) {
    const name = names[chosen.length % names.length] ?? '';
    const episode = truthFile.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
    chosen.push(episode);
    seconds += episode.durationSeconds;
  }
  return chosen;
}

function truthOf(chosen: readonly Episode[], starts: readonly number[]): StitchedTruth {
  const joints = starts.slice(1);
  const within = chosen.flatMap(({ shots }, at) =>
    shots.slice(1).map((shot, index) => ({
      seconds: (starts[at] ?? 0) + shot.start,
      isChange: sceneOf(shot) !== sceneOf(shots[index] ?? shot),
    })),
  );
  const inOrder = (times: readonly number[]): number[] => times.toSorted((a, b) => a - b);
  const changes = within.filter(({ isChange }) => isChange).map(({ seconds }) => seconds);
  return {
    episodes: chosen.length,
    durationSeconds: chosen.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0),
    joints,
    sceneChanges: inOrder([...joints, ...changes]),
    shotBorders: inOrder([...joints, ...within.map(({ seconds }) => seconds)]),
  };
}

function sceneOf({ place, actor }: Episode['shots'][number]): string {
  return `${place}: ${actor.colour} ${actor.kind}`;
}

function srtTime(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const [hours, minutes, rest] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(hours)}:${two(minutes)}:${two(rest)},${String(ms % 1000).padStart(3, '0')}`;
}
