import { join } from 'node:path';
import { createVideoAgent } from '../api/create-video-agent.js';
import { openThreads } from '../open-threads.js';
import type { VideoLibrary } from '../video-library.js';
import type { ServerParts, ServerSettings } from './contracts.js';
import { JobQueue } from './jobs/job-queue.js';
import { startServerWatch } from './jobs/start-server-watch.js';
import { RequestConversations } from './openai/request-conversations.js';
import { ThumbnailCache } from './pictures/thumbnail-cache.js';
import { RenditionStore } from './renditions/rendition-store.js';
import { removeBrokenUploads } from './uploads/receive-upload.js';
import { WorkGate } from './work-gate.js';

/** From so many tokens on, older turns of a conversation are summed up: less than what small models can read. */
const summarizeFromTokens = 24_000;
/** How long a video that is being indexed may take to its end when the server closes. */
const patienceMs = 8000;

/** The parts with what lets go of them. */
export interface OpenedServerParts {
  readonly parts: ServerParts;
  /** Begins to close: streams end, questions are dropped; what is being indexed may finish its video within seconds. */
  readonly close: () => Promise<void>;
}

/**
 * Opens what the routes work with, on a library that is opened for writing. Throws what opening a chat model and the
 * conversations throws.
 */
export async function openServerParts(
  library: VideoLibrary,
  settings: ServerSettings,
  log: (line: string) => void,
): Promise<OpenedServerParts> {
  const closing = new AbortController();
  const threads = await openThreads(library.library.folder);
  const conversations = new RequestConversations(threads);
  const agent = await createVideoAgent(library, {
    model: settings.model,
    memory: conversations,
    ...(settings.model !== 'offline' && { summarizeFromTokens }),
  }).catch((error: unknown) => {
    threads.close();
    throw error;
  });
  if (settings.uploads) await removeBrokenUploads(settings.uploads.folder);
  const media = (): ReturnType<VideoLibrary['media']> => library.media();
  const jobs = new JobQueue({ library, log });
  const watch = { library, jobs, log, signal: closing.signal, settings };
  const watching = settings.watchedFolders && startServerWatch(settings.watchedFolders, watch);
  const renditions = new RenditionStore({ media, folder: join(library.library.folder, 'renditions') });
  const parts: ServerParts = {
    ...{ settings, library, agent, threads, conversations, jobs, renditions, log },
    thumbnails: new ThumbnailCache({ media }),
    gates: {
      asks: new WorkGate({ what: 'questions', atOnce: 2, waiting: 16 }),
      searches: new WorkGate({ what: 'searches', atOnce: 4, waiting: 64 }),
      films: new WorkGate({ what: 'films', atOnce: 2, waiting: 16 }),
      uploads: new WorkGate({ what: 'uploads', atOnce: 4, waiting: 0 }),
    },
    closing: closing.signal,
  };
  return {
    parts,
    close: async () => {
      closing.abort(new Error('the server closes'));
      // Models must not be let go of while they look at something.
      const gates = Object.values(parts.gates).map((gate) => gate.empty(patienceMs));
      await Promise.all([jobs.close(patienceMs), renditions.close(), watching, ...gates]);
      await agent.close();
      threads.close();
    },
  };
}
