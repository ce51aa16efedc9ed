import { describe, expect, it } from 'vitest';
import { createVideoAgent } from '../../../src/chains/create-video-agent.js';
import { ToolPromptingChatModel } from '../../../src/chains/local/tool-prompting-chat-model.js';
import { AskreelError } from '../../../src/domain/coded-error.js';
import { createMemoryLibrary } from '../../tools/memory-library.js';
import { collectEvents } from '../collect-events.js';
import { ScriptedGenerator } from '../scripted-generator.js';
import { malformedReplies } from './malformed-replies.js';

const context = createMemoryLibrary();
const replies = malformedReplies(200, 7);
const outcomes = { answered: 0, called: 0, failed: 0 };

async function askWith(text: string, streamed: boolean): Promise<'answered' | 'called' | 'failed'> {
  // The model never does better: what it is asked, it answers with the same, until a tool has answered.
  const generator = new ScriptedGenerator(({ messages }) => {
    const tool = messages.findLast((message) => message.role === 'tool');
    return tool ? 'That is all I found.' : text;
  });
  const agent = createVideoAgent({ context, model: new ToolPromptingChatModel({ generator }), modelTimeoutMs: 20_000 });
  try {
    if (!streamed) await agent.ask('When does the red dog jump?');
    const events = streamed ? await collectEvents(agent.stream('When does the red dog jump?')) : undefined;
    if (events) expect(events.at(-1)?.type).toBe('answer');
    expect(generator.prompts.length).toBeLessThanOrEqual(3);
    return generator.prompts.some(({ messages }) => messages.at(-1)?.role === 'tool') ? 'called' : 'answered';
  } catch (error) {
    if (!AskreelError.isInstance(error)) throw error;
    expect(error.code).toBe('CHAT_MODEL_FAILED');
    expect(error.message).not.toMatch(/[\n\0]/);
    expect(error.hint).toMatch(/\.$/);
    expect(generator.prompts).toHaveLength(2);
    return 'failed';
  }
}

describe('200 malformed replies', () => {
  it.each(replies.map(({ kind, text }, index) => [index, kind, JSON.stringify(text.slice(0, 60)), text] as const))(
    '%i (%s) %s ends in an answer or in CHAT_MODEL_FAILED',
    async (index, _kind, _beginning, text) => {
      outcomes[await askWith(text, index % 2 === 0)] += 1;
    },
  );

  it('are mostly understood: a call is made of most of them', () => {
    expect(replies).toHaveLength(200);
    expect(outcomes.answered + outcomes.called + outcomes.failed).toBe(200);
    expect(outcomes.called).toBeGreaterThan(100);
  });
});
