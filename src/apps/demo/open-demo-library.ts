import { rm } from 'node:fs/promises';
import { AskreelError } from '../../domain/coded-error.js';
import type { VideoLibrary } from '../video-library.js';
import { wireVideoLibrary, type WiringOptions } from '../wiring.js';

/** Opens the demo's library; one that an earlier demo made with another model pack is made anew. */
export async function openDemoLibrary(options: Omit<WiringOptions, 'readOnly'>): Promise<VideoLibrary> {
  try {
    return await wireVideoLibrary({ ...options, readOnly: false });
  } catch (error) {
    if (!AskreelError.isInstance(error) || error.code !== 'SPACE_MISMATCH') throw error;
    await rm(options.libraryFolder, { recursive: true, force: true });
    return wireVideoLibrary({ ...options, readOnly: false });
  }
}
