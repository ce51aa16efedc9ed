import { loadModelPack, type ModelPack } from '../encoders/load-model-pack.js';
import { openEncoders } from '../encoders/open-encoders.js';
import { readEverydayThings } from '../encoders/read-labels.js';
import type { Library } from '../library/contracts.js';
import { requireSameSpace } from '../library/library-space.js';
import { FeedbackFile } from '../library/feedback-file.js';
import { openLibrary } from '../library/open-library.js';
import type { ClipWindowing } from '../indexing/contracts.js';
import type { Media, ReadFrames } from '../media/contracts.js';
import { createMedia } from '../media/create-media.js';
import { locateMediaTools } from '../media/locate-media-tools.js';
import { createShotDetector } from '../media/shot-detector.js';
import { LibraryActionLocator } from '../retrieval/actions/library-action-locator.js';
import { LibraryHighlightFinder } from '../retrieval/highlights/library-highlight-finder.js';
import { LibraryClipInspector } from '../retrieval/library-clip-inspector.js';
import { LibraryMomentSearch } from '../retrieval/library-moment-search.js';
import { FocusedMomentSearch } from '../retrieval/spans/focused-moment-search.js';
import { TubeLocator } from '../retrieval/tubes/tube-locator.js';
import { WordBackground } from '../retrieval/word-background.js';
import type { Transcriber } from '../encoders/contracts.js';
import { LibraryRanking } from './library-ranking.js';
import { openTranscriber, type TranscriberChoice } from './open-transcriber.js';
import { readProviders } from './read-providers.js';
import type { Settings } from './settings.js';
import type { VideoLibrary } from './video-library.js';

/** Where the parts of a library lie. */
export interface WiringOptions {
  readonly libraryFolder: string;
  readonly packFolder: string;
  readonly readOnly: boolean;
  /** Programs and execution providers to use. */
  readonly settings: Settings;
  readonly onWarning?: (warning: string) => void;
}

/**
 * Puts the rooms together: the one place where their concrete classes meet. A library that is opened for writing is
 * made when there is none.
 *
 * Throws what opening a library, loading a pack and starting its models throw: `LIBRARY_NOT_FOUND`, `LIBRARY_LOCKED`,
 * `SPACE_MISMATCH`, `PACK_NOT_FOUND`, `PACK_DAMAGED`, `PROVIDER_UNAVAILABLE`, …
 */
export async function wireVideoLibrary(options: WiringOptions): Promise<VideoLibrary> {
  const { settings, readOnly } = options;
  // Large files were checked when the pack was installed; gigabytes are not read through each time.
  const pack = await loadModelPack(options.packFolder, { verify: readOnly ? 'size' : 'quick' });
  const library = openLibrary(options.libraryFolder, {
    readOnly,
    ...(!readOnly && { space: pack.space }),
    ...(options.onWarning && { onWarning: options.onWarning }),
  });
  try {
    requireSameSpace(library.space, pack.space, library.folder);
    const providers = readProviders(settings.providers);
    const { onWarning } = options;
    const encoders = await openEncoders(pack, { ...(providers && { providers }), ...(onWarning && { onWarning }) });
    const media = once(async () => createMedia(await locateMediaTools(settings)));
    const ranking = new LibraryRanking(library.folder, pack, onWarning);
    return new WiredVideoLibrary({ library, pack, encoders, media, settings, ranking });
  } catch (error) {
    library.close();
    throw error;
  }
}

interface Parts {
  readonly library: Library;
  readonly pack: ModelPack;
  readonly encoders: VideoLibrary['encoders'];
  readonly media: () => Promise<Media>;
  readonly settings: Settings;
  readonly ranking: LibraryRanking;
}

class WiredVideoLibrary implements VideoLibrary {
  readonly library: Library;
  readonly encoders: VideoLibrary['encoders'];
  readonly search: VideoLibrary['search'];
  readonly weigher: VideoLibrary['weigher'];
  readonly ranking: VideoLibrary['ranking'];
  readonly feedback: VideoLibrary['feedback'];
  readonly inspector: VideoLibrary['inspector'];
  readonly actionLocator: VideoLibrary['actionLocator'];
  readonly spatialLocator: VideoLibrary['spatialLocator'];
  readonly highlights: VideoLibrary['highlights'];
  readonly media: () => Promise<Media>;
  readonly #pack: ModelPack;
  readonly #settings: Settings;
  readonly #transcribers: Transcriber[] = [];

  constructor({ library, pack, encoders, media, settings, ranking }: Parts) {
    this.library = library;
    this.encoders = encoders;
    this.media = media;
    this.#pack = pack;
    this.#settings = settings;
    this.ranking = ranking;
    this.feedback = new FeedbackFile(library.folder);
    const { closedVocabulary } = pack.manifest.roles.text;
    const words = closedVocabulary
      ? {}
      : { words: new WordBackground({ text: encoders.text, phrases: readEverydayThings }) };
    const search = new LibraryMomentSearch({
      ...{ library, encoders, weights: ranking.weights, ...words },
      taste: () => ranking.fitted()?.taste,
    });
    this.weigher = search;
    this.search = new FocusedMomentSearch({ search, library, encoders });
    this.highlights = new LibraryHighlightFinder({ library, encoders });
    // ffmpeg is looked for when a question first needs pictures: most need none.
    const readFrames: ReadFrames = async function* (path, frameOptions) {
      yield* (await media()).readFrames(path, frameOptions);
    };
    this.inspector = new LibraryClipInspector({ library, encoders, readFrames });
    this.spatialLocator = new TubeLocator({ library, encoders, readFrames });
    this.actionLocator = new LibraryActionLocator({ library, encoders, readFrames, ...clipWindowing(pack) });
  }

  async indexing(): ReturnType<VideoLibrary['indexing']> {
    const windowing = clipWindowing(this.#pack);
    return {
      library: this.library,
      encoders: this.encoders,
      media: await this.media(),
      createShotDetector,
      ...(windowing && { clipWindowing: windowing }),
    };
  }

  async openTranscriber(choice: TranscriberChoice): Promise<Transcriber> {
    const transcriber = await openTranscriber(choice, this.#pack, this.#settings);
    this.#transcribers.push(transcriber);
    return transcriber;
  }

  async close(): Promise<void> {
    this.library.close();
    for (const transcriber of this.#transcribers.splice(0)) await transcriber.close();
    await this.encoders.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** The windows that the pack's clip encoder was trained on, where the pack says. */
function clipWindowing({ manifest }: ModelPack): ClipWindowing | undefined {
  const { windowSeconds, maxWindowSeconds } = manifest.roles.clip ?? {};
  return windowSeconds !== undefined && maxWindowSeconds !== undefined
    ? { windowSeconds, maxWindowSeconds }
    : undefined;
}

/** Calls a function when its value is first asked for; a failure is not remembered. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
