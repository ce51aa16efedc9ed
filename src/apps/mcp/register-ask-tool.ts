import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { VideoAgentEvent } from '../../chains/contracts.js';
import type { Answer, Citation } from '../../domain/answer.js';
import { AskreelError } from '../../domain/coded-error.js';
import { formatEvidenceLine } from '../../tools/evidence-line.js';
import { quotedTextNotice } from '../../tools/quote-data.js';
import { CallProgress, type RequestExtra } from './call-progress.js';
import type { McpParts } from './contracts.js';
import { answerSchema, momentContent } from './evidence-content.js';
import { failedCall, failureWords } from './mcp-failure.js';

const inputSchema = z.object({
  question: z.string().trim().min(1).max(4000).describe('A question in plain words: "when does the red dog jump?"'),
  videos: z
    .array(z.string().min(1))
    .max(100)
    .nullish()
    .describe('Answer from these videos only: titles or ids. Default: all videos.'),
});

/** Offers the whole agent as one tool, `ask_videos`: a question in, an answer with its citations out. */
export function registerAskTool(server: McpServer, { agent, log }: Pick<McpParts, 'agent' | 'log'>): void {
  server.registerTool(
    'ask_videos',
    {
      title: 'Ask the videos',
      description:
        'Answers a question about the videos in words, with the moments that the answer rests on. It plans and calls the other tools itself; each question stands alone. Use the other tools to look for yourself.',
      inputSchema,
      outputSchema: answerSchema,
      annotations: { readOnlyHint: true },
    },
    async ({ question, videos }, extra: RequestExtra): Promise<CallToolResult> => {
      using progress = new CallProgress(extra, 'thinking');
      try {
        const options = { signal: extra.signal, ...(videos && { videoIds: videos }) };
        for await (const event of agent.stream(question, options)) {
          if (event.type === 'answer') return answerResult(event.answer);
          if (event.type === 'tool-started') progress.step(stepWords(event));
        }
        return failedCall('The agent ended without an answer. Ask again.');
      } catch (error) {
        if (!extra.signal.aborted && !AskreelError.isInstance(error)) log(`ask_videos: ${failureWords(error)}`);
        return failedCall(failureWords(error));
      }
    },
  );
}

function stepWords({ tool }: Extract<VideoAgentEvent, { type: 'tool-started' }>): string {
  return `looking: ${tool.replaceAll('_', ' ')}`;
}

function answerResult({ text, found, citations }: Answer): CallToolResult {
  const lines = citations.length > 0 ? ['', quotedTextNotice, ...citations.map(citationLine)] : [];
  return {
    content: [{ type: 'text', text: [text, ...lines].join('\n') }],
    structuredContent: {
      answer: text,
      found,
      notice: quotedTextNotice,
      citations: citations.map((citation) => momentContent(citation, citation.number)),
    },
  };
}

function citationLine({ number, videoId, videoTitle, span, note }: Citation): string {
  const fields = note === '' ? [] : [{ name: 'details' as const, text: note }];
  return formatEvidenceLine({ number, videoTitle, videoIdPrefix: videoId.slice(0, 8), span, fields });
}
