import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { videoQaTerms, wordStep } from '../../chains/video-qa-terms.js';
import { wordAnswer } from '../../chains/word-answer.js';
import type { Answer } from '../../domain/answer.js';
import { AskreelError } from '../../domain/coded-error.js';
import { CallProgress, type RequestExtra } from './call-progress.js';
import type { McpParts } from './contracts.js';
import { answerContent, answerSchema } from './evidence-content.js';
import { failedCall, failureWords } from './mcp-failure.js';

/** Offers the whole agent as one tool, `ask_videos`: a question in, an answer with its citations out. */
export function registerAskTool(server: McpServer, { agent, log }: Pick<McpParts, 'agent' | 'log'>): void {
  server.registerTool(
    videoQaTerms.name,
    {
      title: videoQaTerms.title,
      description: `${videoQaTerms.description} Use the other tools to look for yourself.`,
      inputSchema: videoQaTerms.schema,
      outputSchema: answerSchema,
      annotations: { readOnlyHint: true },
    },
    async ({ question, videos }, extra: RequestExtra): Promise<CallToolResult> => {
      using progress = new CallProgress(extra, 'thinking');
      try {
        const options = { signal: extra.signal, ...(videos && { videoIds: videos }) };
        for await (const event of agent.stream(question, options)) {
          if (event.type === 'answer') return answerResult(event.answer);
          if (event.type === 'tool-started') progress.step(wordStep(event));
        }
        return failedCall('The agent ended without an answer. Ask again.');
      } catch (error) {
        if (!extra.signal.aborted && !AskreelError.isInstance(error)) log(`ask_videos: ${failureWords(error)}`);
        return failedCall(failureWords(error));
      }
    },
  );
}

function answerResult(answer: Answer): CallToolResult {
  return { content: [{ type: 'text', text: wordAnswer(answer) }], structuredContent: answerContent(answer) };
}
