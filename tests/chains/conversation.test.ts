import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AIMessage } from '@langchain/core/messages';
import { fakeModel } from 'langchain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVideoAgent } from '../../src/chains/create-video-agent.js';
import { FileThreadMemory } from '../../src/chains/file-thread-memory.js';
import { OfflineChatModel } from '../../src/chains/offline/offline-chat-model.js';
import { createMemoryLibrary } from '../tools/memory-library.js';

const context = createMemoryLibrary();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-threads-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Questions one after another, with what each answer says and cites. */
type Talk = readonly (readonly [question: string, says: RegExp, cites: readonly number[]])[];

const talks: readonly Talk[] = [
  [
    ['When does the red dog jump?', /0:09–0:13/, [9]],
    ['And after that?', /blue cat sits down/, [13.5]],
    ['and then?', /red dog sits down/, [18]],
    ['What happened before that?', /blue cat sits down/, [13.5]],
  ],
  [
    ['Who jumps in the snow?', /red dog/, [9]],
    ['And where?', /in the snow/i, [9]],
    ['When was that?', /0:09–0:13/, [9]],
    ['What colour is it?', /red/i, [9]],
    ['What does it do next?', /sits down/, [18]],
  ],
  [
    ['When does the red dog jump?', /0:09/, [9]],
    ['What about the blue cat?', /0:04–0:09.*0:22–0:27/, [4.2, 22]],
    ['How many times?', /2 times/, [4.2, 22]],
    ['and in the park?', /1 time/, [4.2]],
  ],
  [
    ['Where does the red dog sit down?', /on the beach/i, [18]],
    ['When does it jump?', /0:09–0:13/, [9]],
    ['What does the cat do after that?', /sits down/, [13.5]],
  ],
  [
    ['When does the green boat sit down?', /could not find/, []],
    ['And the blue cat?', /0:13–0:18/, [13.5]],
  ],
  [
    ['Who is in the room?', /blue cat.*green bird/, [13.5]],
    ['What happens next?', /red dog sits down on the beach/, [18]],
  ],
];

describe('a conversation with the offline model', () => {
  it.each(talks.map((talk) => [talk.map(([question]) => question).join(' → '), talk] as const))(
    '%s',
    async (_name, talk) => {
      const agent = createVideoAgent({ context, model: new OfflineChatModel(), videoIds: ['park-day'] });
      for (const [question, says, cites] of talk) {
        const answer = await agent.ask(question, { threadId: 'talk' });
        expect(answer.text, question).toMatch(says);
        expect(
          answer.citations.map((citation) => citation.span.startSeconds),
          question,
        ).toEqual(cites);
      }
    },
  );

  it('is forgotten without a thread, in another thread and when asked to', async () => {
    const agent = createVideoAgent({ context, model: new OfflineChatModel(), videoIds: ['park-day'] });
    await agent.ask('When does the red dog jump?', { threadId: 'one' });
    for (const options of [{}, { threadId: 'two' }])
      expect((await agent.ask('And where?', options)).text).not.toMatch(/^in the snow at/i);
    expect((await agent.ask('And where?', { threadId: 'one' })).text).toMatch(/^in the snow at/i);
    await agent.forget('one');
    expect((await agent.ask('And where?', { threadId: 'one' })).text).not.toMatch(/^in the snow at/i);
  });
});

describe('a thread', () => {
  it('forgets a turn that failed, so that the next one is whole', async () => {
    const seen: number[] = [];
    const model = fakeModel()
      .respond(new AIMessage('Hello.'))
      .respondWithTools([{ name: 'list_videos', args: {} }])
      .respond(Object.assign(new Error('bad key'), { status: 401 }))
      .respond((messages) => {
        seen.push(messages.length);
        return new AIMessage('Hello again.');
      });
    const agent = createVideoAgent({ context, model });
    await agent.ask('Hi', { threadId: 't' });
    await expect(agent.ask('List', { threadId: 't' })).rejects.toMatchObject({ code: 'CHAT_MODEL_FAILED' });
    await agent.ask('Hi', { threadId: 't' });
    // System prompt, first question and answer, this question.
    expect(seen).toEqual([4]);
  });

  it('takes its questions one after another', async () => {
    const agent = createVideoAgent({ context, model: new OfflineChatModel(), videoIds: ['park-day'] });
    const [, second] = await Promise.all([
      agent.ask('When does the red dog jump?', { threadId: 't' }),
      agent.ask('And after that?', { threadId: 't' }),
    ]);
    expect(second.text).toContain('blue cat sits down');
  });

  it('outlives the process in a file, apart from those of other libraries', async () => {
    const filePath = join(folder, 'deep', 'threads.json');
    const agentOf = (owner: string) =>
      createVideoAgent({
        context,
        model: new OfflineChatModel(),
        videoIds: ['park-day'],
        memory: new FileThreadMemory({ filePath, owner }),
      });
    await agentOf('library-a').ask('When does the red dog jump?', { threadId: 'chat' });
    const later = await agentOf('library-a').ask('And after that?', { threadId: 'chat' });
    expect(later.text).toContain('blue cat sits down');
    expect(later.citations.map((citation) => citation.span.startSeconds)).toEqual([13.5]);
    expect((await agentOf('library-b').ask('And where?', { threadId: 'chat' })).text).not.toMatch(/^in the snow at/i);
    expect(await new FileThreadMemory({ filePath, owner: 'library-a' }).threadIds()).toEqual(['chat']);
    const kept = JSON.parse(await readFile(filePath, 'utf8')) as Record<
      string,
      Record<string, { messages: unknown[] }>
    >;
    // Two turns: question, tool calls, tool results, answer.
    expect(kept['library-a']?.['chat']?.messages.length).toBeGreaterThanOrEqual(8);
  });
});
