import { describe, expect, it } from 'vitest';
import { matchBoundaries } from '../../src/evaluation/match-boundaries.js';
import { matchSpans } from '../../src/evaluation/match-spans.js';
import { tallyActions, type ClassifiedShot } from '../../src/evaluation/tally-actions.js';
import { tallyAnswers } from '../../src/evaluation/tally-answers.js';
import { tallyCaptions } from '../../src/evaluation/tally-captions.js';
import { tallyRanks } from '../../src/evaluation/tally-ranks.js';

const span = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });
const shot = (start: number, end: number) => ({ span: span(start, end), name: `${start}-${end}` });

describe('matching shots', () => {
  it('takes the shot with the largest overlap, and none below 0.3', () => {
    const found = [shot(0, 4), shot(4, 6), shot(6, 30)];
    const matched = matchSpans([span(0, 5), span(5, 9), span(9, 24)], found);
    expect(matched.map((item) => item?.name)).toEqual(['0-4', undefined, '6-30']);
  });

  it('lets one long shot stand for only those that fill enough of it', () => {
    const matched = matchSpans([span(0, 5), span(5, 10), span(10, 15), span(15, 20)], [shot(0, 20)]);
    expect(matched).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('matching boundaries', () => {
  it('counts each boundary once, within the tolerance', () => {
    expect(matchBoundaries([5, 10, 15], [4.7, 5.1, 10.31, 15.3], 0.3)).toEqual({ matched: 2, truths: 3, found: 4 });
  });
  it('is not misled by one that lies between two', () => {
    expect(matchBoundaries([1, 1.5], [1.25, 1.6], 0.3).matched).toBe(2);
  });
});

describe('retrieval ranks', () => {
  it('counts a miss as rank 11, and unseen combinations apart', () => {
    const score = tallyRanks([
      { rank: 1, unseen: false },
      { rank: 5, unseen: true },
      { rank: 6, unseen: true },
      { rank: undefined, unseen: false },
    ]);
    expect(score).toEqual({
      r1: 0.25,
      r5: 0.5,
      r10: 0.75,
      medianRank: 5.5,
      queries: 4,
      unseen: { r1: 0, r5: 0.5, queries: 2 },
    });
    expect(tallyRanks([{ rank: undefined, unseen: false }]).medianRank).toBe(11);
  });
  it('gives null, not a figure, for nothing', () => {
    expect(tallyRanks([])).toMatchObject({ r1: null, medianRank: null, queries: 0 });
  });
});

describe('actions', () => {
  const probabilities = (left: number, right: number, jumps: number) =>
    new Map([
      ['moves left', left],
      ['moves right', right],
      ['jumps', jumps],
    ]);
  const classified: readonly ClassifiedShot[] = [
    // The best label is wrong, yet the direction is right.
    {
      action: 'moves left',
      indexedLabel: 'jumps',
      clip: probabilities(0.3, 0.1, 0.6),
      frameOnly: probabilities(0.4, 0.5, 0.1),
    },
    {
      action: 'moves right',
      indexedLabel: 'moves left',
      clip: probabilities(0.6, 0.3, 0.1),
      frameOnly: probabilities(0.2, 0.7, 0.1),
    },
    { action: 'jumps', indexedLabel: 'jumps', clip: probabilities(0, 0, 1), frameOnly: probabilities(0.5, 0.4, 0.1) },
    { action: 'moves left', indexedLabel: undefined, clip: probabilities(0.5, 0.5, 0), frameOnly: undefined },
  ];

  it('scores labels over all shots and directions over pairs', () => {
    const score = tallyActions(classified, [['moves left', 'moves right']]);
    expect(score.top1).toBe(1 / 4);
    expect(score.directionPairs).toBe(1 / 3);
    expect(score.frameOnlyTop1).toBe(1 / 3);
    expect(score.frameOnlyDirectionPairs).toBe(1 / 2);
    expect(score).toMatchObject({ shots: 4, pairShots: 3 });
  });

  it('gives null where there is no baseline and where there are no pairs', () => {
    const blind = classified.map((item) => ({ ...item, frameOnly: undefined }));
    expect(tallyActions(blind, [])).toMatchObject({
      top1: 1 / 4,
      directionPairs: null,
      frameOnlyTop1: null,
      frameOnlyDirectionPairs: null,
    });
  });
});

describe('captions', () => {
  const truth = { span: span(0, 5), actor: 'dog', colour: 'red', action: 'appears', place: 'park' };
  const score = (caption: string | undefined) => tallyCaptions([{ truth, caption }]);

  it('looks for the actor before the bystander only', () => {
    expect(score('a red dog appears in the park beside a blue cat')).toMatchObject({ exact: 1, place: 1 });
    expect(score('a blue cat appears in the park beside a red dog')).toMatchObject({ exact: 0, actor: 0, colour: 0 });
  });
  it('tells words from their parts', () => {
    expect(score('a red dog disappears in the park')).toMatchObject({ exact: 0, actor: 1, colour: 1, action: 0 });
  });
  it('takes a missing caption as wrong', () => {
    expect(score(undefined)).toMatchObject({ exact: 0, actor: 0, place: 0, shots: 1 });
  });
});

describe('answers', () => {
  it('sums up accuracy, refusals and types', () => {
    const score = tallyAnswers([
      { type: 'what', kind: 'words', right: true, found: true },
      { type: 'what', kind: 'words', right: false, found: false },
      { type: 'when', kind: 'span', right: false, found: undefined },
      { type: 'how-many', kind: 'number', right: true, found: false },
      { type: 'yes-no', kind: 'yes-no', right: false, found: false },
      { type: 'absent', kind: 'not-found', right: true, found: false },
      { type: 'absent', kind: 'not-found', right: false, found: true },
    ]);
    expect(score).toMatchObject({ accuracy: 3 / 7, refusal: 1 / 2, falseRefusal: 1 / 3, questions: 7, failed: 1 });
    expect(score.byType).toEqual({
      what: { accuracy: 1 / 2, questions: 2 },
      when: { accuracy: 0, questions: 1 },
      'how-many': { accuracy: 1, questions: 1 },
      'yes-no': { accuracy: 0, questions: 1 },
      absent: { accuracy: 1 / 2, questions: 2 },
    });
  });
});
