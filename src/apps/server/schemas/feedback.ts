import { z } from '@hono/zod-openapi';
import { countParameter, mostCharacters } from './parameters.js';
import { timeSpan } from './spans.js';

const verdict = z.enum(['up', 'down']);
const text = z.string().trim().min(1);
const givenSpan = z.object({ startSeconds: z.number().min(0), endSeconds: z.number().positive() });
const givenPlace = { videoId: z.string().min(1).max(100), span: givenSpan };

/** A thumb on a moment that a search returned, or on an answer. */
export const feedbackBody = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('moment'),
      verdict,
      query: text.max(mostCharacters).openapi({ description: 'What was searched for.' }),
      ...givenPlace,
    }),
    z.object({
      kind: z.literal('answer'),
      verdict,
      question: text.max(mostCharacters),
      text: text.max(20_000).openapi({ description: 'The answer.' }),
      citations: z.array(z.object(givenPlace)).max(100).optional(),
    }),
  ])
  .openapi('FeedbackBody');

const kept = { id: z.number().int(), givenAt: z.string().openapi({ format: 'date-time' }), verdict };
const place = { videoId: z.string(), videoTitle: z.string(), span: timeSpan };

/** Feedback that is kept. */
export const feedback = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('moment'),
      ...kept,
      query: z.string(),
      ...place,
      text: z.string().openapi({ description: 'What is seen or said there.' }),
      rank: z.number().int().optional().openapi({ description: 'Absent when the search does not come upon it.' }),
    }),
    z.object({
      kind: z.literal('answer'),
      ...kept,
      question: z.string(),
      text: z.string(),
      citations: z.array(z.object(place)),
    }),
  ])
  .openapi('Feedback');

/** Which feedback is wanted. */
export const feedbackQuery = z.object({
  kind: z.enum(['moment', 'answer']).optional(),
  q: text.max(mostCharacters).optional().openapi({ description: 'Only about this query or question.' }),
  offset: countParameter(0, 1e9, 0),
  limit: countParameter(1, 500, 100),
});

const tasteScore = z.object({ pairwiseAccuracy: z.number(), ndcgAt10: z.number() });

/** Feedback, the latest first, and what the ranking has learnt from it. */
export const feedbackList = z
  .object({
    feedback: z.array(feedback),
    total: z.number().int(),
    fitted: z
      .object({
        fittedAt: z.string().openapi({ format: 'date-time' }),
        queries: z.number().int(),
        heldOut: z.object({ before: tasteScore, after: tasteScore }),
      })
      .optional()
      .openapi({ description: 'Present when searches go by `askreel feedback fit`.' }),
  })
  .openapi('FeedbackList');

/** The id of feedback as a part of a path. */
export const feedbackParameters = z.object({
  id: z.coerce
    .number<string | number>()
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .openapi({ type: 'integer', param: { name: 'id', in: 'path' } }),
});

export type FeedbackBody = z.infer<typeof feedbackBody>;
export type FeedbackDetail = z.infer<typeof feedback>;
export type FeedbackList = z.infer<typeof feedbackList>;
