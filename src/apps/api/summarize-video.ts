import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { ChatModelOptions } from '../../chains/chat-model.js';
import { AskreelError } from '../../domain/coded-error.js';
import type { SummaryLanguage, VideoSummary } from '../../domain/summary/video-summary.js';
import { summarizeByRules } from '../../retrieval/chapters/summarize-by-rules.js';
import { chatModelSpecification } from '../chat-model-settings.js';
import { openNamedChatModel } from '../open-named-chat-model.js';
import { readSettings } from '../settings.js';
import type { VideoLibrary } from '../video-library.js';
import { resolveVideoIds } from './search-moments.js';

/** How {@link summarizeVideo} works. */
export interface SummarizeVideoOptions {
  /** Chapters that are wanted, 1 to 200 (default: as fits the video's length and how much changes in it). */
  readonly chapters?: number;
  /** Language of titles and texts (default `en`). */
  readonly language?: SummaryLanguage;
  /**
   * `offline` (the default: rules), the name of a chat model as `createVideoAgent` takes it, or any LangChain chat model. A model is
   * sent the video's captions, actions and transcript lines with their times, as quoted data.
   */
  readonly model?: string | BaseChatModel;
  /** Key and time limit for a model that is given by name. */
  readonly modelOptions?: ChatModelOptions;
  /** Most calls of the model in all (default 150); on long videos it then sees a part of the lines, evenly chosen. */
  readonly modelCallLimit?: number;
  /** Longest wait for one reply of the model, in milliseconds (default 120,000). */
  readonly modelTimeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Told how much is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * What a video (its title, path or id) is about: chapters with titles and times, a storyline, and who does what when. Read from
 * the library alone, in memory that does not grow with the video. A language model words it better; what it says without
 * support in the video is not taken over, and where it fails the rules' words stay, with a warning.
 *
 * Throws `VIDEO_UNKNOWN`, `BAD_ARGUMENT` for an unknown model or another number of chapters, `CHAT_MODEL_MISSING_KEY`, what opening
 * a local model throws, and `ABORTED`.
 *
 * @example
 * const { chapters } = await summarizeVideo(library, 'my trip');
 * for (const { span, title } of chapters) console.log(formatTimestamp(span.startSeconds), title);
 */
export async function summarizeVideo(
  library: Pick<VideoLibrary, 'library'>,
  video: string,
  options: SummarizeVideoOptions = {},
): Promise<VideoSummary> {
  const { chapters: count, language, signal, model: wanted, onProgress } = options;
  const [videoId] = resolveVideoIds(library.library, [video]);
  const found = library.library.videos().find(({ id }) => id === videoId);
  if (!found) throw new AskreelError('VIDEO_UNKNOWN', `The library holds no video "${video}" any more.`);
  const settings = readSettings();
  const named = typeof wanted === 'object' ? undefined : chatModelSpecification(wanted, settings);
  const opened =
    typeof wanted === 'object'
      ? { model: wanted, close: () => Promise.resolve() }
      : named === 'offline'
        ? undefined
        : await openNamedChatModel(named, settings, options.modelOptions);
  try {
    const rules = await summarizeByRules(library.library, found, {
      ...(count !== undefined && { count }),
      ...(language && { language }),
      ...(signal && { signal }),
    });
    if (!opened) return rules.summary;
    // Loaded here, so that rules alone load no chat models.
    const { rewordSummary } = await import('../../chains/summary/reword-summary.js');
    return await rewordSummary(rules, {
      model: opened.model,
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
      ...(options.modelCallLimit !== undefined && { callLimit: options.modelCallLimit }),
      ...(options.modelTimeoutMs !== undefined && { timeoutMs: options.modelTimeoutMs }),
    });
  } finally {
    await opened?.close();
  }
}
