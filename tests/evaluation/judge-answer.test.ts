import { describe, expect, it } from 'vitest';
import type { AnswerWords, Citation } from '../../src/domain/answer.js';
import { judgeAnswer } from '../../src/evaluation/judge-answer.js';
import type { ExpectedAnswer } from '../../src/evaluation/truth-set.js';

const videoId = 'aaaaaaaaaaaaaaaa';

function cite(startSeconds: number, endSeconds: number, video = videoId): Citation {
  const span = { startSeconds, endSeconds };
  return { number: 1, videoId: video, videoTitle: 't', videoPath: '/t.mp4', span, tool: 'search_moments', note: '' };
}

function answer(text: string, citations: readonly Citation[] = [], found = true): AnswerWords {
  return { text, citations, found };
}

type Row = readonly [text: string, expected: ExpectedAnswer, right: boolean];

const question = 'What happens after the cat hops?';

const moves: ExpectedAnswer = { kind: 'words', all: ['moves left'], none: ['moves right', 'appears', 'jumps'] };
const disappears: ExpectedAnswer = { kind: 'words', all: ['disappears'], none: ['jumps'] };
const redDog: ExpectedAnswer = { kind: 'words', all: ['red', 'dog'], none: [] };
const inSnow: ExpectedAnswer = { kind: 'words', all: ['snow'], none: ['night', 'park'] };
const three: ExpectedAnswer = { kind: 'number', value: 3 };
const zero: ExpectedAnswer = { kind: 'number', value: 0 };
const two: ExpectedAnswer = { kind: 'number', value: 2 };
const yes: ExpectedAnswer = { kind: 'yes-no', value: 'yes' };
const no: ExpectedAnswer = { kind: 'yes-no', value: 'no' };

const rows: readonly Row[] = [
  // In Chinese, by the dictionary's words.
  ['红色的狗在公园里向左移动（0:00–0:04 [1]）。', moves, true],
  ['牠往左邊走。', moves, true],
  ['它向右移动。', moves, false],
  ['它向左移动，然后跳起来。', moves, false],
  ['一只红色的小狗 [1]。', redDog, true],
  ['一只红色的猫。', redDog, false],
  ['在雪地里。', inSnow, true],
  ['夜里在雪地里。', inSnow, false],
  ['3次：0:12–0:16 [1]、0:20–0:24 [2]。', three, true],
  ['一只红色的狗跳了三次。', three, true],
  ['第2次在4.5秒，一共3次。', three, true],
  ['两次。', two, true],
  ['一共有两只狗。', two, true],
  ['没有跳过。', zero, true],
  ['十二次。', three, false],
  ['是的，一只红色的狗跳（0:09–0:13 [1]）。', yes, true],
  ['有，在公园里。', yes, true],
  ['没有，没看到“一只红色的狗”。', no, true],
  ['不是。', no, true],
  ['不，没有。', yes, false],
  ['The red dog moves left in the park [1].', moves, true],
  ['It MOVES LEFT.', moves, true],
  ['It moves\nleft.', moves, true],
  ['It moves right.', moves, false],
  ['It moves left, then it jumps.', moves, false],
  ['After it hops, it moves left.', { kind: 'words', all: ['moves left'], none: ['hops'] }, true],
  ['It removes leftovers.', moves, false],
  ['It moves leftwards.', moves, false],
  ['It disappears and moves left.', moves, true],
  ['It appears.', disappears, false],
  ['The kite disappears.', disappears, true],
  ['“Disappears”, says the caption.', disappears, true],
  ['A red dog [1].', redDog, true],
  ['The dog, which is red.', redDog, true],
  ['A red-haired dog.', redDog, true],
  ['A tired dog.', redDog, false],
  ['A red hotdog.', redDog, false],
  ['A red cat.', redDog, false],
  ['In the snow.', inSnow, true],
  ['In the snow at night.', inSnow, false],
  ['In the snowfall.', inSnow, false],
  ['3', three, true],
  ['Three times: at 0:12–0:16 [1], 0:20–0:24 [2] and 0:30–0:33 [3].', three, true],
  ['I found three shots.', three, true],
  ['At 0:12 and later, 3 times.', three, true],
  ['[2] It happens 3 times.', three, true],
  ['In "part 2 of 9" it happens three times.', three, true],
  ['In second-parade-2000003 it happens three times.', three, true],
  ['After 4.5 s it happens 3 times.', three, true],
  ['It happens 13 times.', three, false],
  ['It happens 3.5 times.', three, false],
  ['Two, not three.', three, false],
  ['[3]', three, false],
  ['Several times.', three, false],
  ['No shots are in the room.', zero, true],
  ['It never does.', zero, true],
  ['0 times', zero, true],
  ['None.', zero, true],
  ['Once [1].', zero, false],
  ['Twice [1][2].', two, true],
  ['The dog does so at 0:02, 2 times in all.', two, true],
  ['The dog does so at 1:02:03.5.', two, false],
  ['Yes, at 0:12 [1].', yes, true],
  ['yes', yes, true],
  ['**Yes** — it does.', yes, true],
  ['Yesterday it did.', yes, false],
  ['No, it does not.', yes, false],
  ['It does.', yes, false],
  ['No.', no, true],
  ['Nobody does.', no, false],
  ['Not that I know; no.', no, false],
];

describe('judgeAnswer', () => {
  it.each(rows)('%j against %j: %j', (text, expected, right) => {
    expect(judgeAnswer(expected, answer(text), question, videoId)).toBe(right);
  });

  const span: ExpectedAnswer = { kind: 'span', span: { startSeconds: 10, endSeconds: 20 } };
  it.each([
    ['the span itself', [cite(10, 20)], true],
    ['IoU just at 0.3', [cite(17, 20)], true],
    ['IoU under 0.3', [cite(17.1, 20)], false],
    ['a span that is far too long', [cite(0, 40)], false],
    ['no citation', [], false],
    ['another video', [cite(10, 20, 'bbbbbbbbbbbbbbbb')], false],
    ['only the second citation', [cite(30, 40), cite(10, 20)], false],
    ['more citations after the right one', [cite(11, 19), cite(30, 40)], true],
  ])('takes the first citation for the span: %s', (_, citations, right) => {
    expect(judgeAnswer(span, answer('At 0:10.', citations), 'When?', videoId)).toBe(right);
  });

  it('takes no place and no words from an answer that found nothing', () => {
    expect(judgeAnswer(span, answer('Nothing.', [cite(10, 20)], false), 'When?', videoId)).toBe(false);
    const text = 'I could not find it; the nearest is a red dog.';
    expect(judgeAnswer(redDog, answer(text, [], false), 'Who jumps?', videoId)).toBe(false);
  });

  it('takes a refusal by what the answer says of itself, not by its words', () => {
    expect(judgeAnswer({ kind: 'not-found' }, answer('Nothing matches.', [], false), 'When?', videoId)).toBe(true);
    expect(judgeAnswer({ kind: 'not-found' }, answer('Nothing matches.', [], true), 'When?', videoId)).toBe(false);
  });
});
