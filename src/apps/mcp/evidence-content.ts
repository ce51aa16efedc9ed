import { z } from 'zod';
import type { Citation } from '../../domain/answer.js';
import { plainLine } from '../../domain/plain-line.js';
import { spanMiddle } from '../../domain/time-span.js';
import type { CitableSpan } from '../../tools/contracts.js';
import { dataText, quotedTextNotice } from '../../tools/quote-data.js';
import { thumbnailUri } from './resource-uris.js';

const moment = z.object({
  number: z.number().int().describe('The number of its line in the text.'),
  videoId: z.string(),
  video: z.string().describe("The video's title."),
  startSeconds: z.number(),
  endSeconds: z.number(),
  note: z.string().describe('What is known about the span.'),
  thumbnail: z.string().describe('Resource with the picture in its middle.'),
});

/** The moments that a tool's words speak of, for programs; the paths of files stay here. */
export const evidenceSchema = z.object({
  notice: z.string(),
  moments: z.array(moment),
});

/** An answer with the moments that it rests on, for programs. */
export const answerSchema = z.object({
  answer: z.string(),
  found: z.boolean().describe('False when the library holds nothing that answers the question.'),
  notice: z.string(),
  citations: z.array(moment),
});

type MomentContent = z.infer<typeof moment>;

/** The structured content of a tool's evidence. */
export function evidenceContent(spans: readonly CitableSpan[]): z.infer<typeof evidenceSchema> {
  return { notice: quotedTextNotice, moments: spans.map((span, index) => momentContent(span, index + 1)) };
}

/** A moment as clients get it; seconds are source time, with two decimals. */
export function momentContent(moment: CitableSpan | Citation, number: number): MomentContent {
  const { videoId, videoTitle, span, note } = moment;
  return {
    number,
    videoId,
    video: dataText(videoTitle),
    startSeconds: Number(span.startSeconds.toFixed(2)),
    endSeconds: Number(span.endSeconds.toFixed(2)),
    note: plainLine(note),
    thumbnail: thumbnailUri(videoId, spanMiddle(span)),
  };
}
