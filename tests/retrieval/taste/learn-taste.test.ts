import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseRecorded } from '../../../bench/feedback/recorded-file.js';
import { giveThumbs, simulatedUsers } from '../../../bench/feedback/simulated-users.js';
import { tryUser } from '../../../bench/feedback/try-user.js';
import { tasteSignals } from '../../../src/domain/feedback/taste.js';
import { applyTaste } from '../../../src/retrieval/taste/apply-taste.js';
import { fitTaste, noTaste, tasteFloors } from '../../../src/retrieval/taste/fit-taste.js';
import { learnTaste } from '../../../src/retrieval/taste/learn-taste.js';
import { scoreQuery } from '../../../src/retrieval/taste/score-taste.js';
import { packFusionWeights } from '../../../src/apps/pack-fusion-weights.js';
import { createRandom } from '../../../training/playhouse/random.js';

// Made by bench/feedback/main.ts with --searches 80 --record.
const recorded = parseRecorded(readFileSync(new URL('./recorded-searches.jsonl', import.meta.url), 'utf8'));
const manifest = JSON.parse(
  readFileSync(new URL('../../../data/models/starter/askreel-pack.json', import.meta.url), 'utf8'),
) as { readonly retrieval: Readonly<Record<string, unknown>> };
const floors = tasteFloors(packFusionWeights(manifest.retrieval), false);
const habits = { judgedShare: 0.7, noise: 0.1, judgedSearches: 40 };
const trials = (name: string): ReturnType<typeof tryUser>[] => {
  const user = simulatedUsers.find((one) => one.name === name) ?? { name };
  return [1, 2, 3, 4].map((seed) => tryUser(user, recorded, floors, { ...habits, seed }));
};
const change = ({ before, after }: ReturnType<typeof tryUser>): number =>
  after.pairwiseAccuracy - before.pairwiseAccuracy;

describe('a taste that is learnt from thumbs', () => {
  it('orders what it has not seen better, for a user who has one', () => {
    const tried = trials('cares for who acts');
    expect(tried.filter(({ decision }) => decision === 'adopted').length).toBeGreaterThanOrEqual(3);
    expect(tried.reduce((sum, trial) => sum + change(trial), 0) / tried.length).toBeGreaterThan(0.05);
    expect(tried.every(({ taste }) => taste.subject > 1)).toBe(true);
  });

  it('leaves the order as it is for thumbs without sense, to a point', () => {
    expect(
      trials('random thumbs')
        .map(change)
        .every((gain) => gain >= -0.01),
    ).toBe(true);
  });

  it('is the same each time, whatever the order of the queries it is fitted to, and changes little by little', () => {
    const user = simulatedUsers[0] ?? { name: '' };
    const given = giveThumbs(user, recorded, habits, createRandom(1));
    const taste = fitTaste(given, floors);
    const turned = fitTaste(given.toReversed(), floors);
    for (const name of tasteSignals) expect(turned[name]).toBeCloseTo(taste[name], 2);
    expect(fitTaste(given, floors)).toEqual(taste);
    const little = fitTaste(given.slice(0, 1), floors);
    expect(Math.abs(little.place)).toBeLessThan(Math.abs(taste.place));
    expect(fitTaste([], floors)).toEqual(noTaste);
    expect(learnTaste(given.slice(0, 9), floors).decision).toBe('too-little-feedback');
  });

  it('never makes a strong signal speak against a moment', () => {
    const signals = { ...noTaste, match: 4, frame: 2 };
    const against = Array.from({ length: 60 }, (_, index) => ({
      key: String(index),
      ups: [{ logOdds: 0, signals: noTaste }],
      downs: [{ logOdds: 0.4 * 4, signals }],
    }));
    const taste = fitTaste(against, floors);
    expect(taste.match).toBeCloseTo(floors.match, 3);
    expect(taste.frame).toBeCloseTo(floors.frame, 3);
  });
});

describe('an order', () => {
  const judged = (logOdds: number) => ({ logOdds, signals: noTaste });

  it('is scored by its pairs and by what stands first', () => {
    const perfect = { key: '', ups: [judged(3), judged(2)], downs: [judged(1)] };
    expect(scoreQuery(perfect, noTaste)).toEqual({ pairwiseAccuracy: 1, ndcgAt10: 1 });
    const last = scoreQuery({ key: '', ups: [judged(1)], downs: [judged(2), judged(3)] }, noTaste);
    expect(last).toEqual({ pairwiseAccuracy: 0, ndcgAt10: 0.5 });
    expect(scoreQuery({ key: '', ups: [judged(1)], downs: [judged(1)] }, noTaste).pairwiseAccuracy).toBe(0.5);
  });

  it('follows the taste, while the best score stays what it was', () => {
    const moments = [
      { score: 0.9, spoken: 0 },
      { score: 0.6, spoken: 1 },
      { score: 0.5, spoken: 0 },
    ];
    const liked = applyTaste(moments, { ...noTaste, speech: 4 }, ({ spoken }) => ({ ...noTaste, speech: spoken }));
    expect(liked.map(({ spoken }) => spoken)).toEqual([1, 0, 0]);
    expect(liked[0]?.score).toBe(0.9);
    expect(liked.map(({ score }) => score)).toEqual(liked.map(({ score }) => score).sort((a, b) => b - a));
  });
});
