import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ToolMessage } from '@langchain/core/messages';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/apps/cli/run-command-line.js';
import { createVideoAgent, createVideoToolkit, indexVideos, openLibrary, type VideoLibrary } from '../../src/index.js';
import { captureStreams } from './capture-streams.js';

const title = 'quiet-journey-1000001';
const sample = fileURLToPath(new URL(`../../data/videos/${title}.mp4`, import.meta.url));

let folder: string;
let library: VideoLibrary;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-chinese-'));
  library = await openLibrary(folder, { pack: 'starter', providers: ['cpu'] });
  await indexVideos(library, [sample]);
});
afterAll(async () => {
  await library.close();
  await rm(folder, { recursive: true });
});

async function use(tool: string, args: Record<string, unknown>): Promise<ToolMessage> {
  const call = { type: 'tool_call', id: '1', name: tool, args } as const;
  return (await createVideoToolkit(library).tool(tool).invoke(call)) as ToolMessage;
}

const linesOf = (message: ToolMessage): string[] => message.text.split('\n').filter((line) => line.startsWith('['));

describe('a sample video, described in Chinese', () => {
  it.each([
    ['粉色的球在海滩上拿起箱子', 'a pink ball picks up a box on the beach'],
    ['紅色的汽車消失', 'a red car disappears'],
  ])('search finds the same for %s', async (chinese, english) => {
    const found = await library.search.search({ description: chinese });
    expect(found.verdict).toBe('found');
    expect(found.moments).toEqual((await library.search.search({ description: english })).moments);
  });

  it.each([
    ['where_is', { description: '红色的汽车', from: 10, to: 14 }, { description: 'a red car', from: 10, to: 14 }],
    ['find_highlights', { description: '粉色的球' }, { description: 'a pink ball' }],
    ['query_events', { measure: 'count', about: '粉色的球' }, { measure: 'count', about: 'a pink ball' }],
    [
      'ask_moment',
      { question: '汽车是什么颜色？', from: 10, to: 14 },
      { question: 'what colour is the car', from: 10, to: 14 },
    ],
    ['recognize_actions', { labels: ['消失', '跳'] }, { labels: ['disappears', 'jumps'] }],
  ])('%s answers as it does in English', async (tool, chinese, english) => {
    const lines = linesOf(await use(tool, chinese));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines).toEqual(linesOf(await use(tool, english)));
  });

  it.each([
    ['search_moments', { description: '红色的独角兽' }],
    ['where_is', { description: '红色的独角兽', from: 0, to: 5 }],
    ['find_highlights', { description: '红色的独角兽' }],
    ['query_events', { measure: 'count', about: '红色的独角兽' }],
    ['ask_moment', { question: '独角兽在做什么', from: 0, to: 5 }],
  ])('%s asks for English where a word is unknown', async (tool, args) => {
    const message = await use(tool, args);
    expect(message.text).toMatch(/独角兽.*in plain English/s);
    expect(message.artifact).toMatchObject({ refused: true, spans: [] });
  });

  it('is asked about in a conversation', async () => {
    const agent = await createVideoAgent(library, { model: 'offline' });
    const ask = async (question: string): Promise<string> => (await agent.ask(question, { threadId: 'zh' })).text;
    expect(await ask('红色的汽车在夜里做什么？')).toMatch(/^红色的汽车在夜里向左移动（0:09–0:14/);
    expect(await ask('然后呢？')).toMatch(/一个粉色的球在房间里向左移动/);
    expect(await ask('and where is that?')).toMatch(/^In the room/);
    expect(await ask('有几个粉色的球？')).toMatch(/^1个：粉色的球/);
  });

  it('is asked about on the command line', async () => {
    const streams = captureStreams({ isTTY: false });
    const code = await runCommandLine(['ask', '红色的汽车在哪里消失？', '--library', folder], streams);
    expect(code).toBe(0);
    expect(streams.out()).toMatch(/在街上/);
  });
});
