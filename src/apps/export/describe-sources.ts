import { pathToFileURL } from 'node:url';
import type { CutList, CutSource } from '../../domain/cut-lists/cut-list.js';
import type { Media } from '../../media/contracts.js';

/** What editors must know of the videos that cuts come from. Throws what `probeVideo` throws. */
export async function describeSources({ cuts }: CutList, media: Media, signal?: AbortSignal): Promise<CutSource[]> {
  const sources: CutSource[] = [];
  for (const path of new Set(cuts.map(({ videoPath }) => videoPath))) {
    const probe = await media.probeVideo(path, signal ? { signal } : {});
    const { durationSeconds, width, height, averageFrameRate, audioStream, startTimecode } = probe;
    const { channels, sampleRate } = audioStream ?? {};
    const sound = {
      ...(channels !== undefined && { channels }),
      ...(sampleRate !== undefined && { sampleRate }),
    };
    sources.push({
      ...{ path, url: pathToFileURL(path).href, durationSeconds, width, height },
      ...(averageFrameRate !== undefined && { averageFrameRate }),
      ...(audioStream && { sound }),
      ...(startTimecode !== undefined && { startTimecode }),
    });
  }
  return sources;
}
