import { writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Cut, CutList } from '../../domain/cut-lists/cut-list.js';
import { writeCsv } from '../../domain/cut-lists/write-csv.js';
import { writeEdl } from '../../domain/cut-lists/write-edl.js';
import { writeFcpxml } from '../../domain/cut-lists/write-fcpxml.js';
import { writeJson } from '../../domain/cut-lists/write-json.js';
import { writeWebVtt } from '../../domain/cut-lists/write-webvtt.js';
import { spanMiddle, spanSeconds } from '../../domain/time-span.js';
import { formatSpan, formatTimestamp } from '../../domain/timestamp.js';
import type { VideoId } from '../../domain/video.js';
import type { Media } from '../../media/contracts.js';
import { describeSources } from './describe-sources.js';
import type { ExportTarget } from './export-target.js';
import { safeFileName } from './safe-file-name.js';
import type { PlannedFile } from './write-whole-files.js';

/** What writing files needs. */
export interface PlanningContext {
  /** Located when it is first asked for: tables need no ffmpeg. */
  readonly media: () => Promise<Media>;
  readonly signal?: AbortSignal;
  /** Told how much of all files is done, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** The files that a list of cuts becomes, and how each is written. */
export function planFiles(list: CutList, { format, path }: ExportTarget, context: PlanningContext): PlannedFile[] {
  const { signal } = context;
  const textFile = (at: string, make: () => string | Promise<string>): PlannedFile => ({
    path: at,
    write: async (temporary) => writeFile(temporary, await make(), signal ? { signal } : {}),
  });
  switch (format) {
    case 'csv':
      return [textFile(path, () => writeCsv(list))];
    case 'json':
      return [textFile(path, () => writeJson(list))];
    case 'edl':
      return [textFile(path, async () => writeEdl(list, await describeSources(list, await context.media(), signal)))];
    case 'fcpxml':
      return [
        textFile(path, async () => writeFcpxml(list, await describeSources(list, await context.media(), signal))),
      ];
    case 'webvtt':
      return byVideo(list, path).map((one) => textFile(one.path, () => writeWebVtt(one.list)));
    case 'storyboard':
      return [{ path, write: (temporary) => writeStoryboard(list, temporary, context) }];
    case 'reel':
      return [{ path, write: (temporary) => writeReel(list, temporary, context) }];
    case 'clips':
      return planClips(list, path, context);
  }
}

/** A file describes one video: with several, each gets its own, named for the video too. */
function byVideo({ title, cuts }: CutList, path: string): { readonly path: string; readonly list: CutList }[] {
  const groups = new Map<VideoId, Cut[]>();
  for (const cut of cuts) groups.set(cut.videoId, [...(groups.get(cut.videoId) ?? []), cut]);
  if (groups.size === 1) return [{ path, list: { title, cuts } }];
  const stem = path.slice(0, -extname(path).length);
  const names = new Set<string>();
  return [...groups.values()].map((group) => {
    const name = safeFileName(group[0]?.videoTitle ?? '');
    const suffix = names.has(name) ? `${name}-${group[0]?.videoId}` : name;
    names.add(name);
    return { path: `${stem}-${suffix}${extname(path)}`, list: { title, cuts: group } };
  });
}

async function writeReel(
  { cuts }: CutList,
  path: string,
  { media, signal, onProgress }: PlanningContext,
): Promise<void> {
  const seconds = cuts.reduce((sum, { span }) => sum + spanSeconds(span), 0);
  const pieces = cuts.map(({ videoPath, span }) => ({ path: videoPath, span }));
  await (
    await media()
  ).cutReel(pieces, path, {
    ...(signal && { signal }),
    onProgress: (written) => onProgress(written / seconds),
  });
}

function planClips({ cuts }: CutList, folder: string, { media, signal, onProgress }: PlanningContext): PlannedFile[] {
  const digits = String(cuts.length).length;
  return cuts.map((cut, index) => ({
    path: join(folder, `${cuts.length > 1 ? `${String(index + 1).padStart(digits, '0')}-` : ''}${clipName(cut)}`),
    write: async (temporary) => {
      const length = spanSeconds(cut.span);
      await (
        await media()
      ).cutClip(cut.videoPath, cut.span, temporary, {
        ...(signal && { signal }),
        onProgress: (written) => onProgress((index + Math.min(1, written / length)) / cuts.length),
      });
      onProgress((index + 1) / cuts.length);
    },
  }));
}

/** `my-trip-1m05.2s-1m12.0s.mp4`: colons are no part of file names everywhere. */
function clipName({ videoTitle, span }: Cut): string {
  const times = [span.startSeconds, span.endSeconds].map((seconds) => {
    const parts = formatTimestamp(seconds, true).split(':');
    const units = ['h', 'm', 's'].slice(-parts.length);
    return parts.map((part, index) => `${part}${units[index]}`).join('');
  });
  return `${safeFileName(videoTitle)}-${times.join('-')}.mp4`;
}

async function writeStoryboard(
  { cuts }: CutList,
  path: string,
  { media, signal, onProgress }: PlanningContext,
): Promise<void> {
  const panels = cuts.map(({ videoPath, videoTitle, span, score, label }, index) => {
    const percent = score === undefined ? '' : `  ${Math.round(score * 100)} %`;
    const lines = [`${index + 1}  ${formatSpan(span, true)}${percent}`, videoTitle, label];
    return { path: videoPath, timeSeconds: spanMiddle(span), lines };
  });
  const picture = await (
    await media()
  ).makeStoryboard(panels, {
    format: extname(path).toLowerCase() === '.png' ? 'png' : 'jpeg',
    ...(signal && { signal }),
    onProgress: (drawn) => onProgress(drawn / panels.length),
  });
  await writeFile(path, picture);
}
