import { AskreelError, throwIfAborted } from '../../domain/coded-error.js';
import type { TimeSpan } from '../../domain/time-span.js';
import type { ClipEncoder } from '../../encoders/contracts.js';
import type { FrameVector } from '../../library/contracts.js';
import type { ReadFrames } from '../../media/contracts.js';
import { readWindowFrames, type WindowFrames } from './read-window-frames.js';
import type { JudgedWindow } from './score-curves.js';
import type { WindowJudge } from './window-judge.js';

/** Windows of one video and what is needed to judge them. */
export interface FootageToJudge<Window extends { readonly span: TimeSpan }> {
  readonly path: string;
  readonly windows: readonly Window[];
  readonly judge: WindowJudge;
  /** What the judge shows frames to; absent when it wants none, and then nothing is decoded. */
  readonly clip: ClipEncoder | undefined;
  /** Frames of the video that were kept, in time order; only words look at them. */
  readonly vectors: readonly FrameVector[];
  readonly readFrames: ReadFrames;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Decoding on through a gap up to here costs no more than another seek. */
const seekSeconds = 3;

/** Judges windows, each stretch of the video decoded once. Throws the coded errors of decoding, the encoders', ABORTED. */
export async function judgeFootage<Window extends { readonly span: TimeSpan }>({
  path,
  windows,
  judge,
  clip,
  vectors,
  readFrames,
  onProgress,
  signal,
}: FootageToJudge<Window>): Promise<(Window & JudgedWindow)[]> {
  const judged: (Window & JudgedWindow)[] = [];
  let done = 0;
  const take = async (batch: readonly WindowFrames<Window>[]): Promise<void> => {
    throwIfAborted(signal);
    const readable = batch.filter(({ images }) => !clip || images.length === clip.framesPerClip);
    const opinions = await judge.judge(
      readable.map(({ window }) => window.span),
      readable.map(({ images }) => images),
      vectors,
    );
    const bySpan = new Map(opinions.map((opinion) => [opinion.span, opinion]));
    for (const { window } of readable) {
      const opinion = bySpan.get(window.span);
      if (opinion) judged.push({ ...window, ...opinion });
    }
    done += batch.length;
    onProgress?.(done, windows.length);
  };
  if (!clip) {
    await take(windows.map((window) => ({ window, images: [] })));
    return judged;
  }
  for (const stretch of stretchesOf(windows)) {
    const span = {
      startSeconds: Math.min(...stretch.map((window) => window.span.startSeconds)),
      endSeconds: Math.max(...stretch.map((window) => window.span.endSeconds)),
    };
    const frames = readFrames(path, { shortEdge: clip.inputEdge, span, ...(signal && { signal }) });
    let batch: WindowFrames<Window>[] = [];
    try {
      for await (const complete of readWindowFrames(frames, stretch, (window) => clip.frameTimes(window))) {
        batch.push(complete);
        if (batch.length >= clip.batchSize) {
          await take(batch);
          batch = [];
        }
      }
    } catch (error) {
      // The picture may end before the sound does.
      if (!AskreelError.isInstance(error) || error.code !== 'VIDEO_NO_FRAMES') throw error;
    }
    if (batch.length > 0) await take(batch);
  }
  return judged;
}

/** Windows in time order, parted where none is for a while. */
function stretchesOf<Window extends { readonly span: TimeSpan }>(windows: readonly Window[]): Window[][] {
  const stretches: Window[][] = [];
  let end = -Infinity;
  for (const window of [...windows].sort((a, b) => a.span.startSeconds - b.span.startSeconds)) {
    const last = stretches.at(-1);
    if (last && window.span.startSeconds - end <= seekSeconds) last.push(window);
    else stretches.push([window]);
    end = Math.max(end, window.span.endSeconds);
  }
  return stretches;
}
