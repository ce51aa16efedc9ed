import { AIMessage } from '@langchain/core/messages';
import { FakeToolCallingModel, fakeModel } from 'langchain';
import { describe, expect, it } from 'vitest';
import { createVideoAgent } from '../../src/chains/create-video-agent.js';
import { ConversationMemory } from '../../src/chains/conversation-memory.js';
import { OfflineChatModel } from '../../src/chains/offline/offline-chat-model.js';
import type { Tube } from '../../src/retrieval/contracts.js';
import type { VideoToolContext } from '../../src/tools/contracts.js';
import { createMemoryLibrary } from '../tools/memory-library.js';
import { collectEvents } from './collect-events.js';

const library = createMemoryLibrary();
/** The hand-written library with eyes: the detector sees who its captions name, the classifier what they do. */
const context: VideoToolContext = {
  ...library,
  spatialLocator: {
    whereIs: async ({ videoId, span }): Promise<Tube[]> => {
      const [shot] = await library.inspector.captions(videoId, span);
      const [, colour = '', kind = ''] = shot?.caption?.split(' ') ?? [];
      const action = { label: 'acts', probability: 0.9 };
      return [
        {
          videoId,
          span: shot?.span ?? { startSeconds: 0, endSeconds: 1 },
          description: `${colour} ${kind}`,
          boxes: [],
          score: 0.9,
          action,
        },
      ];
    },
  },
};
const look = (id: string, description: string) => [
  { name: 'search_moments', args: { description, video: 'park-day' }, id },
];

describe('an answer whose check fails', () => {
  it('is withdrawn: the model looks again, and the thread keeps neither note nor withdrawn answer', async () => {
    const model = fakeModel()
      .respondWithTools(look('a', 'a red dog jumps in the snow'))
      .respond(new AIMessage('A green boat sits down on the beach at 0:09 [1].'))
      .respondWithTools(look('b', 'a red dog jumps'))
      .respond(new AIMessage('A red dog jumps in the snow at 0:09 [1].'));
    const memory = new ConversationMemory();
    const agent = createVideoAgent({ context, model, memory });
    const events = await collectEvents(agent.stream('When does it jump?', { threadId: 't' }));
    const last = events.at(-1);
    if (last?.type !== 'answer') throw new Error('no answer');
    expect(events).toContainEqual({ type: 'looking-again', round: 2, because: 'rejected' });
    expect(last.answer).toMatchObject({
      text: 'A red dog jumps in the snow at 0:09 [1].',
      rounds: 2,
      // The place is for the caption alone to say, which is as sure as that.
      confidence: 0.9,
    });
    expect(last.answer.claims).toMatchObject([{ verdict: 'confirmed', citations: [1] }]);
    expect(last.answer.lookedAt.map(({ tool }) => tool)).toEqual(['search_moments', 'search_moments']);
    const kept = await memory.load('t');
    expect(kept.filter((message) => message.type === 'human').map((message) => message.text)).toEqual([
      'When does it jump?',
    ]);
    const answers = kept.filter((message) => message.type === 'ai').map((message) => message.text);
    expect(answers).not.toContain('A green boat sits down on the beach at 0:09 [1].');
    expect(answers.at(-1)).toBe('A red dog jumps in the snow at 0:09 [1].');
  });

  it('looks no more often than the budget says, and shows what does not hold', async () => {
    const model = fakeModel()
      .respondWithTools(look('a', 'a red dog jumps in the snow'))
      .respond(new AIMessage('A green boat sits down at 0:09 [1].'))
      .respond(new AIMessage('A green boat sits down at 0:09 [1].'));
    const answer = await createVideoAgent({ context, model, rounds: 2 }).ask('What sits down?');
    expect(answer).toMatchObject({ rounds: 2, claims: [{ verdict: 'rejected' }] });
    expect(answer.confidence).toBeLessThan(0.05);
  });

  it('that found nothing is looked for once more, and then offers what comes nearest', async () => {
    const model = fakeModel()
      .respondWithTools(look('a', 'a green kite yodels'))
      .respond(new AIMessage('I could not find a green kite.'))
      .respond(new AIMessage('I could not find a green kite.'));
    const answer = await createVideoAgent({ context, model }).ask('When does the green kite fly?');
    expect(answer).toMatchObject({ found: false, rounds: 2, confidence: 0, claims: [] });
    expect(answer.nearest.length).toBeLessThanOrEqual(3);
  });

  it('is given, doubtful as it is, when the second look fails', async () => {
    const model = fakeModel()
      .respondWithTools(look('a', 'a red dog jumps in the snow'))
      .respond(new AIMessage('A green boat sits down at 0:09 [1].'))
      .respond(new Error('out of memory'));
    const answer = await createVideoAgent({ context, model, retryDelaysMs: [] }).ask('What sits down?');
    expect(answer).toMatchObject({ text: 'A green boat sits down at 0:09 [1].', claims: [{ verdict: 'rejected' }] });
  });

  it('is left as it is when checking is off', async () => {
    const model = fakeModel()
      .respondWithTools(look('a', 'a red dog jumps in the snow'))
      .respond(new AIMessage('A green boat sits down at 0:09 [1].'));
    const answer = await createVideoAgent({ context, model, verify: false }).ask('What sits down?');
    expect(answer).toMatchObject({ rounds: 1, claims: [] });
  });
});

describe('the rules', () => {
  it('look once, tell where they looked, and cite only what tools returned', async () => {
    const answer = await createVideoAgent({ context, model: new OfflineChatModel() }).ask(
      'When does the red dog jump?',
    );
    expect(answer.rounds).toBe(1);
    expect(answer.claims).toMatchObject([{ verdict: 'confirmed' }]);
    const seen = answer.lookedAt.flatMap(({ moments }) =>
      moments.map(({ videoId, span }) => JSON.stringify([videoId, span])),
    );
    for (const { videoId, span } of answer.citations) expect(seen).toContain(JSON.stringify([videoId, span]));
  });
});

describe('a model that fails', () => {
  it('is replaced by the next one', async () => {
    const failing = fakeModel().respond(new Error('out of memory'));
    const answer = await createVideoAgent({
      context,
      model: failing,
      fallbackModels: [new OfflineChatModel()],
      retryDelaysMs: [],
    }).ask('When does the red dog jump?');
    expect(answer.text).toContain('0:09–0:13');
  });
});

describe('a long thread', () => {
  it('is summed up: older turns give way to a summary, citations keep their meaning', async () => {
    const memory = new ConversationMemory();
    const offline = createVideoAgent({ context, model: new OfflineChatModel(), memory });
    for (const question of ['When does the red dog jump?', 'When does the blue cat jump?', 'What happens in park-day?'])
      await offline.ask(question, { threadId: 't' });
    const before = (await memory.load('t')).length;
    const model = new FakeToolCallingModel({ toolCalls: [[]] });
    const agent = createVideoAgent({ context, model, memory, summarizeFromTokens: 200, rounds: 1 });
    await agent.ask('And?', { threadId: 't' });
    const after = await memory.load('t');
    expect(after.length).toBeLessThan(before);
    expect(after[0]?.text).toMatch(/summary/i);
    expect(after[0]?.text).not.toMatch(/\[\d+\]/);
  });
});
