import type { VideoFrame } from '../../domain/rgb-image.js';
import type { TimeSpan } from '../../domain/time-span.js';

/** A window with the frames that its judge looks at, in order. */
export interface WindowFrames<Window> {
  readonly window: Window;
  readonly images: readonly VideoFrame[];
}

/**
 * Hands out the frames nearest to each window's moments in one pass over frames in presentation order, each window as
 * soon as it is complete; frames that no later window needs are let go. Windows may overlap in any way.
 *
 * @param timesOf the moments of a window, in source seconds, ascending.
 */
export async function* readWindowFrames<Window extends { readonly span: TimeSpan }>(
  frames: AsyncIterable<VideoFrame>,
  windows: readonly Window[],
  timesOf: (span: TimeSpan) => readonly number[],
): AsyncGenerator<WindowFrames<Window>> {
  const waiting = windows
    .map((window) => ({ window, times: timesOf(window.span) }))
    .filter(({ times }) => times.length > 0)
    .sort((a, b) => (a.times.at(-1) ?? 0) - (b.times.at(-1) ?? 0));
  const moments = [...new Set(waiting.flatMap(({ times }) => times))].sort((a, b) => a - b);
  const held = new Map<number, VideoFrame>();
  let filled = 0;
  let previous: VideoFrame | undefined;
  const fill = (frame: VideoFrame, before: number): void => {
    for (; (moments[filled] ?? Infinity) < before; filled += 1) held.set(moments[filled] ?? 0, frame);
  };
  const complete = function* (): Generator<WindowFrames<Window>> {
    for (let next = waiting[0]; next && (next.times.at(-1) ?? 0) < (moments[filled] ?? Infinity); next = waiting[0]) {
      waiting.shift();
      yield {
        window: next.window,
        images: next.times.map((time) => held.get(time)).filter((frame) => frame !== undefined),
      };
      const needed = Math.min(...waiting.map(({ times }) => times[0] ?? Infinity));
      for (const time of held.keys()) if (time < needed) held.delete(time);
    }
  };
  for await (const frame of frames) {
    if (previous) fill(previous, (previous.timeSeconds + frame.timeSeconds) / 2);
    previous = frame;
    yield* complete();
    if (waiting.length === 0) return;
  }
  if (previous) fill(previous, Infinity);
  yield* complete();
}
