import { z } from 'zod';
import type { Answer, Citation } from '../../domain/answer.js';
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

const unnumberedMoment = moment.omit({ number: true });

const claim = z.object({
  text: z.string().describe('A statement of the answer.'),
  citations: z.array(z.number().int()).describe('Numbers of the moments that it cites.'),
  verdict: z.enum(['confirmed', 'rejected', 'unverified']).describe('What looking at those moments again came to.'),
  reason: z.string(),
  confidence: z.number().describe('How likely it is, 0 to 1, that it is right.'),
});

/** An answer with the moments that it rests on and how far it was checked, for programs. */
export const answerSchema = z.object({
  answer: z.string(),
  found: z.boolean().describe('False when the library holds nothing that answers the question.'),
  confidence: z.number().describe('How likely it is, 0 to 1, that what the answer says of its moments is right.'),
  notice: z.string(),
  citations: z.array(moment),
  claims: z.array(claim).describe('The statements that cite moments, each checked; empty when nothing was checked.'),
  nearest: z.array(unnumberedMoment).describe('When nothing was found: what comes nearest. It does not show it.'),
});

type MomentContent = z.infer<typeof moment>;

/** The structured content of an answer. */
export function answerContent(answer: Answer): z.infer<typeof answerSchema> {
  const { text, found, confidence, citations, claims, nearest } = answer;
  return {
    answer: text,
    found,
    confidence: Number(confidence.toFixed(2)),
    notice: quotedTextNotice,
    citations: citations.map((citation) => momentContent(citation, citation.number)),
    claims: claims.map((one) => ({
      text: one.text,
      citations: [...one.citations],
      verdict: one.verdict,
      reason: plainLine(one.reason),
      confidence: Number(one.confidence.toFixed(2)),
    })),
    nearest: nearest.map(unnumberedContent),
  };
}

/** The structured content of a tool's evidence. */
export function evidenceContent(spans: readonly CitableSpan[]): z.infer<typeof evidenceSchema> {
  return { notice: quotedTextNotice, moments: spans.map((span, index) => momentContent(span, index + 1)) };
}

/** A moment as clients get it; seconds are source time, with two decimals. */
function momentContent(moment: CitableSpan | Citation, number: number): MomentContent {
  return { number, ...unnumberedContent(moment) };
}

function unnumberedContent(moment: CitableSpan): z.infer<typeof unnumberedMoment> {
  const { videoId, videoTitle, span, note } = moment;
  return {
    videoId,
    video: dataText(videoTitle),
    startSeconds: Number(span.startSeconds.toFixed(2)),
    endSeconds: Number(span.endSeconds.toFixed(2)),
    note: plainLine(note),
    thumbnail: thumbnailUri(videoId, spanMiddle(span)),
  };
}
