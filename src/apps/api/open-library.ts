import { libraryFolder, packFolder } from '../locations.js';
import { readSettings } from '../settings.js';
import type { VideoLibrary } from '../video-library.js';
import { wireVideoLibrary } from '../wiring.js';

/** How a library is opened. What is left out comes from the environment (`ASKREEL_PACK`, `FFMPEG_PATH`, …). */
export interface OpenLibraryOptions {
  /** Model pack: a folder, or the name of a packaged one (default `starter`). */
  readonly pack?: string;
  /** Only read; any number of readers may be open beside the one writer (default false). */
  readonly readOnly?: boolean;
  /** Execution providers to try, in order: `cuda`, `webgpu`, `coreml`, `dml`, `cpu` (default: the pack's choice). */
  readonly providers?: readonly string[];
  readonly ffmpegPath?: string;
  readonly ffprobePath?: string;
  /** Told about trouble that endangers nothing, one line each. */
  readonly onWarning?: (warning: string) => void;
}

/**
 * Opens a video library, which is made when there is none (unless `readOnly`), and the models that look into it.
 *
 * Throws `LIBRARY_NOT_FOUND`, `LIBRARY_LOCKED`, `LIBRARY_TOO_NEW`, `CATALOG_DAMAGED`, `SPACE_MISMATCH`,
 * `PACK_NOT_FOUND`, `PACK_INVALID`, `PACK_DAMAGED`, `PROVIDER_UNAVAILABLE`, `MODEL_FAILED`, `BAD_ARGUMENT`.
 *
 * @param folder The library's folder; by default ASKREEL_LIBRARY, or the one of this user that the CLI uses.
 *
 * @example
 * await using library = await openLibrary('./library');
 */
export async function openLibrary(folder?: string, options: OpenLibraryOptions = {}): Promise<VideoLibrary> {
  const settings = readSettings();
  const { pack, readOnly = false, onWarning, ...tools } = options;
  return wireVideoLibrary({
    libraryFolder: libraryFolder(folder, settings),
    packFolder: packFolder(pack, settings),
    readOnly,
    settings: { ...settings, ...tools },
    ...(onWarning && { onWarning }),
  });
}
