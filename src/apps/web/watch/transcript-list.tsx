import { useQuery } from '@tanstack/react-query';
import { queries } from '../server/queries.js';
import { Problem } from '../settings/problem.js';
import { clock } from '../words/clock.js';
import { useWords } from '../words/words-context.js';

interface TranscriptListProps {
  readonly videoId: string;
  readonly now: number;
  readonly onSeek: (seconds: number) => void;
}

/** What is said, line by line. */
export function TranscriptList({ videoId, now, onSeek }: TranscriptListProps) {
  const words = useWords();
  const { data, error } = useQuery(queries.transcript(videoId));
  if (error !== null) return <Problem error={error} />;
  if (!data) return <p className="hint">{words.loading}</p>;
  if (data.lines.length === 0) return <p className="hint">{words.noTranscript}</p>;
  return (
    <ol className="said">
      {data.lines.map(({ span, text }, index) => (
        <li key={index} aria-current={now >= span.startSeconds && now < span.endSeconds}>
          <button type="button" onClick={() => onSeek(span.startSeconds)}>
            <span className="time">{clock(span.startSeconds)}</span> {text}
          </button>
        </li>
      ))}
    </ol>
  );
}
