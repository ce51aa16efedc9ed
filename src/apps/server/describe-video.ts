import type { Answer, Citation } from '../../domain/answer.js';
import type { Moment } from '../../domain/moment.js';
import { plainLine } from '../../domain/plain-line.js';
import { spanMiddle } from '../../domain/time-span.js';
import type { Video } from '../../domain/video.js';
import type { LibraryReader } from '../../library/contracts.js';
import type { AnswerDetail, CitationDetail } from './schemas/answers.js';
import type { MomentDetail } from './schemas/moments.js';
import type { ShotDetail, VideoSummary } from './schemas/videos.js';

/** Where a picture of a moment is; without one, of the video's middle. */
export function thumbnailUrl(videoId: string, atSeconds?: number): string {
  const at = atSeconds === undefined ? '' : `?at=${Number(atSeconds.toFixed(2))}`;
  return `/api/videos/${videoId}/thumbnail${at}`;
}

/** A video as clients see it: where its file lies stays here. */
export function videoSummary(video: Video, library: LibraryReader): VideoSummary {
  const { id, title, durationSeconds, width, height, codec, hasAudio, familiarity, warnings, indexedAt } = video;
  return {
    ...{ id, durationSeconds, width, height, codec, hasAudio, familiarity, indexedAt },
    title: plainLine(title),
    warnings: warnings.map(plainLine),
    shotCount: library.shotCount({ videoIds: [id] }),
    thumbnailUrl: thumbnailUrl(id),
  };
}

/** A video's shots with the actions in them. */
export function videoShots({ id }: Video, library: LibraryReader): ShotDetail[] {
  const actions = library.actions(id);
  return library.shots(id).map(({ index, span, caption, captionConfidence, motion }) => ({
    ...{ index, span, motion },
    ...(caption !== undefined && { caption: plainLine(caption) }),
    ...(captionConfidence !== undefined && { captionConfidence }),
    actions: actions
      .filter(({ shotIndex }) => shotIndex === index)
      .map(({ label, probability }) => ({ label, probability })),
    thumbnailUrl: thumbnailUrl(id, spanMiddle(span)),
  }));
}

/** A moment as clients see it. */
export function momentDetail(moment: Moment): MomentDetail {
  const { videoId, videoTitle, span, focus, score, caption, evidence } = moment;
  return {
    ...{ videoId, span, score, evidence: [...evidence], videoTitle: plainLine(videoTitle) },
    ...(focus && { focus }),
    ...(caption !== undefined && { caption: plainLine(caption) }),
    thumbnailUrl: thumbnailUrl(videoId, spanMiddle(focus ?? span)),
  };
}

/** A citation as clients see it. */
export function citationDetail(citation: Citation): CitationDetail {
  return { number: citation.number, ...placeDetail(citation) };
}

/** An answer as clients see it. */
export function answerDetail(answer: Answer): AnswerDetail {
  const { text, citations, found, claims, confidence, lookedAt, rounds, nearest } = answer;
  return {
    ...{ text, found, confidence, rounds },
    citations: citations.map(citationDetail),
    claims: claims.map((claim) => ({ ...claim, citations: [...claim.citations] })),
    lookedAt: lookedAt.map(({ tool, input, moments }) => ({ tool, input, moments: [...moments] })),
    nearest: nearest.map(placeDetail),
  };
}

function placeDetail({
  videoId,
  videoTitle,
  span,
  tool,
  note,
}: Omit<Citation, 'number'>): Omit<CitationDetail, 'number'> {
  return {
    ...{ videoId, span, tool, videoTitle: plainLine(videoTitle), note: plainLine(note) },
    thumbnailUrl: thumbnailUrl(videoId, spanMiddle(span)),
  };
}
