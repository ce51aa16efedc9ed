import { requireReferences, type CaptionPair } from './caption-pair.js';
import { ngramCounts } from './ngram-counts.js';
import { tokenise13a } from './tokenise-13a.js';

/** BLEU-4 over a set of captions, in percent as the field prints it. */
export interface CorpusBleu {
  readonly bleu4Percent: number;
  /** Clipped precisions of n-grams of 1 to 4 words, smoothed ones included; 0 for an order that no caption has. */
  readonly precisionsPercent: readonly number[];
  /** 0 to 1; below 1 when the captions are shorter than the references closest to them in length. */
  readonly brevityPenalty: number;
  readonly captionTokens: number;
  /** Tokens of the closest references. */
  readonly referenceTokens: number;
}

/** Longest n-grams counted. */
const orders = 4;

/** What is added up over captions before BLEU is taken. */
interface BleuCounts {
  captionTokens: number;
  referenceTokens: number;
  /** Of n-grams, by n − 1. */
  readonly matches: number[];
  readonly totals: number[];
}

/**
 * Corpus BLEU-4 as sacrebleu gives it (`nrefs:var|case:mixed|eff:no|tok:13a|smooth:exp`): {@link tokenise13a}, n-gram
 * matches clipped to the most that one reference has, reference length from the one closest in length (the shorter of
 * two), geometric mean of the four precisions times the brevity penalty. The j-th order without a match has precision
 * 1 ÷ (2^j · total). No word in common, no captions, or no caption of four words give 0.
 *
 * Throws TRUTH_INVALID for a caption without references.
 * Sources: Papineni et al., "BLEU" (ACL 2002); Post, "A Call for Clarity in Reporting BLEU Scores" (WMT 2018).
 */
export function corpusBleu(pairs: readonly CaptionPair[]): CorpusBleu {
  requireReferences(pairs);
  return fromCounts(pairs.map(countsOf), false);
}

/**
 * BLEU-4 of one caption, in percent, as sacrebleu's sentence BLEU: like {@link corpusBleu}, but n-grams longer than the
 * caption itself are left out of the mean (effective order). An empty caption has 0.
 */
export function sentenceBleuPercent(pair: CaptionPair): number {
  requireReferences([pair]);
  return fromCounts([countsOf(pair)], true).bleu4Percent;
}

function countsOf({ caption, references }: CaptionPair): BleuCounts {
  const tokens = tokenise13a(caption);
  const referenceTokens = references.map(tokenise13a);
  const counts: BleuCounts = {
    captionTokens: tokens.length,
    referenceTokens: closestLength(
      tokens.length,
      referenceTokens.map(({ length }) => length),
    ),
    matches: [],
    totals: [],
  };
  for (let order = 1; order <= orders; order += 1) {
    const inReferences = referenceTokens.map((words) => ngramCounts(words, order));
    let matches = 0;
    for (const [ngram, count] of ngramCounts(tokens, order)) {
      matches += Math.min(count, Math.max(...inReferences.map((ngrams) => ngrams.get(ngram) ?? 0)));
    }
    counts.matches.push(matches);
    counts.totals.push(Math.max(0, tokens.length - order + 1));
  }
  return counts;
}

function closestLength(length: number, candidates: readonly number[]): number {
  const byDistance = candidates.toSorted((a, b) => Math.abs(a - length) - Math.abs(b - length) || a - b);
  return byDistance[0] ?? 0;
}

function fromCounts(counts: readonly BleuCounts[], effectiveOrder: boolean): CorpusBleu {
  const sum = (of: (count: BleuCounts) => number): number => counts.reduce((total, count) => total + of(count), 0);
  const captionTokens = sum((count) => count.captionTokens);
  const referenceTokens = sum((count) => count.referenceTokens);
  const brevityPenalty = captionTokens === 0 ? 0 : Math.min(1, Math.exp(1 - referenceTokens / captionTokens));
  let smoothing = 1;
  const precisions = Array.from({ length: orders }, (_, index) => {
    const total = sum((count) => count.totals[index] ?? 0);
    const matches = sum((count) => count.matches[index] ?? 0);
    if (total === 0 || matches > 0) return total === 0 ? 0 : matches / total;
    smoothing *= 2;
    return 1 / (smoothing * total);
  });
  const wordsMatch = sum((count) => count.matches[0] ?? 0) > 0;
  const averaged = effectiveOrder ? precisions.slice(0, Math.max(1, Math.min(orders, captionTokens))) : precisions;
  const logMean = averaged.reduce((total, precision) => total + Math.log(precision), 0) / averaged.length;
  return {
    bleu4Percent: wordsMatch ? 100 * brevityPenalty * Math.exp(logMean) : 0,
    precisionsPercent: precisions.map((precision) => (wordsMatch ? 100 * precision : 0)),
    brevityPenalty,
    captionTokens,
    referenceTokens,
  };
}
