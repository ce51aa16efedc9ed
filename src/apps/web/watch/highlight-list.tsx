import { useQuery } from '@tanstack/react-query';
import type { VideoDetail } from '../../server/schemas/videos.js';
import { CollectButton } from '../collection/collect-button.js';
import { queries } from '../server/queries.js';
import { Problem } from '../settings/problem.js';
import { clock, percent } from '../words/clock.js';
import { useWords } from '../words/words-context.js';
import { shotAt } from './shot-at.js';

interface HighlightListProps {
  readonly video: VideoDetail;
  readonly sought: string;
  readonly onSeek: (seconds: number) => void;
}

/** What is most worth seeing, of what is sought if there is something. */
export function HighlightList({ video, sought, onSeek }: HighlightListProps) {
  const words = useWords();
  const { data, error } = useQuery(queries.highlights(video.id, sought));
  if (error !== null) return <Problem error={error} />;
  if (!data) return <p className="hint">{words.loading}</p>;
  return (
    <ol className="shots">
      {data.stretches.map(({ span, saliency }) => {
        const label = shotAt(video.shots, span.startSeconds)?.caption ?? '';
        return (
          <li key={span.startSeconds}>
            <button type="button" onClick={() => onSeek(span.startSeconds)}>
              <span>
                <span className="time">
                  {clock(span.startSeconds)}–{clock(span.endSeconds)}
                </span>{' '}
                {label} <span className="hint">{percent(saliency)}</span>
              </span>
            </button>
            <CollectButton moment={{ videoId: video.id, videoTitle: video.title, span, label }} />
          </li>
        );
      })}
    </ol>
  );
}
