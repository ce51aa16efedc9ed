import type { TimeSpan } from '../../domain/time-span.js';
import type { MotionTrack, Video } from '../../domain/video.js';
import type { FrameVector, LibraryReader, StoredClip } from '../../library/contracts.js';

/** A shot as far as spans are concerned. */
export interface EvidenceShot {
  readonly span: TimeSpan;
  /** The learned description, where one was kept. */
  readonly caption?: string | undefined;
}

/** A clip's vector and, where they were kept, the tokens that the match head reads. */
export type EvidenceClip = Pick<StoredClip, 'span' | 'embedding' | 'tokens'>;

/** All that was kept of a video that tells when something happens in it: nothing here asks for decoding. */
export interface VideoEvidence {
  readonly durationSeconds: number;
  /** In time order, without gaps. */
  readonly shots: readonly EvidenceShot[];
  /** In time order. */
  readonly frames: readonly FrameVector[];
  /** In time order. */
  readonly clips: readonly EvidenceClip[];
  /** Absent for videos indexed before motion was kept. */
  readonly motion?: MotionTrack | undefined;
}

/** What the library kept of a video. Captions of unfamiliar footage were held back when it was indexed. */
export function readEvidence(video: Pick<Video, 'id' | 'durationSeconds'>, library: LibraryReader): VideoEvidence {
  return {
    durationSeconds: video.durationSeconds,
    shots: library.shots(video.id).map(({ span, caption }) => ({ span, caption })),
    frames: library.frames(video.id),
    clips: library.clips(video.id),
    motion: library.motion(video.id),
  };
}
