import { overlapSeconds, spanMiddle } from '../../domain/time-span.js';
import type { QFormer } from '../../encoders/contracts.js';
import type { FoundSpan } from './span-finder.js';
import type { EvidenceClip, VideoEvidence } from './video-evidence.js';

/** Weight of the match head's log-odds, and how far they are followed. */
const matchWeight = 0.4;
const largestLogOdds = 6;
/** Spans of a video that are looked at again. */
const lookedAt = 6;

/**
 * Lets the Q-Former's match head have a say: the span's log-odds plus a share of the head's own for the clip that the
 * span lies in. Spans without a clip whose tokens were kept stay as they are. Best first.
 */
export async function rerankSpans(
  spans: readonly FoundSpan[],
  text: string,
  evidence: VideoEvidence,
  qformer: QFormer,
): Promise<FoundSpan[]> {
  const judged = spans.slice(0, lookedAt).flatMap((span) => {
    const clip = clipOf(span, evidence.clips);
    return clip?.tokens ? [{ span, clip, tokens: clip.tokens }] : [];
  });
  if (judged.length === 0) return [...spans];
  // Several spans may lie in one clip, which is read once.
  const clips = [...new Map(judged.map(({ clip, tokens }) => [clip, tokens]))];
  const probabilities = await qformer.match(
    clips.map(([, tokens]) => tokens),
    text,
  );
  const matches = new Map(clips.map(([clip], index) => [clip, probabilities[index] ?? 0.5]));
  const scores = new Map(judged.map(({ span, clip }) => [span, weigh(span.score, matches.get(clip) ?? 0.5)]));
  return spans.map((span) => ({ ...span, score: scores.get(span) ?? span.score })).sort((a, b) => b.score - a.score);
}

function clipOf(span: FoundSpan, clips: readonly EvidenceClip[]): EvidenceClip | undefined {
  let best: { readonly clip: EvidenceClip; readonly shared: number; readonly far: number } | undefined;
  for (const clip of clips) {
    const shared = overlapSeconds(clip.span, span);
    const far = Math.abs(spanMiddle(clip.span) - spanMiddle(span));
    if (shared > 0 && (!best || shared > best.shared || (shared === best.shared && far < best.far))) {
      best = { clip, shared, far };
    }
  }
  return best?.clip;
}

function weigh(score: number, match: number): number {
  const said = Math.max(-largestLogOdds, Math.min(largestLogOdds, logOdds(match)));
  return 1 / (1 + Math.exp(-(logOdds(score) + matchWeight * said)));
}

function logOdds(probability: number): number {
  return Math.log(Math.max(probability, 1e-9) / Math.max(1 - probability, 1e-9));
}
