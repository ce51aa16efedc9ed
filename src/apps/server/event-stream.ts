import type { Context } from 'hono';
import { detailOf } from './server-failure.js';

/** Proxies and browsers give up on streams that say nothing for long. */
const heartbeatMs = 15_000;

/** Writes one event; waits where the client reads slowly. */
export type SendEvent = (event: string, data: unknown, id?: string) => Promise<void>;

/** Writes text into a stream. */
export type WriteText = (text: string) => Promise<void>;

/**
 * A reply of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). `tell` sends them until it
 * returns; what it throws becomes an event `error`. Its signal fires when the client goes away, and when the server closes:
 * then an event `shutdown` ends the stream.
 */
export function eventStream(
  context: Context,
  closing: AbortSignal,
  tell: (send: SendEvent, signal: AbortSignal) => Promise<void>,
): Response {
  return textStream(context, closing, async (write, signal) => {
    const send: SendEvent = (event, data, id) =>
      write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    try {
      await tell(send, signal);
      if (closing.aborted) await send('shutdown', {});
    } catch (error) {
      if (closing.aborted) await send('shutdown', {});
      else await send('error', detailOf(error));
    }
  });
}

/** The same for protocols with events of their own: `tell` writes them as they are, and must not throw. */
export function textStream(
  context: Context,
  closing: AbortSignal,
  tell: (write: WriteText, signal: AbortSignal) => Promise<void>,
): Response {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(undefined, { highWaterMark: 16 });
  const writer = writable.getWriter();
  const encoder = new TextEncoder();
  const write: WriteText = async (text) => {
    await writer.write(encoder.encode(text)).catch(leave);
  };
  context.req.raw.signal.addEventListener('abort', leave, { once: true });
  writer.closed.catch(leave);
  const heartbeat = setInterval(() => void write(': still here\n\n'), heartbeatMs).unref();
  void tell(write, AbortSignal.any([gone.signal, closing])).finally(() => {
    clearInterval(heartbeat);
    context.req.raw.signal.removeEventListener('abort', leave);
    return writer.close().catch(() => undefined);
  });
  return new Response(readable, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Proxies that collect replies would hold the events back.
      'x-accel-buffering': 'no',
    },
  });
}

/** Resolves when the signal fires. */
export function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
