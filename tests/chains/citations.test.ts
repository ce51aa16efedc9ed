import { AIMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';
import { fakeModel } from 'langchain';
import { describe, expect, it } from 'vitest';
import { CitationLedger } from '../../src/chains/citation-ledger.js';
import { CitationMarkers } from '../../src/chains/citation-markers.js';
import { saysNotFound } from '../../src/chains/compose-answer.js';
import { createVideoAgent } from '../../src/chains/create-video-agent.js';
import { createMemoryLibrary } from '../tools/memory-library.js';

const context = createMemoryLibrary();
const search = (description: string) => [{ name: 'search_moments', args: { description } }];
const spanAt = (startSeconds: number) => ({
  videoId: 'v',
  videoTitle: 'v',
  videoPath: '/v',
  span: { startSeconds, endSeconds: startSeconds + 1 },
  note: `at ${startSeconds}`,
});

describe('citations', () => {
  it('that a model invents are dropped', async () => {
    const model = fakeModel()
      .respondWithTools(search('a red dog jumps in the snow'))
      .respond(new AIMessage('It jumps [9] at 0:09 [1][9], I am sure [12].'));
    const answer = await createVideoAgent({ context, rounds: 1, model }).ask('When does the red dog jump?');
    expect(answer.text).toBe('It jumps at 0:09 [1], I am sure.');
    expect(answer.citations.map((citation) => citation.span.startSeconds)).toEqual([9]);
  });

  it('may be written as Chinese is typed, also in pieces', async () => {
    const model = fakeModel()
      .respondWithTools(search('a red dog jumps in the snow'))
      .respond(new AIMessage('它在 0:09 跳【1】，不是［1、9］。'));
    const answer = await createVideoAgent({ context, rounds: 1, model }).ask('它什么时候跳？');
    expect(answer.text).toBe('它在 0:09 跳[1]，不是[1]。');
    const markers = new CitationMarkers(CitationLedger.fromMessages([]));
    expect([...'跳【1】。'].map((letter) => markers.push(letter)).join('') + markers.finish()).toBe('跳。');
    for (const words of [
      '没有找到红色的狗。',
      '我在视频里没找到红色的狗',
      '视频中找不到它。',
      '没有相关的片段。',
      '未能在视频中找到。',
    ])
      expect(saysNotFound(words), words).toBe(true);
    for (const words of ['狗找到了球。', '它没有跳，而是坐下了。']) expect(saysNotFound(words), words).toBe(false);
  });

  it('are unique over all tool calls of a turn and numbered from 1 for the user', async () => {
    const tools: string[] = [];
    const model = fakeModel()
      .respondWithTools(search('a red dog jumps in the snow'))
      .respondWithTools([{ name: 'caption_moment', args: { video: 'park-day' } }])
      .respond((messages: BaseMessage[]) => {
        tools.push(...messages.filter((message) => ToolMessage.isInstance(message)).map((message) => message.text));
        return new AIMessage('First the dog moves left [2], later it jumps [1].');
      });
    const answer = await createVideoAgent({ context, rounds: 1, model }).ask('What does the red dog do?');
    expect(tools[1]?.match(/^\[\d+\]/gm)).toEqual(['[2]', '[3]', '[1]', '[4]', '[5]', '[6]']);
    expect(answer.text).toBe('First the dog moves left [1], later it jumps [2].');
    expect(answer.citations.map(({ number, span }) => [number, span.startSeconds])).toEqual([
      [1, 0],
      [2, 9],
    ]);
  });

  it('come from the times that unmarked words mention, else from the first result', async () => {
    const looks = () => fakeModel().respondWithTools([{ name: 'caption_moment', args: { video: 'park-day' } }]);
    const ask = async (words: string) =>
      (
        await createVideoAgent({ context, rounds: 1, model: looks().respond(new AIMessage(words)) }).ask('?')
      ).citations.map((citation) => citation.span.startSeconds);
    expect(await ask('It sits down at 0:18.')).toEqual([18]);
    expect(await ask('Around 0:15 the cat sits down.')).toEqual([13.5]);
    expect(await ask('A dog moves left.')).toEqual([0]);
    expect(await ask('I could not find a boat.')).toEqual([]);
  });

  it('are none where no tool was called', async () => {
    const answer = await createVideoAgent({
      context,
      model: fakeModel().respond(new AIMessage('At 0:04 a dog runs [1].')),
    }).ask('When?');
    expect(answer).toMatchObject({ text: 'At 0:04 a dog runs.', citations: [], found: false });
  });

  it('mean the same span in later turns of a thread', async () => {
    const model = fakeModel()
      .respondWithTools(search('a red dog jumps in the snow'))
      .respond(new AIMessage('It jumps at 0:09 [1].'))
      .respondWithTools([{ name: 'caption_moment', args: { video: 'night-walk', to: 4 } }])
      .respond(new AIMessage('The robot [2], not the dog [1].'));
    const agent = createVideoAgent({ context, rounds: 1, model });
    await agent.ask('When does the red dog jump?', { threadId: 't' });
    const second = await agent.ask('Who picks up a box?', { threadId: 't' });
    expect(second.text).toBe('The robot [1], not the dog [2].');
    expect(second.citations.map((citation) => citation.videoTitle)).toEqual(['night-walk', 'park-day']);
  });
});

describe('CitationMarkers', () => {
  const ledger = new CitationLedger();
  ledger.enter({ tool: 't', spans: [spanAt(0), spanAt(1), spanAt(2), spanAt(1)] });

  it('give a span one number, however often it comes', () => {
    expect(ledger.enter({ tool: 'u', spans: [spanAt(2), spanAt(7), spanAt(0)] }).numbers).toEqual([3, 4, 1]);
  });

  const rows = [
    ['a [3], b [1], c [3].', 'a [1], b [2], c [1].'],
    ['a [2, 9, 3] b [1-3]', 'a [1][2] b [3][1][2]'],
    ['none [8] at all [77].', 'none at all.'],
    ['[1]', '[1]'],
    ['array[0] and [x] and [1', 'array and [x] and [1'],
    ['  padded [1]  ', 'padded [1]'],
  ] as const;
  it.each(rows)('turn %j into %j, whole or letter by letter', (text, expected) => {
    const whole = new CitationMarkers(ledger);
    expect(whole.push(text) + whole.finish()).toBe(expected);
    const letters = new CitationMarkers(ledger);
    expect([...text].map((letter) => letters.push(letter)).join('') + letters.finish()).toBe(expected);
  });
});

describe('saysNotFound', () => {
  it('knows the ways of owning up, and a "no" from a "not found"', () => {
    for (const words of [
      'I could not find a boat.',
      "I couldn't find that.",
      'Nothing in the library matches a boat.',
      'No moment was found.',
      'That is not in the video.',
    ])
      expect(saysNotFound(words)).toBe(true);
    for (const words of [
      'No, I could not find a boat.',
      'The dog finds nothing.',
      'It jumps. I could not find more.',
      'Yes, it was found.',
    ])
      expect(saysNotFound(words)).toBe(false);
  });
});
