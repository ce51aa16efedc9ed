import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { queries } from '../server/queries.js';
import { Problem } from '../settings/problem.js';
import { useWords } from '../words/words-context.js';
import { AddButton } from './add-button.js';
import { SearchResults } from './search-results.js';
import { VideoWall } from './video-wall.js';

/** The library: what was searched for, or all videos. */
export function LibraryView({
  query,
  onAddFiles,
}: {
  readonly query: string;
  readonly onAddFiles: (files: readonly File[]) => void;
}) {
  const words = useWords();
  const [filter, setFilter] = useState('');
  const text = useDeferredValue(filter.trim());
  const { data, error, refetch } = useQuery({ ...queries.videos(text), enabled: query === '' });
  if (query !== '') return <SearchResults query={query} />;
  return (
    <section className="library">
      <div className="heading">
        <h1>{words.library}</h1>
        {data && <span className="hint">{words.videos(data.total)}</span>}
        <input
          className="filter"
          type="text"
          aria-label={words.filter}
          placeholder={words.filter}
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
        <AddButton onFiles={onAddFiles} />
      </div>
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <p className="hint">{words.loading}</p>}
      {data?.total === 0 && text === '' && (
        <div className="empty">
          <h2>{words.emptyTitle}</h2>
          <p>{words.emptyText}</p>
        </div>
      )}
      {data && <VideoWall videos={data.videos} />}
    </section>
  );
}
