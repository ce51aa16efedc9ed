import type { OpenAPIHono } from '@hono/zod-openapi';
import type { BaseMessage } from '@langchain/core/messages';
import { readTurns } from '../../../chains/read-turns.js';
import { plainLine } from '../../../domain/plain-line.js';
import { listThreadsRoute, readThreadRoute, removeThreadRoute } from '../contract/ask-routes.js';
import type { ServerParts } from '../contracts.js';
import { citationDetail } from '../describe-video.js';
import { ServerFailure } from '../server-failure.js';

/** `/api/threads`: the conversations that are kept. */
export function addThreadRoutes(app: OpenAPIHono, { threads, agent }: ServerParts): void {
  const requireThread = async (id: string): Promise<BaseMessage[]> => {
    const messages = await threads.load(id);
    if (messages.length > 0) return messages;
    throw new ServerFailure('THREAD_UNKNOWN', `There is no conversation called "${plainLine(id)}".`, {
      hint: 'GET /api/threads lists those that are kept.',
    });
  };

  app.openapi(listThreadsRoute, async (context) => {
    const kept = await threads.threads();
    return context.json({ threads: kept.map(({ threadId: id, turns, lastUsed }) => ({ id, turns, lastUsed })) }, 200);
  });

  app.openapi(readThreadRoute, async (context) => {
    const { id } = context.req.valid('param');
    const turns = readTurns(await requireThread(id)).map(({ question, answer: { text, found, citations } }) => ({
      ...{ question, text, found },
      citations: citations.map(citationDetail),
    }));
    return context.json({ id, turns }, 200);
  });

  app.openapi(removeThreadRoute, async (context) => {
    const { id } = context.req.valid('param');
    await requireThread(id);
    await agent.forget(id);
    return context.body(null, 204);
  });
}
