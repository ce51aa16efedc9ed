import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ServerFailure } from '../server-failure.js';

/** Most bytes of a JSON body. */
const mostBytes = 2 ** 20;
/** A JSON body that takes longer to arrive is given up. */
const longestMs = 30_000;

const limit = bodyLimit({
  maxSize: mostBytes,
  onError: () => {
    throw new ServerFailure('TOO_LARGE', `A request's body may have at most ${mostBytes} bytes.`);
  },
});

/** Bounds the bodies of requests in bytes and in time; all but uploads, which have limits of their own. */
export const limitBodies: MiddlewareHandler = async (context, next) => {
  const { method, path } = context.req;
  if (method === 'GET' || method === 'HEAD' || (method === 'POST' && path === '/api/videos')) return next();
  const { incoming } = (context.env ?? {}) as Partial<HttpBindings>;
  if (incoming && !incoming.complete) {
    const timer = setTimeout(() => incoming.destroy(), longestMs).unref();
    incoming.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
  }
  return limit(context, next);
};
