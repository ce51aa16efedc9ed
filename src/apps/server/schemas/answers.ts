import { z } from '@hono/zod-openapi';
import { mostCharacters } from './parameters.js';
import { timeSpan } from './spans.js';

/** A question; those of one thread know each other. */
export const question = z
  .object({
    question: z.string().trim().min(1).max(mostCharacters).openapi({ example: 'When does the red dog jump?' }),
    thread: z.string().trim().min(1).max(200).optional(),
    videos: z
      .array(z.string().min(1))
      .max(100)
      .optional()
      .openapi({ description: 'Answer from these videos only: ids or titles.' }),
  })
  .openapi('Question');

const place = {
  videoId: z.string(),
  videoTitle: z.string(),
  span: timeSpan,
  tool: z.string(),
  note: z.string().openapi({ description: 'What is known of the moment, one line.' }),
  thumbnailUrl: z.string(),
};

/** A moment that an answer rests on; `number` is its marker in the text. */
export const citation = z.object({ number: z.number().int(), ...place }).openapi('Citation');

/** An answer, how it came about and how far it was checked. */
export const answer = z
  .object({
    text: z.string().openapi({ description: 'With markers such as [1] for its citations.' }),
    citations: z.array(citation),
    found: z.boolean(),
    claims: z.array(
      z.object({
        text: z.string(),
        citations: z.array(z.number().int()),
        verdict: z.enum(['confirmed', 'rejected', 'unverified']),
        reason: z.string(),
      }),
    ),
    confidence: z.number().openapi({ description: '0 to 1; 0 when nothing was found.' }),
    lookedAt: z.array(
      z.object({
        tool: z.string(),
        input: z.record(z.string(), z.unknown()),
        moments: z.array(z.object({ videoId: z.string(), videoTitle: z.string(), span: timeSpan })),
      }),
    ),
    rounds: z.number().int(),
    nearest: z.array(z.object(place)),
  })
  .openapi('Answer');

/** The data of an event `text`: a piece of what is said; the pieces of the last step are the answer's text. */
export const textEvent = z.object({ step: z.number().int(), text: z.string() }).openapi('TextEvent');

/** The data of an event `look-started`: the agent calls a tool. */
export const lookStartedEvent = z
  .object({ callId: z.string(), tool: z.string(), input: z.record(z.string(), z.unknown()) })
  .openapi('LookStartedEvent');

/** The data of an event `look-finished`. */
export const lookFinishedEvent = z
  .object({ callId: z.string(), tool: z.string(), moments: z.number().int() })
  .openapi('LookFinishedEvent');

/** The data of an event `looking-again`: what was said so far does not hold; the next step begins a new answer. */
export const lookingAgainEvent = z
  .object({ round: z.number().int(), because: z.enum(['rejected', 'not-found']) })
  .openapi('LookingAgainEvent');

export type QuestionBody = z.infer<typeof question>;
export type CitationDetail = z.infer<typeof citation>;
export type AnswerDetail = z.infer<typeof answer>;
export type TextEvent = z.infer<typeof textEvent>;
export type LookStartedEvent = z.infer<typeof lookStartedEvent>;
export type LookFinishedEvent = z.infer<typeof lookFinishedEvent>;
export type LookingAgainEvent = z.infer<typeof lookingAgainEvent>;
