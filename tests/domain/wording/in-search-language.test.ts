import { describe, expect, it } from 'vitest';
import type { AskreelError } from '../../../src/domain/coded-error.js';
import { inSearchLanguage, questionInEnglish } from '../../../src/domain/wording/in-search-language.js';

describe('inSearchLanguage', () => {
  it.each([
    ['红色的狗在雪地里跳', 'a red dog jumps in the snow'],
    ['一隻紅色的狗', 'a red dog'],
    ['公园里的蓝色的猫', 'a blue cat in the park'],
    ['跳', 'jumps'],
    ['在海滩上跑的橙色的机器人', 'an orange robot runs on the beach'],
    ['a red dog', 'a red dog'],
    ['собака', 'собака'],
  ])('%s', (description, english) => {
    expect(inSearchLanguage(description)).toBe(english);
  });

  it('leaves Chinese to an encoder that knows it', () => {
    expect(inSearchLanguage('红色的狗', ['en', 'zh'])).toBe('红色的狗');
  });

  it('asks for English where a word is unknown, and says which', () => {
    const attempt = (): string => inSearchLanguage('红色的独角兽在跳');
    expect(attempt).toThrow(/独角兽/);
    expect(attempt).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }) as AskreelError);
  });

  it('puts short questions about a span into English', () => {
    expect(questionInEnglish('狗是什么颜色？')).toBe('what colour is the dog');
  });
});
