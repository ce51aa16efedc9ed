import { useQuery } from '@tanstack/react-query';
import type { ReactNode, RefObject } from 'react';
import type { VideoDetail } from '../../server/schemas/videos.js';
import { queries } from '../server/queries.js';
import { useRendition } from '../server/use-rendition.js';
import { Problem } from '../settings/problem.js';
import { percent } from '../words/clock.js';
import { useWords } from '../words/words-context.js';

interface PlayerProps {
  readonly video: VideoDetail;
  readonly film: RefObject<HTMLVideoElement | null>;
  readonly startAt: number | undefined;
  /** Drawn over the picture. */
  readonly children: ReactNode;
}

/** Plays a video, or the form of it that this browser plays. */
export function Player({ video, film, startAt, children }: PlayerProps) {
  const words = useWords();
  const { data: playback, error } = useQuery(queries.playback(video.id));
  const rendition = useRendition(video.id, playback);
  const address = playback?.ready === true ? playback.url : undefined;
  return (
    <div className="player" style={{ aspectRatio: `${video.width} / ${video.height}` }}>
      {address !== undefined && (
        <video
          ref={film}
          src={address}
          controls
          playsInline
          preload="auto"
          aria-label={video.title}
          onLoadedMetadata={({ currentTarget }) => {
            if (startAt !== undefined) currentTarget.currentTime = startAt;
          }}
        />
      )}
      {children}
      {error !== null && <Problem error={error} />}
      {rendition && 'share' in rendition && (
        <p className="preparing" role="status">
          {words.preparing(percent(rendition.share))}
        </p>
      )}
      {rendition && 'error' in rendition && (
        <p className="preparing" role="alert">
          {rendition.error.message} {rendition.error.hint}
        </p>
      )}
    </div>
  );
}
