import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod';
import type { TimeSpan } from '../domain/time-span.js';
import type { Video } from '../domain/video.js';
import { createVideoTool, type Finding } from './create-video-tool.js';
import type { VideoToolContext } from './contracts.js';
import type { EvidenceField } from './evidence-line.js';
import { wordHeldBack } from './held-back.js';
import { pageArgument, pageOf } from './page-of.js';
import { readSpanArguments, spanArguments, videoArgument } from './span-arguments.js';
import type { VideoScope } from './video-scope.js';

const schema = z.object({ video: videoArgument, ...spanArguments, page: pageArgument });

/** `caption_moment`: what each shot shows, in time order; without a span, the whole video shot by shot. */
export function createCaptionMomentTool({ inspector }: VideoToolContext, scope: VideoScope): DynamicStructuredTool {
  const captionsOf = async (video: Video, span: TimeSpan | undefined): Promise<Finding[]> => {
    const actions = new Map(inspector.actions(video.id, span).map((action) => [action.shotIndex, action]));
    const shots = await inspector.captions(video.id, span);
    return shots.flatMap((shot) => {
      if (shot.caption === undefined) return [];
      const action = actions.get(shot.index);
      const fields: EvidenceField[] = [
        {
          name: 'caption',
          text: shot.caption,
          ...(shot.captionConfidence !== undefined && { score: shot.captionConfidence }),
        },
      ];
      if (action) fields.push({ name: 'action', text: action.label, score: action.probability });
      return [{ video, span: shot.span, fields }];
    });
  };
  return createVideoTool({
    name: 'caption_moment',
    description:
      'Says what happens in each shot, in time order: of a span, of a whole video (for "what happens", "how many", "before" and "after"), or of all videos.',
    schema,
    run: async ({ video: reference, from, to, page }) => {
      const video = scope.find(reference ?? undefined);
      const span = readSpanArguments(from, to, video);
      const videos = video ? [video] : scope.videos();
      const findings: Finding[] = [];
      for (const item of videos) findings.push(...(await captionsOf(item, span)));
      const heldBack = wordHeldBack(videos);
      if (findings.length === 0)
        return { summary: heldBack ?? 'No captions there. Try search_moments or read_transcript.', findings };
      const shown = pageOf(findings, page, 'shot');
      const advice = [shown.advice, heldBack].filter((part) => part !== undefined).join(' ');
      return {
        summary: `Captions of ${shown.words}, in time order.`,
        findings: shown.items,
        ...(advice && { advice }),
      };
    },
  });
}
