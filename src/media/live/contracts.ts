/** How {@link RecordStream} records. */
export interface RecordStreamOptions {
  /** Where the files go; it must be there. */
  readonly folder: string;
  /** What their names begin with: another one for each connection. */
  readonly prefix: string;
  /** Length of a file; longer where the stream has no key frame to part it at. */
  readonly segmentSeconds: number;
  /** Encodes anew what Matroska cannot hold as it is. */
  readonly transcode?: boolean;
  /** Takes nothing from a recording that has an end: what a live stream becomes when it is over. */
  readonly onlyLive?: boolean;
  /** A connection from which nothing comes for so long is ended (default 30,000). */
  readonly stallMs?: number;
  /** Ends the connection; the last file is closed and given first. */
  readonly signal?: AbortSignal;
}

/** A file that was closed. */
export interface RecordedSegment {
  readonly path: string;
  /** Wall-clock time of its first picture, as far as the moment of its arrival tells. */
  readonly startedAtMs: number;
}

/** How a connection ended. */
export interface StreamEnd {
  /** It was a recording with an end, not a live stream. */
  readonly finite: boolean;
  /** The last error, without addresses' users, passwords and queries. */
  readonly reason: string | undefined;
  /** Its pictures or sound cannot be put into Matroska as they are. */
  readonly cannotCopy?: boolean;
}

/** Records one connection; see `recordStream`. */
export type RecordStream = (
  address: string,
  options: RecordStreamOptions,
) => AsyncGenerator<RecordedSegment, StreamEnd>;
