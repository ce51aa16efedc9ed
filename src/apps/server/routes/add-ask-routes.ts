import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { AskOptions, VideoAgentEvent } from '../../../chains/contracts.js';
import { askRoute } from '../contract/ask-routes.js';
import type { ServerParts } from '../contracts.js';
import { answerDetail } from '../describe-video.js';
import { eventStream, type SendEvent } from '../event-stream.js';
import type { QuestionBody } from '../schemas/answers.js';
import { requireVideoReferences } from '../require-video.js';

/** `/api/ask`. */
export function addAskRoutes(app: OpenAPIHono, parts: ServerParts): void {
  const { agent, library, gates, closing } = parts;

  app.openapi(askRoute, async (context) => {
    const { question, ...options } = readQuestion(context.req.valid('json'));
    const { signal: gone } = context.req.raw;
    // Before the reply begins, so that a busy server can say so by its status.
    const leave = await gates.asks.enter(gone);
    const streamed = wantsEvents(context);
    try {
      if (streamed) {
        // A stream in the place of the body that the route is typed with.
        return eventStream(context, closing, async (send, signal) => {
          try {
            for await (const event of agent.stream(question, { ...options, signal })) await sendAgentEvent(event, send);
          } finally {
            leave();
          }
        }) as never;
      }
      const signal = AbortSignal.any([gone, closing]);
      return context.json(answerDetail(await agent.ask(question, { ...options, signal })), 200);
    } finally {
      if (!streamed) leave();
    }
  });

  function readQuestion({ question, thread, videos }: QuestionBody): AskOptions & { readonly question: string } {
    if (videos) requireVideoReferences(library.library, videos);
    return { question, ...(thread !== undefined && { threadId: thread }), ...(videos && { videoIds: videos }) };
  }
}

function wantsEvents(context: Context): boolean {
  return /\btext\/event-stream\b/.test(context.req.header('accept') ?? '');
}

async function sendAgentEvent(event: VideoAgentEvent, send: SendEvent): Promise<void> {
  switch (event.type) {
    case 'text-delta':
      return send('text', { step: event.step, text: event.text });
    case 'tool-started':
      return send('look-started', { callId: event.callId, tool: event.tool, input: event.input });
    case 'tool-finished':
      return send('look-finished', { callId: event.callId, tool: event.tool, moments: event.spanCount });
    case 'looking-again':
      return send('looking-again', { round: event.round, because: event.because });
    case 'answer':
      return send('answer', answerDetail(event.answer));
  }
}
