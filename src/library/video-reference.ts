import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { VideoId } from '../domain/video.js';
import { prepared } from './prepared-statement.js';

interface VideoName {
  readonly id: VideoId;
  readonly title: string;
  readonly path: string;
}

/** Fewer digits would make an id prefix of ordinary words such as `bad`. */
const shortestIdPrefix = 4;

/** File systems disagree on how accents are composed (macOS decomposes them) and on the separator. */
function comparable(text: string): string {
  return text.normalize('NFC').replaceAll('\\', '/');
}

/**
 * The id of the one video that a reference means. Tried in turn: id, title, absolute path, last parts of the path, id
 * prefix (four digits or more), title in other capitals. The first kind that fits any video decides; `undefined` when
 * none does or when it fits several.
 */
export function resolveVideoReference(database: Database, reference: string): VideoId | undefined {
  const wanted = comparable(reference.trim());
  if (wanted === '') return undefined;
  const names = prepared<VideoName>(database, 'SELECT id, title, path FROM videos').all();
  const absolute = comparable(path.resolve(reference.trim()));
  const ending = `/${wanted.replace(/^(\.?\/)+/, '')}`;
  const folded = wanted.toLowerCase();
  const kinds: ((name: VideoName) => boolean)[] = [
    (name) => name.id === wanted || name.id === folded,
    (name) => comparable(name.title) === wanted,
    (name) => comparable(name.path) === absolute,
    (name) => ending !== '/' && comparable(name.path).endsWith(ending),
    (name) => folded.length >= shortestIdPrefix && name.id.startsWith(folded),
    (name) => comparable(name.title).toLowerCase() === folded,
  ];
  for (const fits of kinds) {
    const found = names.filter(fits);
    if (found.length > 0) return found.length === 1 ? found[0]?.id : undefined;
  }
  return undefined;
}
