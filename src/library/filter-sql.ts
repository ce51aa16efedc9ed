import type { LibraryFilter } from './contracts.js';

/** A filter as an SQL condition with its named parameters. */
export interface FilterSql {
  readonly where: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

const conditions = {
  instant: 'time_seconds >= @startSeconds AND time_seconds < @endSeconds',
  // Some time is shared, or a row without length lies inside.
  span: 'start_seconds < @endSeconds AND (end_seconds > @startSeconds OR start_seconds >= @startSeconds)',
} as const;

/**
 * The condition on rows with `video_id` and either `time_seconds` (`instant`) or `start_seconds` and `end_seconds`
 * (`span`). Only what the filter names is in it, so that SQLite can use its indexes. A span without length means the
 * instant that it names.
 */
export function filterSql(filter: LibraryFilter | undefined, rows: keyof typeof conditions): FilterSql {
  const wheres: string[] = [];
  const parameters: Record<string, string | number> = {};
  if (filter?.videoIds !== undefined) {
    wheres.push('video_id IN (SELECT value FROM json_each(@videoIds))');
    parameters['videoIds'] = JSON.stringify(filter.videoIds);
  }
  if (filter?.span !== undefined) {
    const { startSeconds, endSeconds } = filter.span;
    wheres.push(`(${conditions[rows]})`);
    parameters['startSeconds'] = startSeconds;
    parameters['endSeconds'] = Math.max(endSeconds, startSeconds + 0.001);
  }
  return { where: wheres.length > 0 ? wheres.join(' AND ') : 'true', parameters };
}

/** The filter for one video and perhaps a span of it. */
export function videoFilter(videoId: string, span: LibraryFilter['span']): LibraryFilter {
  return { videoIds: [videoId], ...(span === undefined ? {} : { span }) };
}
