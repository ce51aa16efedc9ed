import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawHeldOutPatterns } from '../../../training/chat/held-out-patterns.js';
import { openNamedChatModel } from '../../../src/apps/open-named-chat-model.js';
import { readSettings } from '../../../src/apps/settings.js';
import { systemPromptFor } from '../../../src/chains/system-prompt.js';
import { createVideoTools } from '../../../src/tools/create-video-tools.js';
import { createMemoryLibrary } from '../../tools/memory-library.js';

const starter = JSON.parse(
  readFileSync(new URL('../../../data/models/starter/askreel-pack.json', import.meta.url), 'utf8'),
) as { roles: Record<string, unknown> };
const count = 200;

describe.skipIf(!('chat' in starter.roles))('the chat model of the starter pack', () => {
  it(`picks the right tool with the right arguments for ${count} wordings that it was never trained on`, async () => {
    const { model, close } = await openNamedChatModel('local:starter', readSettings({ ASKREEL_PROVIDERS: 'cpu' }));
    const asked = model.bindTools?.(createVideoTools(createMemoryLibrary()));
    const wrong: object[] = [];
    const tools = new Set<string>();
    for (const { question, call } of drawHeldOutPatterns(31, count)) {
      const reply = await asked?.invoke([new SystemMessage(systemPromptFor(3)), new HumanMessage(question)]);
      const calls = reply?.tool_calls?.map(({ name, args }) => ({ name, args }));
      calls?.forEach(({ name }) => tools.add(name));
      const expected = call ? [call] : [];
      try {
        expect(calls).toEqual(expected);
      } catch {
        wrong.push({ question, expected, calls });
      }
    }
    await close();
    expect(wrong.length, JSON.stringify(wrong, undefined, 1)).toBeLessThanOrEqual(0.05 * count);
    expect(tools.size).toBe(6);
  });
});
