import { z } from '@hono/zod-openapi';
import { answer } from './answers.js';

const textPart = z.looseObject({ type: z.string(), text: z.string().optional() });

/** The request of OpenAI's chat completions, as far as it is read; other parameters are passed over. */
export const completionBody = z
  .looseObject({
    model: z.string(),
    messages: z
      .array(
        z.looseObject({
          role: z.string(),
          content: z.union([z.string(), z.array(textPart)]).nullish(),
        }),
      )
      .min(1)
      .max(1000),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  })
  .openapi('ChatCompletionRequest');

const usage = z.object({
  prompt_tokens: z.number().int(),
  completion_tokens: z.number().int(),
  total_tokens: z.number().int(),
});

/** The reply of OpenAI's chat completions; `askreel` holds the whole answer with its citations. */
export const completion = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion'),
    created: z.number().int(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.number().int(),
        message: z.object({
          role: z.literal('assistant'),
          content: z.string(),
          refusal: z.null(),
          askreel: answer,
        }),
        logprobs: z.null(),
        finish_reason: z.literal('stop'),
      }),
    ),
    usage: usage.openapi({ description: 'Estimated from the characters, four to a token.' }),
  })
  .openapi('ChatCompletion');

/** The models of OpenAI's list. */
export const modelList = z
  .object({
    object: z.literal('list'),
    data: z.array(
      z.object({ id: z.string(), object: z.literal('model'), created: z.number().int(), owned_by: z.string() }),
    ),
  })
  .openapi('ModelList');

export type CompletionBody = z.infer<typeof completionBody>;
export type Completion = z.infer<typeof completion>;
