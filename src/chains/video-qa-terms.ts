import { z } from 'zod';
import type { VideoAgentEvent } from './contracts.js';

/** How the whole agent is offered as one tool, to LangChain and MCP alike. */
export const videoQaTerms = {
  name: 'ask_videos',
  title: 'Ask the videos',
  description:
    'Answers a question about the videos in words, with the moments that the answer rests on. It plans and calls the other tools itself; each question stands alone.',
  schema: z.object({
    question: z
      .string()
      .trim()
      .min(1)
      .max(4000)
      .describe('A question in plain words that stands alone: "when does the red dog jump?"'),
    videos: z
      .array(z.string().min(1))
      .max(100)
      .nullish()
      .describe('Answer from these videos only: titles or ids. Default: all videos.'),
  }),
} as const;

/** What the agent is doing now, for whoever waits for the tool. */
export function wordStep({ tool }: Extract<VideoAgentEvent, { type: 'tool-started' }>): string {
  return `looking: ${tool.replaceAll('_', ' ')}`;
}
