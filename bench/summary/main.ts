/**
 * How well hours of video are summarised: `npx tsx bench/summary/main.ts [--hours 2] [--episodes FOLDER] [--work FOLDER]
 * [--chapters N] [--pack DIR]`. Stitches Playhouse episodes (those of a folder, each as often as needed; by default a
 * hundred are rendered first) into one video, indexes and summarises it, and prints one JSON object: the share of chapter
 * borders within 2 s of a true scene change (an episode's end, or a border between shots that differ in place or in who
 * acts); precision and recall on the ends of episodes, which is stricter; beside both, what borders between shots that are
 * drawn at random would have; seconds of work, and the peaks of resident memory in MiB. What lies in `--work` from an earlier run
 * is used again: memory is that of the summary alone then.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { indexVideos, openLibrary, summarizeVideo } from '../../src/index.js';
import { stitchEpisodes, type StitchedTruth } from './stitch-episodes.js';

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '2' },
    episodes: { type: 'string' },
    work: { type: 'string' },
    chapters: { type: 'string' },
    pack: { type: 'string', default: 'data/models/starter' },
  },
});

let toldAtMs = 0;
const work = values.work ?? (await mkdtemp(join(tmpdir(), 'askreel-bench-summary-')));
await mkdir(work, { recursive: true });
await using library = await openLibrary(join(work, 'library'), { pack: values.pack });
try {
  const title = `stitched-${values.hours}-hours`;
  const truth = await stitched(join(work, title));
  const startedMs = performance.now();
  const report = await indexVideos(library, [join(work, `${title}.mp4`)], { onEvent: tellProgress });
  if (report.failures[0]) throw new Error(report.failures[0].message);
  const indexing = {
    indexed: report.indexed,
    indexingSeconds: secondsSince(startedMs),
    peakMegabytesAfterIndexing: peakMegabytes(),
  };
  console.error(JSON.stringify(indexing));
  const begunMs = performance.now();
  const chapters = values.chapters === undefined ? {} : { chapters: Number(values.chapters) };
  const summary = await summarizeVideo(library, title, { model: 'offline', ...chapters });
  const borders = summary.chapters.slice(1).map(({ span }) => span.startSeconds);
  for (const { span, title: words } of summary.chapters) console.error(span.startSeconds.toFixed(1), words);
  const scores = {
    hours: Number((truth.durationSeconds / 3600).toFixed(2)),
    episodes: truth.episodes,
    shots: truth.shotBorders.length + 1,
    ...indexing,
    summarySeconds: secondsSince(begunMs),
    peakMegabytes: peakMegabytes(),
    chapters: summary.chapters.length,
    bordersAtSceneChanges: shareNear(borders, truth.sceneChanges),
    randomAtSceneChanges: shareNear(truth.shotBorders, truth.sceneChanges),
    jointPrecision: shareNear(borders, truth.joints),
    randomJointPrecision: shareNear(truth.shotBorders, truth.joints),
    jointRecall: shareNear(truth.joints, borders),
    jointRecallAtMost: Number(Math.min(1, borders.length / Math.max(1, truth.joints.length)).toFixed(3)),
  };
  console.log(JSON.stringify(scores, undefined, 2));
} finally {
  if (values.work === undefined) await rm(work, { recursive: true });
}

async function stitched(out: string): Promise<StitchedTruth> {
  if (existsSync(`${out}.truth`)) return JSON.parse(await readFile(`${out}.truth`, 'utf8')) as StitchedTruth;
  const { tools } = await library.media();
  const episodes = values.episodes ?? (await renderEpisodes(join(work, 'episodes')));
  const truth = await stitchEpisodes(tools.ffmpeg.path, episodes, out, Number(values.hours) * 3600);
  await writeFile(`${out}.truth`, JSON.stringify(truth));
  return truth;
}

/** A hundred held-out episodes, about an hour in all. */
async function renderEpisodes(folder: string): Promise<string> {
  if (existsSync(folder)) return folder;
  const words = ['--seed', '3000000', '--episodes', '100', '--out', folder];
  await promisify(execFile)('npx', ['tsx', 'training/playhouse/main.ts', ...words]);
  return folder;
}

function tellProgress(event: { readonly type: string }): void {
  if (event.type === 'video-progress' && performance.now() - toldAtMs < 10_000) return;
  toldAtMs = performance.now();
  console.error(JSON.stringify(event).slice(0, 300));
}

/** How many of some times lie within two seconds of a true one, as a share. */
function shareNear(times: readonly number[], truths: readonly number[]): number {
  const near = times.filter((time) => truths.some((truth) => Math.abs(truth - time) <= 2));
  return Number((near.length / Math.max(1, times.length)).toFixed(3));
}

function secondsSince(startedMs: number): number {
  return Math.round((performance.now() - startedMs) / 100) / 10;
}

function peakMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
