import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one request: an assistant's message, or something a real server does on a bad day. */
export type ScriptedReply =
  | { readonly text: string; readonly pauseMs?: number }
  | { readonly tool: string; readonly args: string }
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly raw: string }
  /** A text that breaks off in the middle of its stream. */
  | { readonly brokenOff: string }
  | { readonly hang: true };

export interface ChatRequest {
  readonly path: string;
  readonly stream: boolean;
  readonly authorization: string | undefined;
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly tools: readonly string[];
}

/** A server on 127.0.0.1 that speaks OpenAI's chat completions, streamed or not, and says what its script says. */
export async function startFakeOpenAi(
  script: readonly ScriptedReply[] | ((request: ChatRequest) => ScriptedReply | Promise<ScriptedReply>),
  oneId = false,
) {
  const requests: ChatRequest[] = [];
  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const body = JSON.parse(text) as {
      stream?: boolean;
      messages: ChatRequest['messages'];
      tools?: { function: { name: string } }[];
    };
    const asked: ChatRequest = {
      path: request.url ?? '',
      stream: body.stream === true,
      authorization: request.headers.authorization,
      messages: body.messages,
      tools: (body.tools ?? []).map((tool) => tool.function.name),
    };
    requests.push(asked);
    const reply = (typeof script === 'function' ? await script(asked) : script[requests.length - 1]) ?? {
      status: 500,
      body: 'the script has ended',
    };
    if ('hang' in reply) return;
    if ('status' in reply) {
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
      response.end(JSON.stringify({ error: { message: reply.body ?? 'no' } }));
      return;
    }
    if ('raw' in reply) {
      response.writeHead(200, { 'content-type': body.stream ? 'text/event-stream' : 'application/json' });
      response.end(body.stream ? `data: ${reply.raw}\n\ndata: [DONE]\n\n` : reply.raw);
      return;
    }
    if ('brokenOff' in reply) {
      const delta = { role: 'assistant', content: reply.brokenOff };
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(
        `data: ${JSON.stringify({ id: 'b', object: 'chat.completion.chunk', choices: [{ index: 0, delta }] })}\n\n`,
      );
      response.write('data: {"id":"b","obj', () => setTimeout(() => response.destroy(), 20));
      return;
    }
    const call =
      'tool' in reply
        ? [
            {
              index: 0,
              id: `call-${requests.length}`,
              type: 'function',
              function: { name: reply.tool, arguments: reply.args },
            },
          ]
        : undefined;
    const finish = call ? 'tool_calls' : 'stop';
    const frame = { id: `answer-${oneId ? 1 : requests.length}`, object: 'chat.completion', created: 1, model: 'fake' };
    if (!body.stream) {
      const message = {
        role: 'assistant',
        content: 'text' in reply ? reply.text : null,
        ...(call && { tool_calls: call }),
      };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ...frame, choices: [{ index: 0, message, finish_reason: finish }] }));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const pieces =
      'text' in reply ? (reply.text.match(/.{1,3}/gs) ?? []).map((content) => ({ content })) : [{ tool_calls: call }];
    for (const delta of pieces) {
      const pauseMs = 'text' in reply ? (reply.pauseMs ?? 0) : 0;
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      response.write(
        `data: ${JSON.stringify({ ...frame, object: 'chat.completion.chunk', choices: [{ index: 0, delta: { role: 'assistant', ...delta } }] })}\n\n`,
      );
    }
    response.write(
      `data: ${JSON.stringify({ ...frame, object: 'chat.completion.chunk', choices: [{ index: 0, delta: {}, finish_reason: finish }] })}\n\n`,
    );
    response.end('data: [DONE]\n\n');
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    specification: `http://127.0.0.1:${port}/v1#fake`,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
