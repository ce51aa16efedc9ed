import type { VideoEvent } from '../events/video-event.js';
import { overlapSeconds, spanMiddle, spanContains, type TimeSpan } from '../time-span.js';
import type { TranscriptLine } from '../video.js';

/** All that is known of a chapter, in time order: what its words may be made of. */
export interface ChapterMaterial {
  readonly span: TimeSpan;
  readonly events: readonly VideoEvent[];
  readonly transcript: readonly TranscriptLine[];
}

/** Deals what is known of a video out to its chapters: each event and line to the one that its middle lies in. */
export function gatherMaterial(
  chapters: readonly TimeSpan[],
  events: readonly VideoEvent[],
  transcript: readonly TranscriptLine[],
): ChapterMaterial[] {
  const [ofEvent, ofLine] = [dealOut(chapters, events), dealOut(chapters, transcript)];
  return chapters.map((span, index) => ({
    span,
    events: ofEvent.get(index) ?? [],
    transcript: ofLine.get(index) ?? [],
  }));
}

function dealOut<Item extends { readonly span: TimeSpan }>(
  chapters: readonly TimeSpan[],
  items: readonly Item[],
): Map<number, Item[]> {
  const dealt = new Map<number, Item[]>();
  let at = 0;
  for (const item of items) {
    // Items come in the order of their beginnings, which is almost that of their middles.
    while (at > 0 && spanMiddle(item.span) < (chapters[at]?.startSeconds ?? 0)) at -= 1;
    while (at + 1 < chapters.length && spanMiddle(item.span) >= (chapters[at]?.endSeconds ?? 0)) at += 1;
    const own = chapters[at];
    if (!own || !(spanContains(own, spanMiddle(item.span)) || overlapSeconds(own, item.span) > 0)) continue;
    const list = dealt.get(at);
    if (list) list.push(item);
    else dealt.set(at, [item]);
  }
  return dealt;
}
