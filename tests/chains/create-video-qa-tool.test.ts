import { HumanMessage, ToolMessage } from '@langchain/core/messages';
import { createAgent, fakeModel } from 'langchain';
import { AIMessage } from '@langchain/core/messages';
import { describe, expect, it } from 'vitest';
import { createVideoAgent } from '../../src/chains/create-video-agent.js';
import { createVideoQaTool } from '../../src/chains/create-video-qa-tool.js';
import { OfflineChatModel } from '../../src/chains/offline/offline-chat-model.js';
import type { Answer } from '../../src/domain/answer.js';
import { toolStepEvent } from '../../src/tools/create-video-tool.js';
import { createMemoryLibrary } from '../tools/memory-library.js';

const agent = createVideoAgent({ context: createMemoryLibrary(), model: new OfflineChatModel() });
const askVideos = createVideoQaTool(agent);
const call = (args: object) => ({ type: 'tool_call' as const, id: 'call', name: askVideos.name, args: { ...args } });

describe('the whole agent as one tool', () => {
  it('answers another agent in words, with a line for each citation and the answer beside them', async () => {
    const model = fakeModel()
      .respondWithTools([{ name: 'ask_videos', args: { question: 'What does the red dog do in park-day?' }, id: 'a' }])
      .respond(new AIMessage('It sits down.'));
    const other = createAgent({ model, tools: [askVideos] });
    const { messages } = await other.invoke({ messages: [new HumanMessage('What is the dog up to?')] });
    const reply = messages.find((message) => ToolMessage.isInstance(message));
    const answer = reply?.artifact as Answer;
    const alone = await agent.ask('What does the red dog do in park-day?');
    expect(answer).toEqual(alone);
    expect(answer.citations.length).toBeGreaterThan(0);
    const open = answer.claims.filter(({ verdict }) => verdict !== 'confirmed');
    expect(reply?.text.split('\n')).toHaveLength(3 + answer.citations.length + 1 + open.length);
    expect(reply?.text).toContain(answer.text);
    expect(reply?.text).toContain('[1] "park-day" #');
  });

  it('looks only into the videos named, and refuses unknown ones in words', async () => {
    const refused = (await askVideos.invoke(call({ question: 'What happens?', videos: ['nowhere'] }))) as ToolMessage;
    expect(refused.text).toContain('nowhere');
    expect(refused.artifact).toBeUndefined();
    const scoped = (await askVideos.invoke(
      call({ question: 'What does the red dog do?', videos: ['park-day'] }),
    )) as ToolMessage;
    const { citations } = scoped.artifact as Answer;
    expect(new Set(citations.map(({ videoTitle }) => videoTitle))).toEqual(new Set(['park-day']));
  });

  it('tells what it does meanwhile and stops when the caller does', async () => {
    const steps: unknown[] = [];
    const listener = {
      handleCustomEvent: (name: string, step: unknown) => void (name === toolStepEvent && steps.push(step)),
    };
    await askVideos.invoke(call({ question: 'What does the red dog do?' }), { callbacks: [listener] });
    expect(steps).toContain('looking: search moments');
    const signal = AbortSignal.abort();
    await expect(askVideos.invoke(call({ question: 'What does the red dog do?' }), { signal })).rejects.toThrow();
  });

  it('has the name and the description that it is given', () => {
    const named = createVideoQaTool(agent, { name: 'holiday_films', description: 'Knows our holidays.' });
    expect([named.name, named.description]).toEqual(['holiday_films', 'Knows our holidays.']);
  });
});
