import { AskreelError } from '../../domain/coded-error.js';
import { overlapSeconds, spanSeconds, type TimeSpan } from '../../domain/time-span.js';
import type { VideoId } from '../../domain/video.js';
import type { VideoToolContext } from '../../tools/contracts.js';

/** What saw a shot, each on its own. */
export interface SeenShot {
  readonly span: TimeSpan;
  readonly caption: string;
  /** How sure the captioner is, 0 to 1. */
  readonly captionConfidence?: number;
  /** The classifier's label. */
  readonly action?: { readonly label: string; readonly probability: number };
  /** What the detector follows through the shot, the one that acts first; `undefined` when none could look. */
  readonly things?: readonly { readonly name: string; readonly score: number }[];
}

/** A shot belongs to a moment when they share half of the shorter one. */
const leastShare = 0.5;
const shotsMost = 3;

/** Looks at the shots of a moment with everything that sees. Empty for footage that the models do not know. */
export async function seeMoment(
  { library, inspector, spatialLocator }: Pick<VideoToolContext, 'library' | 'inspector' | 'spatialLocator'>,
  videoId: VideoId,
  span: TimeSpan,
  signal?: AbortSignal,
): Promise<SeenShot[]> {
  const shots = (await inspector.captions(videoId, span)).filter(
    (shot) => overlapSeconds(shot.span, span) >= leastShare * Math.min(spanSeconds(shot.span), spanSeconds(span)),
  );
  const seen: SeenShot[] = [];
  for (const shot of shots.slice(0, shotsMost)) {
    const action = library.actions(videoId, shot.span).find(({ shotIndex }) => shotIndex === shot.index);
    const tubes = await spatialLocator
      ?.whereIs({ videoId, span: shot.span, ...(signal && { signal }) })
      .catch((error: unknown) => {
        // A film that has been moved can no longer be looked at: what was kept of it still speaks.
        if (AskreelError.isInstance(error) && error.code !== 'ABORTED') return undefined;
        throw error;
      });
    const acting = [...(tubes ?? [])].sort((a, b) => Number(b.action !== undefined) - Number(a.action !== undefined));
    seen.push({
      span: shot.span,
      caption: shot.caption ?? '',
      ...(shot.captionConfidence !== undefined && { captionConfidence: shot.captionConfidence }),
      ...(action && { action: { label: action.label, probability: action.probability } }),
      ...(tubes &&
        tubes.length > 0 && { things: acting.map(({ description, score }) => ({ name: description, score })) }),
    });
  }
  return seen;
}
