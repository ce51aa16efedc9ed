import type { VideoAgent } from '../../chains/contracts.js';
import type { Media } from '../../media/contracts.js';
import type { VideoToolContext } from '../../tools/contracts.js';

/** What an MCP server shows to its clients; one may serve any number of them. */
export interface McpParts {
  /** The library with all that looks into it. */
  readonly context: VideoToolContext;
  /** Pictures for the thumbnail resources; ffmpeg is looked for when the first one is asked for. */
  readonly media: () => Promise<Pick<Media, 'makeThumbnail'>>;
  /** Answers the calls of `ask_videos`. */
  readonly agent: Pick<VideoAgent, 'stream'>;
  /** The version that clients are told. */
  readonly version: string;
  /** Takes one line about a failure that is not the caller's. */
  readonly log: (line: string) => void;
}
