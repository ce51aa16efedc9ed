import type { VideoDetail } from '../../server/schemas/videos.js';
import { CollectButton } from '../collection/collect-button.js';
import { clock } from '../words/clock.js';
import { useWords } from '../words/words-context.js';
import { shotAt } from './shot-at.js';

interface ShotListProps {
  readonly video: VideoDetail;
  readonly now: number;
  readonly onSeek: (seconds: number) => void;
}

/** What each shot shows. */
export function ShotList({ video, now, onSeek }: ShotListProps) {
  const words = useWords();
  const current = shotAt(video.shots, now)?.index;
  return (
    <ol className="shots">
      {video.shots.map(({ index, span, caption, actions, thumbnailUrl }) => (
        <li key={index} aria-current={index === current}>
          <button type="button" onClick={() => onSeek(span.startSeconds)}>
            <img src={thumbnailUrl} alt="" loading="lazy" width={96} height={72} />
            <span>
              <span className="time">{clock(span.startSeconds)}</span> {caption ?? words.noCaption}
              {actions[0] && <span className="hint"> {actions[0].label}</span>}
            </span>
          </button>
          <CollectButton moment={{ videoId: video.id, videoTitle: video.title, span, label: caption ?? '' }} />
        </li>
      ))}
    </ol>
  );
}
