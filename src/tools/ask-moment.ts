import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod';
import { createVideoTool } from './create-video-tool.js';
import type { VideoToolContext } from './contracts.js';
import { wordHeldBack } from './held-back.js';
import { readSpanArguments, timeArgument, videoArgument } from './span-arguments.js';
import { ToolRefusal } from './tool-refusal.js';
import type { VideoScope } from './video-scope.js';

const schema = z.object({
  question: z
    .string()
    .min(1)
    .describe('A short question about what is seen: "what colour is the dog", "does the cat jump".'),
  video: videoArgument,
  from: timeArgument.describe('Start of the span: seconds (12.5) or m:ss (0:12).'),
  to: timeArgument.describe('End of the span: seconds or m:ss.'),
});

/** `ask_moment`: a short question about what one span shows, answered by the clip model. */
export function createAskMomentTool({ inspector }: VideoToolContext, scope: VideoScope): DynamicStructuredTool {
  return createVideoTool({
    name: 'ask_moment',
    description:
      'Looks closely at one span of one video (best: one shot) and answers a short question about it. Use it to verify a detail before citing it.',
    schema,
    run: async ({ question, video: reference, from, to }) => {
      const video = scope.require(reference ?? undefined);
      const span = readSpanArguments(from, to, video);
      if (!span) throw new ToolRefusal('Say which span: call again with from and to.');
      const answer = await inspector.ask(video.id, span, question);
      if (!answer) {
        return {
          summary:
            wordHeldBack([video]) ??
            'The model pack cannot answer questions about a span. Use caption_moment or search_moments.',
          findings: [],
        };
      }
      const seen = { startSeconds: span.startSeconds, endSeconds: Math.min(span.endSeconds, video.durationSeconds) };
      return {
        summary: 'The clip model answers:',
        findings: [{ video, span: seen, fields: [{ name: 'answer', text: answer.text, score: answer.confidence }] }],
      };
    },
  });
}
