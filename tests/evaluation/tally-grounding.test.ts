import { describe, expect, it } from 'vitest';
import type { Answer, Claim } from '../../src/domain/answer.js';
import { sectionsOf } from '../../src/apps/scores/score-section.js';
import type { EvaluationResult } from '../../src/evaluation/contracts.js';
import type { JudgedTurn } from '../../src/evaluation/judged-turn.js';
import { tallyConversations } from '../../src/evaluation/tally-conversations.js';
import { tallyGrounding } from '../../src/evaluation/tally-grounding.js';
import { answerOf } from './scripted-world.js';

const span = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });
const claim = (verdict: Claim['verdict']): Claim => ({ text: 'x', citations: [1], verdict, reason: '', confidence: 1 });

function turn(
  position: number,
  right: boolean,
  answer: Partial<Answer> | undefined,
  more: Partial<JudgedTurn> = {},
): JudgedTurn {
  const whole = { ...answerOf('It jumps [1].'), claims: [], lookedAt: [], rounds: 1, confidence: right ? 0.9 : 0.2 };
  return {
    conversation: 'v/en/0',
    language: 'en',
    position,
    type: 'when',
    right,
    answer: answer && { ...whole, ...answer },
    moment: undefined,
    videoId: 'v',
    ...more,
  };
}

const cite = (startSeconds: number, endSeconds: number) => ({
  number: 1,
  videoId: 'v',
  videoTitle: 'v',
  videoPath: '/v.mp4',
  span: span(startSeconds, endSeconds),
  tool: 'search_moments',
  note: '',
});
const look = (tool: string, ...spans: ReturnType<typeof span>[]): Answer['lookedAt'][number] => ({
  tool,
  input: {},
  moments: spans.map((one) => ({ videoId: 'v', videoTitle: 'v', span: one })),
});

describe('what answers rest on', () => {
  it('tells citations that no tool returned in the conversation, earlier turns included', () => {
    const turns = [
      turn(0, true, { citations: [cite(0, 5)], lookedAt: [look('search_moments', span(0, 5))] }),
      turn(1, true, { citations: [cite(0, 5), cite(7, 9)] }),
      // Another conversation does not know the first one's spans.
      turn(0, true, { citations: [cite(0, 5)] }, { conversation: 'v/en/1' }),
    ];
    expect(tallyGrounding(turns).returned).toBe(2 / 4);
  });

  it('scores citations against true moments, right and wrong answers alike', () => {
    const moment = span(0, 5);
    const turns = [
      turn(0, true, { citations: [cite(0, 5), cite(10, 15)] }, { moment }),
      turn(1, false, { citations: [cite(10, 15)] }, { moment }),
      turn(2, true, { citations: [cite(0, 5)] }),
    ];
    expect(tallyGrounding(turns)).toMatchObject({ precision: 1 / 3, recall: 1 / 2 });
  });

  it('asks of each kind of question whether a tool was used that can answer it', () => {
    const turns = [
      turn(0, true, { lookedAt: [look('search_moments'), look('query_events')] }, { type: 'how-many' }),
      turn(1, true, { lookedAt: [look('search_moments')] }, { type: 'how-many' }),
      turn(2, true, { lookedAt: [look('list_videos')] }, { type: 'what-about' }),
      turn(3, true, { lookedAt: [] }, { type: 'when' }),
    ];
    expect(tallyGrounding(turns).toolChoice).toBe(1 / 2);
  });

  it('counts statements without support, rounds, and wrong answers that were confirmed', () => {
    const turns = [
      turn(0, true, {
        text: 'It jumps [1]. It is happy. It sits down [1].',
        citations: [cite(0, 5)],
        claims: [claim('confirmed'), claim('rejected')],
        rounds: 2,
      }),
      turn(1, false, { citations: [cite(0, 5)], claims: [claim('confirmed')] }),
      // A plain no points at nothing, a refusal says nothing, and an error is no answer.
      turn(2, true, { text: 'No, I found none.' }),
      turn(3, true, { text: 'I could not find it.', found: false }),
      turn(4, false, undefined),
    ];
    expect(tallyGrounding(turns)).toMatchObject({ unsupported: 2 / 3, rounds: 5 / 4, wrongConfirmed: 1 / 5 });
    expect(tallyGrounding(turns).confidenceError).toBeCloseTo((2 * 0.1 + 0.2) / 3);
  });

  it('is null where answers tell nothing of how they came about', () => {
    expect(tallyGrounding([{ ...turn(0, true, {}), answer: answerOf('Yes.') }])).toEqual({
      returned: null,
      precision: null,
      recall: null,
      toolChoice: null,
      rounds: null,
      unsupported: null,
      wrongConfirmed: null,
      confidenceError: null,
    });
  });

  it('stands with the scores of conversations', () => {
    const looked = [look('search_moments', span(0, 5))];
    const conversations = tallyConversations([turn(0, true, { citations: [cite(0, 5)], lookedAt: looked })]);
    const none = { r1: null, r5: null, unseen: {}, byKind: {}, byType: {}, located: { byThreshold: [] } };
    const empty = { ...none, withoutGate: none, fixedWindows: { byThreshold: [] }, singleFrames: { byThreshold: [] } };
    const result = Object.fromEntries(
      ['retrieval', 'confidence', 'actions', 'localisation', 'boxes', 'captions', 'qa', 'shots'].map((name) => [
        name,
        empty,
      ]),
    );
    const [section] = sectionsOf({
      ...result,
      moments: null,
      highlights: null,
      conversations,
    } as unknown as EvaluationResult).filter(({ title }) => title.startsWith('Conversations'));
    expect(section?.scores).toContainEqual({
      name: 'citations in spans that tools returned',
      value: 100,
      unit: 'percent',
    });
    expect(section?.scores).toContainEqual({ name: 'mean rounds', value: 1, unit: 'number' });
  });
});
