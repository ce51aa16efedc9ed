import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod';
import type { TranscriptLine, Video } from '../domain/video.js';
import { createVideoTool, type Finding } from './create-video-tool.js';
import type { VideoToolContext } from './contracts.js';
import { pageArgument, pageOf } from './page-of.js';
import { quoteData } from './quote-data.js';
import { readSpanArguments, spanArguments, videoArgument } from './span-arguments.js';
import type { VideoScope } from './video-scope.js';

const mostHits = 20;

const schema = z.object({
  about: z
    .string()
    .nullish()
    .describe('Words to look for in what is said; without them the transcript is read in time order.'),
  video: videoArgument,
  ...spanArguments,
  page: pageArgument,
});

/** `read_transcript`: what is said (subtitles), in time order, or the lines that mention some words, best first. */
export function createReadTranscriptTool({ library }: VideoToolContext, scope: VideoScope): DynamicStructuredTool {
  return createVideoTool({
    name: 'read_transcript',
    description:
      'Reads what is said in the videos (subtitles) with its times: a whole video, a span, or the lines about something.',
    schema,
    run: ({ about, video: reference, from, to, page }) => {
      const video = scope.find(reference ?? undefined);
      const span = readSpanArguments(from, to, video);
      const videos = video ? [video] : scope.videos();
      if (about) {
        const videoIds = scope.filterIds(video);
        const hits = library.searchTranscript(about, mostHits, {
          ...(videoIds && { videoIds }),
          ...(span && { span }),
        });
        if (hits.length === 0) {
          return {
            summary: `No transcript line mentions ${quoteData(about)}.`,
            findings: [],
            advice: 'Try other words, or search_moments for what is seen.',
          };
        }
        return {
          summary: `${hits.length} transcript lines about ${quoteData(about)}, best first.`,
          findings: toFindings(hits, videos),
        };
      }
      const lines = videos.flatMap((item) => library.transcript(item.id, span));
      if (lines.length === 0) {
        return {
          summary: 'There is no transcript there.',
          findings: [],
          advice: 'Use caption_moment or search_moments for what is seen.',
        };
      }
      const shown = pageOf(lines, page, 'line');
      return {
        summary: `Transcript: ${shown.words}.`,
        findings: toFindings(shown.items, videos),
        ...(shown.advice !== undefined && { advice: shown.advice }),
      };
    },
  });
}

function toFindings(lines: readonly TranscriptLine[], videos: readonly Video[]): Finding[] {
  const byId = new Map(videos.map((video) => [video.id, video]));
  return lines.flatMap((line) => {
    const video = byId.get(line.videoId);
    return video ? [{ video, span: line.span, fields: [{ name: 'transcript', text: line.text } as const] }] : [];
  });
}
