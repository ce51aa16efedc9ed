import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ErrorDetail } from '../../server/schemas/api-error.js';
import type { Playback } from '../../server/schemas/playback.js';
import { queries } from './queries.js';

/** How far a rendition is, 0 to 1, or why there will be none. */
export type RenditionState = { readonly share: number } | { readonly error: ErrorDetail } | undefined;

/** Has the server make the form of a video that browsers play, where the file itself is none. */
export function useRendition(videoId: string, playback: Playback | undefined): RenditionState {
  const client = useQueryClient();
  const [state, setState] = useState<RenditionState>();
  const address = playback && !playback.ready ? playback.eventsUrl : undefined;
  useEffect(() => {
    if (address === undefined) {
      setState(undefined);
      return;
    }
    setState({ share: 0 });
    const source = new EventSource(address);
    source.addEventListener('progress', ({ data }: MessageEvent<string>) => {
      setState({ share: (JSON.parse(data) as { share: number }).share });
    });
    source.addEventListener('done', () => {
      source.close();
      void client.invalidateQueries({ queryKey: queries.playback(videoId).queryKey });
    });
    source.addEventListener('error', (event) => {
      if (!(event instanceof MessageEvent)) return;
      source.close();
      setState({ error: JSON.parse(event.data as string) as ErrorDetail });
    });
    return () => source.close();
  }, [address, client, videoId]);
  return state;
}
