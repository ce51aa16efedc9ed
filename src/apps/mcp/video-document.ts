import type { Video } from '../../domain/video.js';
import { spanMiddle } from '../../domain/time-span.js';
import type { VideoToolContext } from '../../tools/contracts.js';
import { wordHeldBack } from '../../tools/held-back.js';
import { dataText, quotedTextNotice } from '../../tools/quote-data.js';
import { thumbnailUri, videoUri } from './resource-uris.js';

type Looking = Pick<VideoToolContext, 'library' | 'inspector'>;

/** The list of videos as a JSON document. */
export function videosDocument({ library }: Looking): unknown {
  const videos = library.videos().map((video) => ({ ...headOf(video), resource: videoUri(video.id) }));
  return { notice: quotedTextNotice, videos };
}

/** One video as a JSON document: its shots with their captions, and its actions. Seconds are source time. */
export function videoDocument(video: Video, { library, inspector }: Looking): unknown {
  const heldBack = wordHeldBack([video]);
  const shots = library.shots(video.id).map(({ index, span, caption, captionConfidence }) => ({
    index,
    ...spanOf(span),
    ...(caption !== undefined && { caption: dataText(caption) }),
    ...(captionConfidence !== undefined && { captionConfidence: hundredths(captionConfidence) }),
    thumbnail: thumbnailUri(video.id, spanMiddle(span)),
  }));
  const actions = inspector.actions(video.id).map(({ shotIndex, span, label, probability }) => ({
    shot: shotIndex,
    ...spanOf(span),
    action: dataText(label),
    probability: hundredths(probability),
  }));
  return {
    notice: [quotedTextNotice, heldBack].filter(Boolean).join(' '),
    ...headOf(video),
    size: { width: video.width, height: video.height },
    hasAudio: video.hasAudio,
    transcript: { lines: library.transcript(video.id).length, resource: `${videoUri(video.id)}/transcript` },
    shots,
    actions,
  };
}

function headOf({ id, title, durationSeconds }: Video): object {
  return { id, title: dataText(title), durationSeconds: hundredths(durationSeconds) };
}

function spanOf({ startSeconds, endSeconds }: { startSeconds: number; endSeconds: number }): object {
  return { startSeconds: hundredths(startSeconds), endSeconds: hundredths(endSeconds) };
}

function hundredths(value: number): number {
  return Number(value.toFixed(2));
}
