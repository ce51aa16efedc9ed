import type { VideoEvent } from '../../domain/events/video-event.js';
import { plainLine } from '../../domain/plain-line.js';

const widestColumn = 36;

/** Events as the lines of a table: when, who, what, where, beside whom, how sure; `timeOf` may hold a link. */
export function renderEvents(events: readonly VideoEvent[], timeOf: (event: VideoEvent) => string): string[] {
  const rows = events.map(({ actor, action, place, companion, confidence }) => [
    actor === '' ? '–' : actor,
    action === '' ? '–' : action,
    place,
    companion === undefined ? '' : `beside ${companion}`,
    `${Math.round(confidence * 100)} %`.padStart(5),
  ]);
  const cells = rows.map((row) => row.map((cell) => shorten(plainLine(cell))));
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(0, ...cells.map((row) => (row[column] ?? '').length)));
  return cells.map((row, index) => {
    const event = events[index];
    const told = row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .filter((_, column) => widths[column] !== 0);
    return [event ? timeOf(event) : '', ...told].join('  ').trimEnd();
  });
}

function shorten(cell: string): string {
  return cell.length <= widestColumn ? cell : `${cell.slice(0, widestColumn - 1)}…`;
}
