import type { DynamicStructuredTool } from '@langchain/core/tools';
import { createAskMomentTool } from './ask-moment.js';
import { createCaptionMomentTool } from './caption-moment.js';
import type { VideoToolContext, VideoToolOptions } from './contracts.js';
import { createFindHighlightsTool } from './find-highlights.js';
import { createListVideosTool } from './list-videos.js';
import { createLocateActionsTool } from './locate-actions.js';
import { createQueryEventsTool } from './query-events.js';
import { createReadTranscriptTool } from './read-transcript.js';
import { createRecognizeActionsTool } from './recognize-actions.js';
import { createSearchMomentsTool } from './search-moments.js';
import { createSummarizeVideoTool } from './summarize-video.js';
import { VideoScope } from './video-scope.js';
import { createWhereIsTool } from './where-is.js';

/**
 * All tools over one library, as LangChain tools for any agent: `list_videos`, `search_moments`, `recognize_actions`,
 * `caption_moment`, `ask_moment`, `query_events`, `read_transcript`, `summarize_video`, and, where the context can find
 * them, `locate_actions`, `where_is` and `find_highlights`. Each answers in words for the model, with a `ToolEvidence` artifact. Throws
 * `VIDEO_UNKNOWN` when `options.videoIds` names a video that the library does not hold.
 *
 * @example
 * const agent = createAgent({ model, tools: createVideoTools(await openLibrary('./library')) });
 */
export function createVideoTools(context: VideoToolContext, options: VideoToolOptions = {}): DynamicStructuredTool[] {
  const scope = new VideoScope(context.library, options.videoIds);
  return [
    createListVideosTool(context, scope),
    createSearchMomentsTool(context, scope),
    createRecognizeActionsTool(context, scope),
    ...(context.actionLocator ? [createLocateActionsTool(context, context.actionLocator, scope)] : []),
    createCaptionMomentTool(context, scope),
    createAskMomentTool(context, scope),
    createQueryEventsTool(context, scope),
    createReadTranscriptTool(context, scope),
    createSummarizeVideoTool(context, scope),
    ...(context.spatialLocator ? [createWhereIsTool(context, context.spatialLocator, scope)] : []),
    ...(context.highlights ? [createFindHighlightsTool(context, context.highlights, scope)] : []),
  ];
}
