import { completable } from '@modelcontextprotocol/sdk/server/completable.js';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { GetPromptResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { LibraryReader } from '../../library/contracts.js';
import { quoteData, quotedTextNotice } from '../../tools/quote-data.js';
import { completeVideoTitle } from './requested-video.js';

const manners = `Name the video and the times (m:ss) for everything that you say, and say so when nothing is found. ${quotedTextNotice}`;

/** Offers what people most often want of a library, as prompts that lead a model to the right tools. */
export function registerPrompts(server: McpServer, library: LibraryReader): void {
  const video = (words: string) =>
    completable(z.string().min(1).describe(words), (typed) => completeVideoTitle(library, typed));

  server.registerPrompt(
    'summarize_video',
    {
      title: 'Summarize a video',
      description: 'What happens in a video, in order, with times.',
      argsSchema: { video: video('Title or id of the video.') },
    },
    ({ video: title }) =>
      userPrompt(
        `Summarize the video ${quoteData(title)}. Call summarize_video for its chapters, caption_moment and read_transcript where you would know more, and find_highlights for its best stretches; then tell in a few sentences what happens, in order, and list the three moments most worth seeing.`,
      ),
  );
  server.registerPrompt(
    'find_moment',
    {
      title: 'Find a moment',
      description: 'When something is seen or said.',
      argsSchema: { description: z.string().min(1).max(400).describe('What is seen or said: "a red dog jumps".') },
    },
    ({ description }) =>
      userPrompt(
        `Find the moment that shows or says ${quoteData(description)}. Call search_moments and, for what is said, read_transcript; check the best two with ask_moment, and give the exact beginning and end with locate_actions if it is an action.`,
      ),
  );
  server.registerPrompt(
    'compare_videos',
    {
      title: 'Compare two videos',
      description: 'What two videos have in common, and what sets them apart.',
      argsSchema: { first: video('Title or id of one video.'), second: video('Title or id of the other.') },
    },
    ({ first, second }) =>
      userPrompt(
        `Compare the videos ${quoteData(first)} and ${quoteData(second)}: who and what is in them, what happens, where, and what is said. Call caption_moment, query_events (measure list) and read_transcript for each; then list what they share and what only one of them shows.`,
      ),
  );
}

function userPrompt(text: string): GetPromptResult {
  return { messages: [{ role: 'user', content: { type: 'text', text: `${text} ${manners}` } }] };
}
