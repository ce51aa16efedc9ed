import { describe, expect, it } from 'vitest';
import { chineseSays } from '../../../../src/domain/wording/chinese/chinese-says.js';
import { captionInChinese, nameInChinese } from '../../../../src/domain/wording/chinese/chinese-wording.js';

describe('captionInChinese', () => {
  it.each([
    ['a red dog jumps in the snow', '一只红色的狗在雪地里跳'],
    ['a blue car moves left on the street', '一辆蓝色的汽车在街上向左移动'],
    [
      'a white robot picks up a box at night beside an orange cat',
      '一个白色的机器人在夜里拿起箱子，旁边有一只橙色的猫',
    ],
    ['a purple boat comes closer', '一艘紫色的船靠近'],
    ['two dogs run on the beach.', '两只狗在海滩上跑'],
    ['a person rides a horse in the park', '一个人在公园里骑马'],
    ['a red dog', '一只红色的狗'],
  ])('%s', (caption, chinese) => {
    expect(captionInChinese(caption)).toBe(chinese);
  });

  it('says nothing where it lacks a word', () => {
    expect(captionInChinese('a red axolotl jumps')).toBeUndefined();
    expect(nameInChinese('a checkered dog')).toBeUndefined();
  });
});

describe('chineseSays', () => {
  it.each([
    ['一只红色的狗向左走。', 'moves left', true],
    ['一只红色的狗向左走。', 'moves right', false],
    ['機器人在夜裡。', 'night', true],
    ['一个机器人跳。', 'person', false],
    ['一个热气球。', 'ball', false],
    ['在雪地里', 'snow', true],
    ['The dog jumps.', 'dog', false],
  ])('%s: %s', (text, phrase, says) => {
    expect(chineseSays(text, phrase)).toBe(says);
  });
});
