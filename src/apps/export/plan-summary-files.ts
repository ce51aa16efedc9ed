import { writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { writeWebVtt } from '../../domain/cut-lists/write-webvtt.js';
import { cutsOfSummary } from '../../domain/summary/cuts-of-summary.js';
import type { SummaryChapter, VideoSummary } from '../../domain/summary/video-summary.js';
import { writeChapterText } from '../../domain/summary/write-chapter-text.js';
import { writeMarkdown } from '../../domain/summary/write-markdown.js';
import { spanMiddle, spanSeconds } from '../../domain/time-span.js';
import type { PlanningContext } from './plan-files.js';
import type { PlannedFile } from './write-whole-files.js';

/** What a summary is written as. */
export type SummaryFormat = 'markdown' | 'webvtt' | 'text' | 'json';

const pictureWidth = 320;

/** The files that a summary becomes, and how each is written: Markdown has a folder of pictures beside it. */
export function planSummaryFiles(
  summary: VideoSummary,
  { format, path }: { readonly format: SummaryFormat; readonly path: string },
  context: PlanningContext,
): PlannedFile[] {
  const textFile = (make: () => string): PlannedFile => ({
    path,
    write: (temporary) => writeFile(temporary, make(), context.signal ? { signal: context.signal } : {}),
  });
  switch (format) {
    case 'webvtt':
      return [textFile(() => writeWebVtt(cutsOfSummary(summary)))];
    case 'text':
      return [textFile(() => writeChapterText(summary))];
    case 'json':
      return [textFile(() => `${JSON.stringify(summary, undefined, 2)}\n`)];
    case 'markdown': {
      const folder = `${basename(path, extname(path))}-pictures`;
      const names = summary.chapters.map((_, at) => `${folder}/${String(at + 1).padStart(3, '0')}.jpg`);
      return [
        textFile(() => writeMarkdown(summary, (at) => names[at])),
        ...planPictures(summary, names, path, context),
      ];
    }
  }
}

function planPictures(
  { video, chapters }: VideoSummary,
  names: readonly string[],
  path: string,
  { media, signal, onProgress }: PlanningContext,
): PlannedFile[] {
  return chapters.map((chapter, at) => ({
    path: join(dirname(path), names[at] ?? ''),
    write: async (temporary) => {
      const options = { width: pictureWidth, ...(signal && { signal }) };
      await writeFile(temporary, await (await media()).makeThumbnail(video.path, tellingSeconds(chapter), options));
      onProgress((at + 1) / chapters.length);
    },
  }));
}

/** When a chapter's picture is taken: in the middle of the longest thing that its words rest on. */
function tellingSeconds({ span, evidence }: SummaryChapter): number {
  const [longest] = evidence
    .filter(({ kind }) => kind === 'event')
    .toSorted((a, b) => spanSeconds(b.span) - spanSeconds(a.span));
  const { startSeconds, endSeconds } = longest?.span ?? span;
  return spanMiddle({
    startSeconds: Math.max(startSeconds, span.startSeconds),
    endSeconds: Math.min(endSeconds, span.endSeconds),
  });
}
