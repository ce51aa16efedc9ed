import { createRoute } from '@hono/zod-openapi';
import { answer, question } from '../schemas/answers.js';
import { threadParameters } from '../schemas/parameters.js';
import { threadDetail, threadList } from '../schemas/threads.js';
import { done, jsonBody, jsonReply } from './responses.js';

/**
 * A question. With `Accept: text/event-stream` the reply is a stream of events instead: `text`, `look-started`,
 * `look-finished`, `looking-again`, and at last `answer` or `error`.
 */
export const askRoute = createRoute({
  method: 'post',
  path: '/api/ask',
  tags: ['ask'],
  summary: 'Ask a question',
  description:
    'With `Accept: text/event-stream` the reply is a stream: `text` {step, text}, `look-started` {callId, tool, input}, `look-finished` {callId, tool, moments}, `looking-again` {round, because}, and at last `answer` (the same as the JSON reply) or `error`. Going away ends the work.',
  request: { body: jsonBody(question) },
  responses: { 200: jsonReply(answer, 'The answer.') },
});

/** The conversations. */
export const listThreadsRoute = createRoute({
  method: 'get',
  path: '/api/threads',
  tags: ['threads'],
  summary: 'Conversations that are kept, the latest first',
  responses: { 200: jsonReply(threadList, 'All of them.') },
});

/** One conversation. */
export const readThreadRoute = createRoute({
  method: 'get',
  path: '/api/threads/{id}',
  tags: ['threads'],
  summary: 'The questions and answers of a conversation',
  request: { params: threadParameters },
  responses: { 200: jsonReply(threadDetail, 'Its turns, the first one first.') },
});

/** Forgets one. */
export const removeThreadRoute = createRoute({
  method: 'delete',
  path: '/api/threads/{id}',
  tags: ['threads'],
  summary: 'Forget a conversation',
  request: { params: threadParameters },
  responses: { 204: done },
});
