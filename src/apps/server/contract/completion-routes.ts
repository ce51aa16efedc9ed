import { createRoute } from '@hono/zod-openapi';
import { completion, completionBody, modelList } from '../schemas/completions.js';
import { jsonBody, jsonReply } from './responses.js';

/** OpenAI's list of models. */
export const listModelsRoute = createRoute({
  method: 'get',
  path: '/v1/models',
  tags: ['openai'],
  summary: 'The models of the OpenAI-compatible API: askreel',
  responses: { 200: jsonReply(modelList, 'The list.') },
});

/** OpenAI's chat completions. */
export const completeRoute = createRoute({
  method: 'post',
  path: '/v1/chat/completions',
  tags: ['openai'],
  summary: 'Ask as one asks an OpenAI-compatible chat model; streams with `stream: true`',
  request: { body: jsonBody(completionBody) },
  responses: { 200: jsonReply(completion, 'The answer, with a list of its citations.') },
});
