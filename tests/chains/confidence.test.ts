import { describe, expect, it } from 'vitest';
import { createVideoAgent } from '../../src/chains/create-video-agent.js';
import { OfflineChatModel } from '../../src/chains/offline/offline-chat-model.js';
import { createMemoryLibrary } from '../tools/memory-library.js';

const context = createMemoryLibrary();
const model = new OfflineChatModel();
const checking = createVideoAgent({ context, model });
const trusting = createVideoAgent({ context, model, verify: false });
const park = { videoIds: ['park-day'] };

describe('the confidence in an answer', () => {
  it('is that of its least sure statement', async () => {
    const { claims, confidence } = await checking.ask('What does the red dog do?', park);
    expect(claims.length).toBeGreaterThan(0);
    expect(confidence).toBe(Math.min(...claims.map((claim) => claim.confidence)));
  });

  it('is what the tools say where looking at one moment cannot tell, or nobody looks', async () => {
    const counted = await checking.ask('How many times does the blue cat jump?', park);
    expect(counted.claims).toMatchObject([{ verdict: 'unverified', reason: 'one moment cannot show it' }]);
    const unchecked = await trusting.ask('When does the red dog jump?', park);
    for (const { citations, confidence } of [counted, unchecked]) {
      expect(confidence).toBeGreaterThan(0.5);
      expect(confidence).toBe(Math.min(...citations.map((citation) => citation.confidence ?? 0)));
    }
  });

  it('in a plain no is how sure the search is that nothing shows it', async () => {
    const none = await checking.ask('Is there a purple elephant?', park);
    const nearly = await checking.ask('Is there a green dog?', park);
    expect([none.found, nearly.found]).toEqual([true, true]);
    expect(none.confidence).toBe(1);
    expect(nearly.confidence).toBeLessThan(none.confidence);
  });

  it('in a refusal is none', async () => {
    expect((await checking.ask('When does the green boat sit down?', park)).confidence).toBe(0);
  });
});
