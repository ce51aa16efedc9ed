import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { throwIfAborted } from '../domain/coded-error.js';
import type { EvaluationEvent, EvaluationResult } from '../evaluation/contracts.js';
import { evaluateLibrary } from '../evaluation/evaluate-library.js';
import { readTruthFolder } from '../evaluation/read-truth-folder.js';
import type { IndexingEvent } from '../indexing/contracts.js';
import type { Media } from '../media/contracts.js';
import { LibraryActionLocator } from '../retrieval/actions/library-action-locator.js';
import { createVideoAgent } from './api/create-video-agent.js';
import { indexVideos } from './api/index-videos.js';
import type { VideoLibrary } from './video-library.js';
import { wireVideoLibrary, type WiringOptions } from './wiring.js';

/** What {@link evaluateFolder} needs. */
export interface EvaluateFolderOptions extends Pick<WiringOptions, 'packFolder' | 'settings'> {
  /** At most so many videos of the folder. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  readonly onIndexing?: (event: IndexingEvent) => void;
  readonly onEvaluation?: (event: EvaluationEvent) => void;
}

/**
 * Indexes a folder of videos with truth files into a throw-away library and scores it: retrieval, actions, captions and
 * the offline agent's answers. Throws `TRUTH_INVALID`, `ABORTED`, `VIDEO_UNKNOWN` when a video could not be indexed.
 */
export async function evaluateFolder(folder: string, options: EvaluateFolderOptions): Promise<EvaluationResult> {
  const { signal, limit } = options;
  const all = await readTruthFolder(folder);
  const truth = { ...all, videos: all.videos.slice(0, limit) };
  const scratch = await mkdtemp(join(tmpdir(), 'askreel-eval-'));
  try {
    await using library = await wireVideoLibrary({ ...options, libraryFolder: scratch, readOnly: false });
    const paths = truth.videos.map((video) => video.path);
    await indexVideos(library, paths, {
      ...(signal && { signal }),
      ...(options.onIndexing && { onEvent: options.onIndexing }),
    });
    throwIfAborted(signal);
    const media = await library.media();
    const { clip, frameAction } = library.encoders;
    const events = evaluateLibrary(
      truth,
      {
        library: library.library,
        search: library.search,
        ask: await offlineAnswers(library),
        readFrames: media.readFrames,
        spatialLocator: library.spatialLocator,
        encoders: library.encoders,
        ...(clip && { clip }),
        ...(frameAction && { frameAction }),
        locators: { clips: library.actionLocator, ...(frameAction && { frames: singleFrameLocator(library, media) }) },
      },
      signal ? { signal } : {},
    );
    for await (const event of events) {
      options.onEvaluation?.(event);
      if (event.type === 'finished') return event.result;
    }
    throw new Error('The evaluation ended without a result.');
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The locator that sees frames one by one, four a second, and nothing of what indexing judged. */
function singleFrameLocator({ library, encoders }: VideoLibrary, { readFrames }: Media): LibraryActionLocator {
  const { frameAction } = encoders;
  return new LibraryActionLocator({
    library: {
      findVideo: (reference) => library.findVideo(reference),
      shots: (videoId) => library.shots(videoId),
      motion: (videoId) => library.motion(videoId),
      clips: () => [],
      frames: () => [],
    },
    encoders: frameAction ? { clip: frameAction } : {},
    readFrames,
    windowSeconds: 1,
    maxWindowSeconds: 1,
  });
}

/** Answers each question from one video, with the rules that need no language model. */
async function offlineAnswers(library: VideoLibrary): Promise<Parameters<typeof evaluateLibrary>[1]['ask']> {
  const agent = await createVideoAgent(library, { model: 'offline' });
  return (question, videoId, options) => agent.ask(question, { videoIds: [videoId], ...options });
}
