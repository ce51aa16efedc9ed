/** Where the reader is: the library, with what is searched for, or a video at a time. */
export interface Place {
  readonly videoId: string | undefined;
  /** Seconds to stand at when the video opens. */
  readonly atSeconds: number | undefined;
  readonly query: string;
  /** Grows with each step, so that going to the same place again is noticed. */
  readonly visit: number;
}

/** Reads an address such as `/videos/1f0a9c3e?t=12.5&q=dog`. */
export function placeOf(address: string): Omit<Place, 'visit'> {
  const { pathname, searchParams } = new URL(address, 'http://here');
  const videoId = /^\/videos\/([0-9a-f]+)$/.exec(pathname)?.[1];
  const at = Number(searchParams.get('t') ?? NaN);
  return { videoId, atSeconds: Number.isFinite(at) ? at : undefined, query: searchParams.get('q') ?? '' };
}

/** The address of a place; keeps what is searched for. */
export function addressOf({ videoId, atSeconds, query }: Partial<Place>): string {
  const parameters = new URLSearchParams();
  if (query) parameters.set('q', query);
  if (atSeconds !== undefined) parameters.set('t', String(Number(atSeconds.toFixed(2))));
  const tail = parameters.size > 0 ? `?${parameters.toString()}` : '';
  return `${videoId === undefined ? '/' : `/videos/${videoId}`}${tail}`;
}
