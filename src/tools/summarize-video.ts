import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod';
import type { CastMember } from '../domain/summary/video-summary.js';
import { formatTimestamp } from '../domain/timestamp.js';
import { summarizeByRules } from '../retrieval/chapters/summarize-by-rules.js';
import { createVideoTool, type Finding } from './create-video-tool.js';
import type { VideoToolContext } from './contracts.js';
import { wordHeldBack } from './held-back.js';
import { pageArgument, pageOf } from './page-of.js';
import { quoteData } from './quote-data.js';
import type { VideoScope } from './video-scope.js';

const mostActors = 8;

const schema = z.object({
  video: z.string().nullish().describe('Title, id or path of the video. Needed unless there is only one.'),
  chapters: z.number().int().min(1).max(200).nullish().describe('How many chapters (default: as fits its length).'),
  language: z.enum(['en', 'zh']).nullish().describe('Language of titles and sentences (default en).'),
  page: pageArgument,
});

/** `summarize_video`: the chapters of one video with titles and times, and who is seen most in it; by rules alone. */
export function createSummarizeVideoTool(
  { library }: Pick<VideoToolContext, 'library'>,
  scope: VideoScope,
): DynamicStructuredTool {
  return createVideoTool({
    name: 'summarize_video',
    description:
      'Summarises one whole video of any length: its chapters in time order, each with a title, what happens and what is said, and who is seen longest. Use it for what a video is about, for chapters and for long videos, before looking closer.',
    schema,
    run: async ({ video: reference, chapters: count, language, page }, signal) => {
      const video = scope.require(reference ?? undefined);
      const { summary } = await summarizeByRules(library, video, {
        ...(count && { count }),
        ...(language && { language }),
        ...(signal && { signal }),
      });
      const findings = summary.chapters.map(({ span, title, text }): Finding => ({
        video,
        span,
        fields: [{ name: 'details', text: title }, ...(text === '' ? [] : [{ name: 'caption' as const, text }])],
      }));
      const shown = pageOf(findings, page, 'chapter');
      const heldBack = wordHeldBack([video]);
      const advice = [shown.advice, heldBack].filter((part) => part !== undefined).join(' ');
      const length = formatTimestamp(video.durationSeconds);
      return {
        summary: `${quoteData(video.title)} is ${length} long: ${shown.words}.${wordCast(summary.cast)}`,
        findings: shown.items,
        ...(advice && { advice }),
      };
    },
  });
}

function wordCast(cast: readonly CastMember[]): string {
  if (cast.length === 0) return '';
  const told = cast
    .slice(0, mostActors)
    .map(({ actor, secondsOnScreen }) => `${quoteData(actor)} ${formatTimestamp(secondsOnScreen)}`);
  return ` Seen longest: ${told.join(', ')}${cast.length > mostActors ? `, and ${cast.length - mostActors} more` : ''}.`;
}
