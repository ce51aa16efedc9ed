import { describe, expect, it } from 'vitest';
import { matchTitles, nearestTitles } from '../../../src/domain/wording/match-title.js';

const titles = ['golden-rehearsal-1000004', 'golden-stage-1000008', 'Morning parade', '海边假期 2024', 'A'];

describe('what a title is called', () => {
  it.each([
    ['golden-stage-1000008', ['golden-stage-1000008']],
    ['"Golden Stage 1000008"', ['golden-stage-1000008']],
    ['golden-stage-1000008.mp4', ['golden-stage-1000008']],
    ['morning_parade', ['Morning parade']],
    ['rehearsal', ['golden-rehearsal-1000004']],
    ['parade', ['Morning parade']],
    ['golden', ['golden-rehearsal-1000004', 'golden-stage-1000008']],
    ['假期', ['海边假期 2024']],
    ['a', ['A']],
    ['go', []],
    ['sunset', []],
  ])('%s', (name, meant) => {
    expect(matchTitles(name, titles)).toEqual(meant);
  });

  it('is offered by how much alike it is written', () => {
    expect(nearestTitles('gold-stage', titles)[0]).toBe('golden-stage-1000008');
    expect(nearestTitles('mornin parad', titles)[0]).toBe('Morning parade');
  });
});
