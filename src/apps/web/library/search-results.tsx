import { useQuery } from '@tanstack/react-query';
import type { MomentDetail } from '../../server/schemas/moments.js';
import { CollectButton } from '../collection/collect-button.js';
import { JudgeButtons } from '../feedback/judge-buttons.js';
import { PlaceLink } from '../routing/place-link.js';
import { queries } from '../server/queries.js';
import { Problem } from '../settings/problem.js';
import { clock, percent } from '../words/clock.js';
import { useWords } from '../words/words-context.js';

/** Moments that fit what was searched for, or word that there are none. */
export function SearchResults({ query }: { readonly query: string }) {
  const words = useWords();
  const { data, error, isFetching, refetch } = useQuery(queries.search(query));
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <p className="hint">{words.loading}</p>;
  const shown = data.found ? data.moments : data.nearest;
  return (
    <section className="results" aria-busy={isFetching}>
      <div className="heading">
        <h1>{query}</h1>
        <span className="hint" role="status">
          {data.found ? `${words.moments(shown.length)} · ${words.confidence(percent(data.confidence))}` : ''}
        </span>
      </div>
      {data.unknownWords.length > 0 && <p className="hint">{words.unknownWords(data.unknownWords.join(', '))}</p>}
      {!data.found && (
        <p role="status">
          <strong>{words.nothingFound}</strong> {shown.length > 0 && words.nearest}
        </p>
      )}
      <ul className={data.found ? 'grid' : 'grid faint'}>
        {shown.map((moment) => (
          <FoundMoment
            key={`${moment.videoId}${moment.span.startSeconds}`}
            moment={moment}
            found={data.found}
            query={query}
          />
        ))}
      </ul>
    </section>
  );
}

function FoundMoment({
  moment,
  found,
  query,
}: {
  readonly moment: MomentDetail;
  readonly found: boolean;
  readonly query: string;
}) {
  const { videoId, videoTitle, span, focus, caption = '', score, thumbnailUrl } = moment;
  const at = focus?.startSeconds ?? span.startSeconds;
  return (
    <li className="moment">
      <PlaceLink to={{ videoId, atSeconds: at, query }} className="card">
        <span className="picture">
          <img src={thumbnailUrl} alt="" loading="lazy" decoding="async" />
          <span className="length">
            {clock(span.startSeconds)}–{clock(span.endSeconds)}
          </span>
        </span>
        <span className="title">{videoTitle}</span>
        <span className="hint">{caption}</span>
        {found && (
          <span className="bar" aria-hidden="true">
            <span style={{ width: `${Math.round(score * 100)}%` }} />
          </span>
        )}
      </PlaceLink>
      <CollectButton moment={{ videoId, videoTitle, span, label: caption, score }} />
      {found && <JudgeButtons judged={{ kind: 'moment', query, videoId, span }} />}
    </li>
  );
}
