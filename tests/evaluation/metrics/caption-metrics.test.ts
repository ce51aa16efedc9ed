import { describe, expect, it } from 'vitest';
import { corpusBleu, sentenceBleuPercent } from '../../../src/evaluation/metrics/bleu.js';
import { rougeL, sentenceRougeL } from '../../../src/evaluation/metrics/rouge-l.js';
import { tokenise13a } from '../../../src/evaluation/metrics/tokenise-13a.js';
import { readMetricFixture } from '../fixtures/read-metric-fixture.js';

interface Fixture {
  ground_truth: { id: string; references: string[] }[];
  predictions: { id: string; caption: string }[];
  expected: { BLEU4: number; ROUGE_L: number };
  expected_detail: {
    ngram_precisions_pct: number[];
    brevity_penalty: number;
    hyp_len: number;
    ref_len: number;
    sentence_BLEU4: number[];
    sentence_ROUGE_L: number[];
  };
}

describe('caption metrics against the reference evaluators', () => {
  const { ground_truth, predictions, expected, expected_detail } = readMetricFixture<Fixture>('captions_bleu4_rougel');
  const captions = new Map(predictions.map(({ id, caption }) => [id, caption]));
  const pairs = ground_truth.map(({ id, references }) => ({ caption: captions.get(id) ?? '', references }));
  const expectAll = (given: readonly number[], wanted: readonly number[]): void => {
    expect(given).toHaveLength(wanted.length);
    for (const [index, value] of given.entries()) expect(value, String(index)).toBeCloseTo(wanted[index] ?? NaN, 6);
  };

  it('gives corpus BLEU-4 and what it is made of', () => {
    const bleu = corpusBleu(pairs);
    expect(bleu.bleu4Percent).toBeCloseTo(expected.BLEU4, 6);
    expectAll(bleu.precisionsPercent, expected_detail.ngram_precisions_pct);
    expect(bleu.brevityPenalty).toBeCloseTo(expected_detail.brevity_penalty, 6);
    expect([bleu.captionTokens, bleu.referenceTokens]).toEqual([expected_detail.hyp_len, expected_detail.ref_len]);
  });
  it('gives BLEU-4 of each caption', () => {
    expectAll(pairs.map(sentenceBleuPercent), expected_detail.sentence_BLEU4);
  });
  it('gives ROUGE-L, mean and of each caption', () => {
    expect(rougeL(pairs)).toBeCloseTo(expected.ROUGE_L, 6);
    expectAll(pairs.map(sentenceRougeL), expected_detail.sentence_ROUGE_L);
  });
});

describe('BLEU', () => {
  const pair = (caption: string, ...references: string[]) => ({ caption, references });

  it('is 0 for an empty caption, for nothing in common and for no captions', () => {
    expect(sentenceBleuPercent(pair('', 'a dog runs'))).toBe(0);
    expect(sentenceBleuPercent(pair('a cat', 'the dog runs'))).toBe(0);
    expect(corpusBleu([])).toMatchObject({ bleu4Percent: 0, brevityPenalty: 0, captionTokens: 0 });
    expect(corpusBleu([pair('', 'a dog'), pair('cat', 'a dog')]).bleu4Percent).toBe(0);
  });
  it('leaves orders that a short caption cannot have out of the sentence’s mean, not out of the corpus’s', () => {
    expect(sentenceBleuPercent(pair('a dog', 'a dog'))).toBeCloseTo(100, 9);
    expect(corpusBleu([pair('a dog', 'a dog')]).bleu4Percent).toBe(0);
  });
  it('halves the smoothed precision with each order that has no match', () => {
    const { precisionsPercent } = corpusBleu([pair('a b c d e', 'e d c b a')]);
    const expected = [100, 100 / (2 * 4), 100 / (4 * 3), 100 / (8 * 2)];
    for (const [index, value] of expected.entries()) expect(precisionsPercent[index]).toBeCloseTo(value, 9);
  });
  it('takes the shorter of two references that are equally close', () => {
    expect(corpusBleu([pair('a b c d', 'a b c d e', 'a b c')]).referenceTokens).toBe(3);
  });
  it('clips words to the most that one reference has', () => {
    expect(corpusBleu([pair('the the the the', 'the cat', 'the the dog')]).precisionsPercent[0]).toBe(50);
  });
  it('names the caption without references', () => {
    expect(() => corpusBleu([pair('a', 'a'), pair('a')])).toThrow(
      expect.objectContaining({ code: 'TRUTH_INVALID', message: 'Caption 2 of 2 has no reference.' }),
    );
    expect(() => sentenceRougeL(pair('a'))).toThrow(/no reference/);
  });
});

describe('the 13a tokeniser', () => {
  it.each([
    ['A dog, a cat.', 'A dog , a cat .'],
    ['it costs 1,000.50 (or so)!', 'it costs 1,000.50 ( or so ) !'],
    ["don't say \u201Cwell-known\u201D", "don't say \u201Cwell-known\u201D"],
    ['v.5 of 3.x', 'v . 5 of 3 . x'],
    ['5-year old & 3.', '5 - year old & 3 .'],
    ['&quot;Q&amp;A&quot; &lt;b&gt;', '" Q & A " < b >'],
    ['a/b\\c [d] {e} ~f `g` ^h_i', 'a / b \\ c [ d ] { e } ~ f ` g ` ^ h _ i'],
    ['hyphen-\nated  line\nend<skipped>', 'hyphenated line end'],
    ['\u{1F415}.', '\u{1F415} .'],
    ['', ''],
  ])('splits %j', (sentence, tokens) => {
    expect(tokenise13a(sentence)).toEqual(tokens === '' ? [] : tokens.split(' '));
  });
});

describe('ROUGE-L', () => {
  it('is 0 for an empty caption or reference, null for none', () => {
    expect(sentenceRougeL({ caption: '', references: ['a dog'] })).toBe(0);
    expect(sentenceRougeL({ caption: '', references: [''] })).toBe(0);
    expect(sentenceRougeL({ caption: 'a dog', references: [''] })).toBe(0);
    expect(rougeL([])).toBeNull();
  });
  it('takes precision and recall from different references', () => {
    const [precision, recall] = [3 / 4, 1];
    const score = sentenceRougeL({ caption: 'a b c x', references: ['a b c d e f', 'x'] });
    expect(score).toBeCloseTo((2.44 * precision * recall) / (recall + 1.44 * precision), 12);
  });
});
