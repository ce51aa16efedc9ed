import { plainLine } from '../../domain/plain-line.js';
import type { WatchEvent } from '../../indexing/watching/contracts.js';

/** An event of a watch that is none of indexing. */
export type OwnWatchEvent = Extract<
  WatchEvent,
  { type: 'watching' | 'video-removed' | 'subtitles-read' | 'folder-gone' | 'folder-back' | 'held-up' | 'looked' }
>;

/** Such an event as one line for people. */
export function describeWatchEvent(event: OwnWatchEvent): string {
  switch (event.type) {
    case 'watching':
      return plainLine(`watching ${event.folders.join(', ')}`);
    case 'video-removed':
      return plainLine(`removed ${event.path}`);
    case 'subtitles-read':
      return plainLine(`subtitles of ${event.path}: ${event.transcriptLines} lines`);
    case 'folder-gone': {
      const kept = event.videos === 1 ? 'its video stays' : `its ${event.videos} videos stay`;
      return plainLine(`${event.path} is gone, or its drive: ${kept} in the library; waiting for it to come back`);
    }
    case 'folder-back':
      return plainLine(`${event.path} is back`);
    case 'held-up':
      return plainLine(`held up: ${event.message} ${event.hint ?? ''} [${event.code}]`);
    case 'looked': {
      const parts = [
        `${event.videos} ${event.videos === 1 ? 'video' : 'videos'}`,
        ...(event.waiting > 0 ? [`${event.waiting} not yet settled`] : []),
        ...(event.failed > 0 ? [`${event.failed} cannot be indexed`] : []),
      ];
      return parts.join(', ');
    }
  }
}
