import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod';
import { formatTimestamp } from '../domain/timestamp.js';
import type { Video } from '../domain/video.js';
import { createVideoTool, type Finding } from './create-video-tool.js';
import type { VideoToolContext } from './contracts.js';
import { wordHeldBack } from './held-back.js';
import { pageArgument, pageOf } from './page-of.js';
import type { VideoScope } from './video-scope.js';

/** `list_videos`: what is in the library, one line a video. */
export function createListVideosTool({ library }: VideoToolContext, scope: VideoScope): DynamicStructuredTool {
  const describe = (video: Video): Finding => {
    const shots = library.shots(video.id).length;
    const spoken = library.transcript(video.id).length;
    const details = [
      `${formatTimestamp(video.durationSeconds)} long`,
      `${shots} shot${shots === 1 ? '' : 's'}`,
      spoken > 0 ? `${spoken} transcript lines` : 'no transcript',
    ];
    return {
      video,
      span: { startSeconds: 0, endSeconds: video.durationSeconds },
      fields: [{ name: 'details', text: details.join(', ') }],
    };
  };
  return createVideoTool({
    name: 'list_videos',
    description:
      'Lists the videos of the library with their length, number of shots and whether they have a transcript.',
    schema: z.object({ page: pageArgument }),
    run: ({ page }) => {
      const videos = scope.videos();
      if (videos.length === 0) return { summary: 'The library holds no videos.', findings: [] };
      const shown = pageOf(videos, page, 'video');
      const advice = [shown.advice, wordHeldBack(videos)].filter((part) => part !== undefined).join(' ');
      return {
        summary: `The library holds ${shown.words}.`,
        findings: shown.items.map(describe),
        ...(advice && { advice }),
      };
    },
  });
}
