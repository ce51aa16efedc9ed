import type { Rate } from '../rate.js';
import { requireReferences, type CaptionPair } from './caption-pair.js';
import { meanRate } from './mean-rate.js';

/** Weight of recall against precision. */
const beta = 1.2;

/**
 * Mean ROUGE-L of captions, 0 to 1, as COCO's caption evaluation takes it (not the stemmed one of the rouge_score
 * package); `null` for no captions. Throws TRUTH_INVALID for a caption without references.
 */
export function rougeL(pairs: readonly CaptionPair[]): Rate {
  return meanRate(pairs.map(sentenceRougeL));
}

/**
 * ROUGE-L of one caption, 0 to 1: of the longest common subsequence of words with each reference, the best precision
 * and the best recall, which may be those of different references, joined to F with β = 1.2. Words are what white space
 * parts; case and punctuation count, so captions and references must be normalised alike beforehand. Nothing in common,
 * or an empty caption, gives 0.
 *
 * Sources: Lin, "ROUGE" (2004); github.com/tylin/coco-caption, pycocoevalcap/rouge/rouge.py.
 */
export function sentenceRougeL(pair: CaptionPair): number {
  requireReferences([pair]);
  const words = wordsOf(pair.caption);
  let [precision, recall] = [0, 0];
  for (const reference of pair.references.map(wordsOf)) {
    const shared = commonSubsequenceLength(words, reference);
    if (shared === 0) continue;
    precision = Math.max(precision, shared / words.length);
    recall = Math.max(recall, shared / reference.length);
  }
  return precision === 0 ? 0 : ((1 + beta ** 2) * precision * recall) / (recall + beta ** 2 * precision);
}

function wordsOf(sentence: string): string[] {
  return sentence.split(/\s+/u).filter((word) => word !== '');
}

/** Length of the longest sequence that both hold in this order, gaps allowed. */
function commonSubsequenceLength(a: readonly string[], b: readonly string[]): number {
  let above = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const row = [0];
    for (const [index, other] of b.entries()) {
      row.push(word === other ? (above[index] ?? 0) + 1 : Math.max(above[index + 1] ?? 0, row[index] ?? 0));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
