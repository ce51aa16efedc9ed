import { describe, expect, it } from 'vitest';
import { isRepeatedText } from '../../src/encoders/repeated-text.js';
import { readWhisperPieces } from '../../src/encoders/whisper-pieces.js';
import { WhisperRules, type WhisperVocabulary } from '../../src/encoders/whisper-rules.js';

/** Text 0 to 3, end 4, begin 5, two languages, task, no speech, no timestamps, then times of 0.00 to 0.20 s. */
const vocabulary: WhisperVocabulary = {
  end: 4,
  begin: 5,
  languages: new Map([
    ['en', 6],
    ['de', 7],
  ]),
  transcribe: 8,
  noTimestamps: 10,
  suppressed: [3],
  maxInitialTimestamp: 2,
};
const first = 11;
const size = first + 11;

/** What greedy decoding takes after `ids`, where the model prefers tokens as `wishes` says. */
function next(rules: WhisperRules, ids: readonly number[], wishes: Readonly<Record<number, number>>): number {
  const logits = Float32Array.from({ length: size }, (_, token) => wishes[token] ?? -20);
  rules.apply(ids, logits);
  return logits.indexOf(logits.reduce((most, value) => Math.max(most, value)));
}

describe('WhisperRules', () => {
  it('takes language and task before all else, and notes how likely silence is', () => {
    const rules = new WhisperRules(vocabulary);
    expect(next(rules, [5], { 0: 9, 6: 1, 7: 3, 9: 9 })).toBe(7);
    expect(rules.language).toBe('de');
    expect(rules.noSpeechProbability).toBeCloseTo(0.5, 2);
    expect(next(rules, [5, 7], { 0: 9 })).toBe(8);
    expect(rules.logProbabilities).toEqual([]);
  });

  it('prefers the language that is given, and a likely one to a guess', () => {
    expect(next(new WhisperRules(vocabulary, { language: 'en' }), [5], { 7: 5 })).toBe(6);
    expect(next(new WhisperRules(vocabulary, { likelyLanguage: 'en' }), [5], { 6: 0, 7: 5 })).toBe(7);
    const three = { ...vocabulary, languages: new Map([...vocabulary.languages, ['fr', 9]]) };
    expect(next(new WhisperRules(three, { likelyLanguage: 'en' }), [5], { 6: 0, 7: 0.1, 9: 0.1 })).toBe(6);
  });

  it('begins with an early time, and pairs times that never run back', () => {
    const rules = new WhisperRules(vocabulary);
    const prompt = [5, 6, 8];
    expect(next(rules, prompt, { 0: 9, [first + 8]: 5, [first + 1]: 1 })).toBe(first + 1);
    expect(next(rules, [...prompt, first + 1], { [first + 4]: 9, 4: 1, 0: 2 })).toBe(0);
    // A lone time is followed by its pair or the end, and by no earlier time.
    const lone = [...prompt, first + 1, 0, first + 6];
    expect(next(rules, lone, { 0: 9, [first + 2]: 8, [first + 6]: 1 })).toBe(first + 6);
    expect(next(rules, lone, { 0: 9, 4: 1 })).toBe(4);
    expect(next(rules, [...lone, first + 6], { [first + 9]: 9, 1: 0 })).toBe(1);
    // A segment takes time: it may not end when it began.
    expect(next(rules, [...prompt, first + 6, 1], { [first + 6]: 5, [first + 7]: 4, 1: 0 })).toBe(first + 7);
    expect(next(rules, [...prompt, first + 1, 0], { 3: 9, 10: 9, 2: 1 })).toBe(2);
  });

  it('takes a time when all times together are likelier than any word', () => {
    const rules = new WhisperRules(vocabulary);
    const times = Object.fromEntries(Array.from({ length: 11 }, (_, place) => [first + place, 1]));
    expect(next(rules, [5, 6, 8, first, 0], { ...times, 1: 2 })).toBe(first + 1);
    expect(next(rules, [5, 6, 8, first, 0], { ...times, 1: 4 })).toBe(1);
    expect(rules.logProbabilities).toHaveLength(2);
    expect(Math.exp(rules.logProbabilities[0] ?? 0)).toBeCloseTo(0.1, 5);
  });

  it('asks English-only models for no language', () => {
    const { transcribe: _task, ...english } = { ...vocabulary, languages: new Map<string, number>() };
    const rules = new WhisperRules(english);
    expect(rules.promptLength).toBe(1);
    expect(next(rules, [5], { [first]: 1, 0: 9 })).toBe(first);
    expect(rules.language).toBeUndefined();
  });
});

describe('readWhisperPieces', () => {
  const bytes = [' He', 'llo', '.', ' \u4f60', '\ufffd', '好', '。'];
  const decode = (ids: number[]): string => (ids.join() === '4,5' ? '好' : ids.map((id) => bytes[id]).join(''));
  const output = {
    end: 10,
    firstTimestamp: 20,
    durationSeconds: 4,
    logProbabilities: Array(9).fill(Math.log(0.5)) as number[],
  };

  it('joins tokens to words with their times, the sign that two tokens make, and punctuation', () => {
    const ids = [20, 0, 1, 2, 3, 4, 5, 6, 70];
    const startSeconds = [0, 0.1, 0.2, 0.3, 0.8, 1, 1.1, 1.5, 2];
    expect(readWhisperPieces({ ...output, ids, startSeconds }, decode)).toEqual(
      [
        { text: ' Hello.', startSeconds: 0.1, endSeconds: 0.8, confidence: 0.5 },
        { text: ' \u4f60', startSeconds: 0.8, endSeconds: 1, confidence: 0.5 },
        { text: '好。', startSeconds: 1, endSeconds: 2, confidence: 0.5 },
      ].map((piece) => ({ ...piece, confidence: expect.closeTo(0.5, 6) as number })),
    );
  });

  it('gives what stands between two times where words have none, never past the end of the sound', () => {
    const pieces = readWhisperPieces({ ...output, ids: [20, 0, 1, 45, 45, 0, 10] }, decode);
    expect(pieces).toMatchObject([
      { text: ' Hello', startSeconds: 0, endSeconds: 0.5 },
      { text: ' He', startSeconds: 0.5, endSeconds: 4 },
    ]);
    expect(readWhisperPieces({ ...output, ids: [20, 0, 900] }, decode)).toMatchObject([{ endSeconds: 4 }]);
    expect(readWhisperPieces({ ...output, ids: [20, 45, 10] }, decode)).toEqual([]);
  });
});

describe('isRepeatedText', () => {
  it('tells a decoder that has caught itself from a speaker', () => {
    expect(isRepeatedText('Thank you. '.repeat(12))).toBe(true);
    expect(isRepeatedText('no no no no')).toBe(false);
    expect(isRepeatedText('')).toBe(false);
    expect(
      isRepeatedText('Four score and seven years ago our fathers brought forth on this continent a new nation.'),
    ).toBe(false);
  });
});
