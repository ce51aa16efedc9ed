import { randomUUID } from 'node:crypto';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Answer } from '../../../domain/answer.js';
import { completeRoute, listModelsRoute } from '../contract/completion-routes.js';
import type { ServerParts } from '../contracts.js';
import { textStream } from '../event-stream.js';
import { readConversation, type AskedConversation } from '../openai/read-conversation.js';
import { chunksOf, completionOf, firstChunk, modelName, wordCompletion } from '../openai/word-completion.js';
import { detailOf } from '../server-failure.js';

/** `/v1`: the agent as a chat model for programs that speak OpenAI's protocol. */
export function addCompletionRoutes(app: OpenAPIHono, parts: ServerParts): void {
  const { agent, conversations, gates, closing } = parts;

  /** Answers the last question of a conversation. */
  const answer = async ({ question, earlier }: AskedConversation, signal: AbortSignal): Promise<Answer> => {
    const threadId = conversations.open(earlier);
    try {
      const given = await agent.ask(question, { threadId, signal });
      const reply = { role: 'assistant' as const, text: wordCompletion(given).trim() };
      conversations.close(threadId, [...earlier, { role: 'user', text: question }, reply]);
      return given;
    } finally {
      conversations.close(threadId);
    }
  };

  app.openapi(listModelsRoute, (context) =>
    context.json(
      {
        object: 'list' as const,
        data: [{ id: modelName, object: 'model' as const, created: 0, owned_by: 'askreel' }],
      },
      200,
    ),
  );

  app.openapi(completeRoute, async (context) => {
    const body = context.req.valid('json');
    const asked = readConversation(body);
    const prompt = [...asked.earlier.map(({ text }) => text), asked.question].join('\n');
    const head = { id: `chatcmpl-${randomUUID()}`, created: Math.floor(Date.now() / 1000) };
    const { signal: gone } = context.req.raw;
    const leave = await gates.asks.enter(gone);
    if (body.stream !== true) {
      try {
        const given = await answer(asked, AbortSignal.any([gone, closing]));
        return context.json(completionOf(head, prompt, given), 200);
      } finally {
        leave();
      }
    }
    const withUsage = body.stream_options?.include_usage === true;
    // A stream in the place of the body that the route is typed with.
    return textStream(context, closing, async (write, signal) => {
      const send = (data: object): Promise<void> => write(`data: ${JSON.stringify(data)}\n\n`);
      try {
        await send(firstChunk(head, withUsage));
        // What is said before the answer was checked may be taken back, which this protocol has no word for.
        const given = await answer(asked, signal);
        for (const chunk of chunksOf(head, prompt, given, withUsage)) await send(chunk);
        await write('data: [DONE]\n\n');
      } catch (error) {
        const { code, message } = detailOf(error);
        await send({ error: { message, type: 'server_error', param: null, code } });
      } finally {
        leave();
      }
    }) as never;
  });
}
