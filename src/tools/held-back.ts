import type { Video } from '../domain/video.js';
import { quoteData } from './quote-data.js';

/** Says why learned words are missing for some videos and what works instead; `undefined` when nothing is held back. */
export function wordHeldBack(videos: readonly Video[]): string | undefined {
  const unfamiliar = videos.filter((video) => video.familiarity === 'unfamiliar');
  if (unfamiliar.length === 0) return undefined;
  const titles = unfamiliar.slice(0, 5).map((video) => quoteData(video.title));
  const more = unfamiliar.length > titles.length ? ` and ${unfamiliar.length - titles.length} more` : '';
  return `Captions and actions are held back for ${titles.join(', ')}${more}: the footage does not look like what the model pack was trained on. Use search_moments and read_transcript there, and tell the user that a model pack for real footage would give captions.`;
}
