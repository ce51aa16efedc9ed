import { createRoute } from '@hono/zod-openapi';
import { feedback, feedbackBody, feedbackList, feedbackParameters, feedbackQuery } from '../schemas/feedback.js';
import { done, jsonBody, jsonReply } from './responses.js';

const tags = ['feedback'];

/** A thumb. */
export const addFeedbackRoute = createRoute({
  method: 'post',
  path: '/api/feedback',
  tags,
  summary: 'Judge a moment that a search returned, or an answer',
  description: 'Of one moment for one query, and of one answer to one question, the latest thumb stands.',
  request: { body: jsonBody(feedbackBody) },
  responses: { 201: jsonReply(feedback, 'It is kept.') },
});

/** All thumbs. */
export const listFeedbackRoute = createRoute({
  method: 'get',
  path: '/api/feedback',
  tags,
  summary: 'Feedback, the latest first',
  request: { query: feedbackQuery },
  responses: { 200: jsonReply(feedbackList, 'A page of it.') },
});

/** Takes a thumb back. */
export const removeFeedbackRoute = createRoute({
  method: 'delete',
  path: '/api/feedback/{id}',
  tags,
  summary: 'Take feedback back',
  request: { params: feedbackParameters },
  responses: { 204: done },
});
