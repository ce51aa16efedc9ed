import type { Database } from 'better-sqlite3';
import type { LabelledWindow } from '../domain/events/label-stretches.js';
import { deriveEvents } from '../domain/events/derive-events.js';
import type { ActionChance, VideoEvent } from '../domain/events/video-event.js';
import { overlapSeconds, type TimeSpan } from '../domain/time-span.js';
import type { VideoId } from '../domain/video.js';
import { readMotion } from './motion-rows.js';
import { prepared } from './prepared-statement.js';
import { readShots } from './shot-rows.js';

interface EventRow {
  readonly event_index: number;
  readonly shot_index: number;
  readonly start_seconds: number;
  readonly end_seconds: number;
  readonly actor: string;
  readonly kind: string;
  readonly traits: string;
  readonly action: string;
  readonly place: string;
  readonly companion: string | null;
  /** JSON. */
  readonly rivals: string;
  readonly text: string;
  readonly confidence: number;
  readonly source: VideoEvent['source'];
}

interface ClipActionRow extends Pick<EventRow, 'shot_index' | 'start_seconds' | 'end_seconds'> {
  readonly clip_id: number;
  readonly label: string;
  readonly probability: number;
}

/** A video's events in time order, those that overlap a span where there is one; read anew where none are kept. */
export function readEvents(database: Database, videoId: VideoId, span?: TimeSpan): VideoEvent[] {
  const rows = prepared<EventRow>(database, 'SELECT * FROM events WHERE video_id = ? ORDER BY event_index').all(
    videoId,
  );
  const events = rows.length > 0 ? rows.map((row) => eventFromRow(videoId, row)) : readFreshEvents(database, videoId);
  return span ? events.filter((event) => overlapSeconds(event.span, span) > 0) : events;
}

/** A video's events as its shots, clips and motion tell them now. */
export function readFreshEvents(database: Database, videoId: VideoId): VideoEvent[] {
  const motion = readMotion(database, videoId);
  return deriveEvents({
    videoId,
    shots: readShots(database, videoId),
    windows: readLabelledWindows(database, videoId),
    ...(motion && { motion }),
  });
}

/** Keeps a video's events. */
export function insertEvents(database: Database, videoId: VideoId, events: readonly VideoEvent[]): void {
  const insert = prepared(
    database,
    `INSERT INTO events (video_id, event_index, shot_index, start_seconds, end_seconds, actor, kind, traits, action,
       place, companion, rivals, text, confidence, source)
     VALUES (@videoId, @index, @shotIndex, @startSeconds, @endSeconds, @actor, @kind, @traits, @action,
       @place, @companion, @rivals, @text, @confidence, @source)`,
  );
  for (const { span, rivals, ...event } of events) {
    insert.run({ companion: null, ...event, ...span, rivals: JSON.stringify(rivals), videoId });
  }
}

/** What the classifier says of each clip, in time order. */
function readLabelledWindows(database: Database, videoId: VideoId): LabelledWindow[] {
  const rows = prepared<ClipActionRow>(
    database,
    `SELECT clip_id, shot_index, start_seconds, end_seconds, label, probability
     FROM clips JOIN clip_actions ON clip_actions.clip_id = clips.id
     WHERE video_id = ? ORDER BY start_seconds, clip_id, place`,
  ).all(videoId);
  const windows = new Map<number, LabelledWindow & { readonly actions: ActionChance[] }>();
  for (const { clip_id, shot_index, start_seconds, end_seconds, label, probability } of rows) {
    const window = windows.get(clip_id) ?? {
      shotIndex: shot_index,
      span: { startSeconds: start_seconds, endSeconds: end_seconds },
      actions: [],
    };
    window.actions.push({ label, probability });
    windows.set(clip_id, window);
  }
  return [...windows.values()];
}

function eventFromRow(videoId: VideoId, row: EventRow): VideoEvent {
  return {
    videoId,
    index: row.event_index,
    shotIndex: row.shot_index,
    span: { startSeconds: row.start_seconds, endSeconds: row.end_seconds },
    actor: row.actor,
    kind: row.kind,
    traits: row.traits,
    action: row.action,
    place: row.place,
    ...(row.companion !== null && { companion: row.companion }),
    rivals: JSON.parse(row.rivals) as VideoEvent['rivals'],
    text: row.text,
    confidence: row.confidence,
    source: row.source,
  };
}
