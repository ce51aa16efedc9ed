import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod';
import { createVideoTool, type Finding } from './create-video-tool.js';
import type { VideoToolContext } from './contracts.js';
import { wordHeldBack } from './held-back.js';
import { pageArgument, pageOf } from './page-of.js';
import { readSpanArguments, spanArguments, videoArgument } from './span-arguments.js';
import type { VideoScope } from './video-scope.js';

const schema = z.object({ video: videoArgument, ...spanArguments, page: pageArgument });

/** `recognize_actions`: which action each shot shows, in time order. */
export function createRecognizeActionsTool({ inspector }: VideoToolContext, scope: VideoScope): DynamicStructuredTool {
  return createVideoTool({
    name: 'recognize_actions',
    description:
      'Names the action that the action classifier sees in each shot of a video or of a span of it, in time order, with its probability.',
    schema,
    run: ({ video: reference, from, to, page }) => {
      const video = scope.find(reference ?? undefined);
      const span = readSpanArguments(from, to, video);
      const videos = video ? [video] : scope.videos();
      const findings = videos.flatMap((item) =>
        inspector.actions(item.id, span).map((action): Finding => ({
          video: item,
          span: action.span,
          fields: [{ name: 'action', text: action.label, score: action.probability }],
        })),
      );
      const heldBack = wordHeldBack(videos);
      if (findings.length === 0)
        return {
          summary: heldBack ?? 'No action was recognised there. Try caption_moment or search_moments.',
          findings,
        };
      const shown = pageOf(findings, page, 'action');
      const advice = [shown.advice, heldBack].filter((part) => part !== undefined).join(' ');
      return { summary: `Recognised ${shown.words}.`, findings: shown.items, ...(advice && { advice }) };
    },
  });
}
