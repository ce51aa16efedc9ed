import { createRoute } from '@hono/zod-openapi';
import { health, sessionBody, sessionState } from '../schemas/system.js';
import { done, jsonBody, jsonReply } from './responses.js';

const tags = ['server'];

/** Whether the server is well. */
export const healthRoute = createRoute({
  method: 'get',
  path: '/api/health',
  tags,
  summary: 'What is served, by which models',
  responses: { 200: jsonReply(health, 'It is well.') },
});

/** Whether a token is needed; asks for none itself. */
export const readSessionRoute = createRoute({
  method: 'get',
  path: '/api/session',
  tags,
  summary: 'Whether a token is needed, and whether this client has brought it',
  responses: { 200: jsonReply(sessionState, 'How it stands.') },
});

/** Puts the token into a cookie. */
export const openSessionRoute = createRoute({
  method: 'post',
  path: '/api/session',
  tags,
  summary: 'Keep the token in a cookie that scripts cannot read',
  request: { body: jsonBody(sessionBody) },
  responses: { 200: jsonReply(sessionState, 'The cookie is set.') },
});

/** Takes the cookie away. */
export const closeSessionRoute = createRoute({
  method: 'delete',
  path: '/api/session',
  tags,
  summary: 'Forget the cookie',
  responses: { 204: done },
});
