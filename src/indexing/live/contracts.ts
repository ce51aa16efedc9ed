import type { LibraryReader, LibraryWriter } from '../../library/contracts.js';
import type { RecordStream } from '../../media/live/contracts.js';
import type { StreamLimits } from './plan-pruning.js';

/** What following a stream says, besides what indexing its segments says. */
export type StreamEvent =
  | { readonly type: 'stream-connecting'; readonly stream: string; readonly address: string }
  | { readonly type: 'segment-recorded'; readonly stream: string; readonly path: string; readonly startedAt: string }
  | { readonly type: 'segment-removed'; readonly stream: string; readonly path: string }
  | {
      readonly type: 'stream-broken';
      readonly stream: string;
      readonly reason: string | undefined;
      /** Until it is tried again. */
      readonly pauseMs: number;
    }
  | { readonly type: 'stream-ended'; readonly stream: string };

/** A stream, and how much of it is recorded and kept. */
export interface FollowedStream extends StreamLimits {
  readonly address: string;
  /** Its folder's and its segments' name. */
  readonly name: string;
  readonly folder: string;
  readonly segmentSeconds: number;
}

/** What following a stream works with. */
export interface StreamDependencies {
  readonly library: Pick<LibraryReader & LibraryWriter, 'findByPath' | 'remove'>;
  readonly record: RecordStream;
  /** Indexes a closed segment, telling about it itself; a failure does not end the stream. */
  readonly index: (path: string) => Promise<void>;
  readonly onEvent: (event: StreamEvent) => void;
  readonly nowMs?: () => number;
  /** The first pause before a broken stream is tried again (default 1000); each further one is twice as long, up to a minute. */
  readonly firstPauseMs?: number;
  readonly stallMs?: number;
}
