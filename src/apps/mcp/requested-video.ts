import type { Video } from '../../domain/video.js';
import type { LibraryReader } from '../../library/contracts.js';
import { dataText, quoteData } from '../../tools/quote-data.js';
import { RequestFailure, resourceNotFound } from './mcp-failure.js';
import { videosUri } from './resource-uris.js';

/** The most values that one completion may hold. */
const mostCompletions = 100;

/**
 * The video that a part of a URI names: its id, the first digits of it, or its title. Throws the protocol's
 * "resource not found" for any other.
 */
export function requestedVideo(library: LibraryReader, part: string, uri: URL): Video {
  const reference = decoded(part);
  const video = reference === undefined ? undefined : library.findVideo(reference);
  if (video) return video;
  const words = `No video of the library has the id ${quoteData(part)}. Read ${videosUri} for the ids.`;
  throw new RequestFailure(resourceNotFound, words, { uri: uri.href });
}

/** Ids of the videos whose id or title begins like what was typed; titles may also hold it further on. */
export function completeVideoId(library: LibraryReader, typed: string): string[] {
  return matching(library, typed).map(({ id }) => id);
}

/** The same for an argument that takes titles. */
export function completeVideoTitle(library: LibraryReader, typed: string): string[] {
  return matching(library, typed).map(({ title }) => dataText(title));
}

function matching(library: LibraryReader, typed: string): Video[] {
  const wanted = typed.trim().toLowerCase();
  const fits = ({ id, title }: Video): boolean => id.startsWith(wanted) || title.toLowerCase().includes(wanted);
  return library.videos().filter(fits).slice(0, mostCompletions);
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
