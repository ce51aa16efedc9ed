import { BaseToolkit, type DynamicStructuredTool } from '@langchain/core/tools';
import { AskreelError } from '../domain/coded-error.js';
import type { VideoToolContext, VideoToolOptions } from './contracts.js';
import { createVideoTools } from './create-video-tools.js';
import { VideoRetriever, type VideoRetrieverOptions } from './video-retriever.js';

/** What a toolkit offers. */
export interface VideoToolkitOptions extends VideoToolOptions {
  /** Only these tools, by name (default: all). */
  readonly only?: readonly string[];
  /** Leave these tools out. */
  readonly without?: readonly string[];
}

/** The tools over one library as a LangChain toolkit, and a retriever over the same videos. */
export class VideoToolkit extends BaseToolkit {
  override readonly tools: DynamicStructuredTool[];
  readonly #context: VideoToolContext;
  readonly #videoIds: VideoToolkitOptions['videoIds'];

  constructor(context: VideoToolContext, { videoIds, only, without = [] }: VideoToolkitOptions = {}) {
    super();
    this.#context = context;
    this.#videoIds = videoIds;
    const all = createVideoTools(context, { ...(videoIds && { videoIds }) });
    const names = all.map(({ name }) => name);
    const unknown = [...(only ?? []), ...without].find((name) => !names.includes(name));
    if (unknown !== undefined) {
      throw new AskreelError('BAD_ARGUMENT', `There is no tool "${unknown}".`, {
        hint: `There are: ${names.join(', ')}.`,
      });
    }
    this.tools = all.filter(({ name }) => (only?.includes(name) ?? true) && !without.includes(name));
  }

  override getTools(): DynamicStructuredTool[] {
    return this.tools;
  }

  /** The tool of that name. Throws `BAD_ARGUMENT` when the toolkit has none. */
  tool(name: string): DynamicStructuredTool {
    const found = this.tools.find((tool) => tool.name === name);
    if (found) return found;
    const hint = `There are: ${this.tools.map((tool) => tool.name).join(', ')}.`;
    throw new AskreelError('BAD_ARGUMENT', `There is no tool "${name}".`, { hint });
  }

  /** A retriever over the toolkit's videos, for chains that take one. */
  retriever(options: Omit<VideoRetrieverOptions, 'search' | 'videoIds'> = {}): VideoRetriever {
    const videoIds = this.#videoIds?.map((reference) => this.#context.library.findVideo(reference)?.id ?? reference);
    return new VideoRetriever({ ...options, search: this.#context.search, ...(videoIds && { videoIds }) });
  }
}

/**
 * The tools over one library as a LangChain toolkit: the same objects as {@link createVideoTools} gives, some of them if
 * you like, and a retriever over the same videos. Throws `VIDEO_UNKNOWN` when `videoIds` names a video that the library
 * does not hold, `BAD_ARGUMENT` for a tool that there is not.
 *
 * @example
 * const toolkit = createVideoToolkit(library, { videoIds: ['my trip'], without: ['list_videos'] });
 * const agent = createAgent({ model, tools: toolkit.getTools() });
 */
export function createVideoToolkit(context: VideoToolContext, options: VideoToolkitOptions = {}): VideoToolkit {
  return new VideoToolkit(context, options);
}
