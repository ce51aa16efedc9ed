import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod';
import { overlapSeconds } from '../domain/time-span.js';
import type { HighlightFinder } from '../retrieval/contracts.js';
import { createVideoTool } from './create-video-tool.js';
import type { VideoToolContext } from './contracts.js';
import type { EvidenceField } from './evidence-line.js';
import { quoteData } from './quote-data.js';
import type { VideoScope } from './video-scope.js';

const schema = z.object({
  video: z.string().nullish().describe('Title, id or path of the video. Needed unless there is only one.'),
  description: z
    .string()
    .nullish()
    .describe('Only what shows this: "a red dog jumps". Default: whatever is eventful in the video.'),
  seconds: z.number().min(2).max(600).nullish().describe('Length of all stretches together (default 20).'),
});

/** `find_highlights`: the stretches of one video that are most worth seeing, for a description or at all. */
export function createFindHighlightsTool(
  { library }: Pick<VideoToolContext, 'library'>,
  finder: HighlightFinder,
  scope: VideoScope,
): DynamicStructuredTool {
  return createVideoTool({
    name: 'find_highlights',
    description:
      'Picks the stretches of one video that are most worth seeing, in time order, with exact borders: those that best show a description, or without one whatever is most eventful.',
    schema,
    run: async ({ video: reference, description, seconds }, signal) => {
      const video = scope.require(reference ?? undefined);
      const { stretches } = await finder.find({
        videoId: video.id,
        ...(description?.trim() && { description }),
        ...(seconds && { seconds }),
        ...(signal && { signal }),
      });
      const shots = video.familiarity === 'familiar' ? library.shots(video.id) : [];
      const findings = stretches.map((span) => {
        const shot = shots.toSorted((a, b) => overlapSeconds(b.span, span) - overlapSeconds(a.span, span))[0];
        const fields: EvidenceField[] = shot?.caption === undefined ? [] : [{ name: 'caption', text: shot.caption }];
        return { video, span, fields, match: span.saliency };
      });
      const of = description?.trim() ? ` for ${quoteData(description)}` : '';
      if (findings.length === 0) return { summary: `No highlights were found${of}.`, findings };
      return {
        summary: `The highlights${of}: ${findings.length} ${findings.length === 1 ? 'stretch' : 'stretches'} in time order.`,
        findings,
        ...(of && { advice: 'These are the best of the video: search_moments says whether anything matches at all.' }),
      };
    },
  });
}
