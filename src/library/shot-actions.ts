import type { Database } from 'better-sqlite3';
import { overlapSeconds, spanSeconds, type TimeSpan } from '../domain/time-span.js';
import type { ActionSpan, VideoId } from '../domain/video.js';
import { filterSql, videoFilter } from './filter-sql.js';
import { prepared } from './prepared-statement.js';
import { shotFromRow, type ShotRow } from './shot-rows.js';

interface ActionRow {
  readonly clip_id: number;
  readonly shot_index: number;
  readonly start_seconds: number;
  readonly end_seconds: number;
  readonly label: string;
  readonly probability: number;
}

/** Mean probability of each label over a shot's clips, weighted by the time they share with `part`; best first. */
function averageLabels(rows: readonly ActionRow[], part: TimeSpan): [label: string, probability: number][] {
  const spanOf = (row: ActionRow): TimeSpan => ({ startSeconds: row.start_seconds, endSeconds: row.end_seconds });
  const touched = rows.some((row) => overlapSeconds(spanOf(row), part) > 0);
  const weightOf = (row: ActionRow): number =>
    touched ? overlapSeconds(spanOf(row), part) : Math.max(spanSeconds(spanOf(row)), Number.EPSILON);
  const weights = new Map<number, number>();
  const sums = new Map<string, number>();
  for (const row of rows) {
    weights.set(row.clip_id, weightOf(row));
    sums.set(row.label, (sums.get(row.label) ?? 0) + row.probability * weightOf(row));
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return [...sums]
    .map(([label, sum]): [string, number] => [label, sum / total])
    .sort(([labelA, a], [labelB, b]) => b - a || (labelA < labelB ? -1 : 1));
}

/**
 * The best action of each shot in time order; shots without classified clips are left out. With a span: only shots
 * that overlap it, judged by the part of them inside it (by all their clips where none lies there).
 */
export function readShotActions(database: Database, videoId: VideoId, span?: TimeSpan): ActionSpan[] {
  const { where, parameters } = filterSql(videoFilter(videoId, span), 'span');
  const shots = prepared<ShotRow>(database, `SELECT * FROM shots WHERE ${where} ORDER BY start_seconds, shot_index`)
    .all(parameters)
    .map(shotFromRow);
  const rows = prepared<ActionRow>(
    database,
    `SELECT clip_id, shot_index, start_seconds, end_seconds, label, probability
     FROM clips JOIN clip_actions ON clip_actions.clip_id = clips.id WHERE video_id = ?`,
  ).all(videoId);
  return shots.flatMap((shot) => {
    const part = {
      startSeconds: Math.max(shot.span.startSeconds, span?.startSeconds ?? -Infinity),
      endSeconds: Math.min(shot.span.endSeconds, span?.endSeconds ?? Infinity),
    };
    const best = averageLabels(
      rows.filter((row) => row.shot_index === shot.index),
      part,
    )[0];
    if (best === undefined) return [];
    return [{ videoId, span: shot.span, shotIndex: shot.index, label: best[0], probability: best[1] }];
  });
}
