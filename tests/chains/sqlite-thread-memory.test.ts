import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AIMessage, HumanMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqliteThreadMemory } from '../../src/chains/sqlite-thread-memory.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-sqlite-threads-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const turn = (question: string, answer: string): BaseMessage[] => [
  new HumanMessage(question),
  new AIMessage({ content: '', tool_calls: [{ name: 'list_videos', args: {}, id: 'a' }] }),
  new ToolMessage({ content: '1 video', tool_call_id: 'a', artifact: { tool: 'list_videos', spans: [], numbers: [] } }),
  new AIMessage({ content: answer, additional_kwargs: { offlineMemory: { focus: [] } } }),
];

describe('threads in SQLite', () => {
  it('outlive the process, artifacts and all', async () => {
    const path = join(folder, 'kept.sqlite');
    const first = new SqliteThreadMemory(path);
    await first.save('trip', turn('When?', 'At 0:05.'));
    await first.save('trip', [...turn('When?', 'At 0:05.'), ...turn('And where?', 'In the snow.')]);
    await first.save('party', turn('Who?', 'Nobody.'));
    first.close();
    const second = new SqliteThreadMemory(path);
    const messages = await second.load('trip');
    expect(messages.map((message) => message.text)).toEqual([
      'When?',
      '',
      '1 video',
      'At 0:05.',
      'And where?',
      '',
      '1 video',
      'In the snow.',
    ]);
    expect((messages[2] as ToolMessage).artifact).toEqual({ tool: 'list_videos', spans: [], numbers: [] });
    expect(messages[3]?.additional_kwargs).toEqual({ offlineMemory: { focus: [] } });
    expect(await second.threads()).toMatchObject([
      { threadId: 'party', turns: 1 },
      { threadId: 'trip', turns: 2 },
    ]);
    await second.forget('trip');
    expect(await second.load('trip')).toEqual([]);
    expect((await second.threads()).map(({ threadId }) => threadId)).toEqual(['party']);
    second.close();
  });

  it('may be written by two at once: each thread stays whole', async () => {
    const path = join(folder, 'shared.sqlite');
    const [one, other] = [new SqliteThreadMemory(path), new SqliteThreadMemory(path)];
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? one : other).save(`thread ${index % 4}`, turn(`question ${index}`, `answer ${index}`)),
      ),
    );
    for (let thread = 0; thread < 4; thread += 1) {
      const texts = (await one.load(`thread ${thread}`)).map((message) => message.text);
      expect(texts).toHaveLength(4);
      expect(texts[3]).toBe(texts[0]?.replace('question', 'answer'));
    }
    one.close();
    other.close();
  });

  it('knows no thread before the first one', async () => {
    const memory = new SqliteThreadMemory(join(folder, 'new.sqlite'));
    expect(await memory.threads()).toEqual([]);
    await memory.forget('nobody');
    expect(await memory.load('nobody')).toEqual([]);
    memory.close();
  });
});
