import { describe, expect, it } from 'vitest';
import { fuseActions } from '../../src/encoders/fuse-actions.js';

const labels = ['waves', 'walks'];

describe('fuseActions', () => {
  it('is the weighted geometric mean at sum 1', () => {
    const first = { labels, probabilities: Float32Array.of(0.75, 0.25) };
    const second = { labels, probabilities: Float32Array.of(0.5, 0.5) };
    // √(0.75 · 0.5) : √(0.25 · 0.5) = √3 : 1
    const half = Math.sqrt(3) / (Math.sqrt(3) + 1);
    expect(fuseActions(first, second, 0.5)[0]).toEqual({
      label: 'waves',
      probability: expect.closeTo(half, 6) as number,
    });
    // 0.75^¾ · 0.5^¼ : 0.25^¾ · 0.5^¼ = 3^¾ : 1
    const quarter = 3 ** 0.75 / (3 ** 0.75 + 1);
    expect(fuseActions(first, second, 0.25)[0]?.probability).toBeCloseTo(quarter, 6);
  });

  it('is one judge alone at the ends of the weight', () => {
    const first = { labels, probabilities: Float32Array.of(0.9, 0.1) };
    const second = { labels, probabilities: Float32Array.of(0.2, 0.8) };
    expect(fuseActions(first, second, 0).map(({ probability }) => probability)).toEqual([
      expect.closeTo(0.9, 6),
      expect.closeTo(0.1, 6),
    ]);
    expect(fuseActions(first, second, 1)[1]?.probability).toBeCloseTo(0.8, 6);
  });

  it('takes labels for the same whatever their order and case, and keeps the first judge’s', () => {
    const first = { labels, probabilities: Float32Array.of(0.75, 0.25) };
    const second = { labels: ['Walks', 'Waves'], probabilities: Float32Array.of(0.25, 0.75) };
    expect(fuseActions(first, second, 0.5)).toEqual([
      { label: 'waves', probability: expect.closeTo(0.75, 6) as number },
      { label: 'walks', probability: expect.closeTo(0.25, 6) as number },
    ]);
  });

  it('leaves a label that one judge does not know to the other, against an average of the first', () => {
    const first = { labels, probabilities: Float32Array.of(0.9, 0.1) };
    const second = { labels: ['waves', 'walks', 'falls'], probabilities: Float32Array.of(0.1, 0.1, 0.8) };
    const fused = fuseActions(first, second, 0.5);
    const products = [Math.sqrt(0.9 * 0.1), Math.sqrt(0.1 * 0.1), Math.sqrt(0.5 * 0.8)];
    const sum = products.reduce((total, value) => total + value);
    expect(fused.map(({ label }) => label)).toEqual(['waves', 'walks', 'falls']);
    fused.forEach(({ probability }, index) => expect(probability).toBeCloseTo(products[index]! / sum, 6));
  });
});
