import { temporalIou } from '../../domain/time-span.js';
import type { FoundSpan } from './span-finder.js';

/** Spans that overlap a better one by more than this speak of the same moment. */
const sameMomentIou = 0.5;

/** The spans best first, without those that a better one stands for. */
export function distinctSpans(spans: readonly FoundSpan[]): FoundSpan[] {
  const kept: FoundSpan[] = [];
  for (const span of spans.toSorted((a, b) => b.score - a.score)) {
    if (kept.every((better) => temporalIou(better, span) <= sameMomentIou)) kept.push(span);
  }
  return kept;
}
