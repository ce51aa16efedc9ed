import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { describe, expect, it } from 'vitest';
import { createMcpServer } from '../../../src/apps/mcp/create-mcp-server.js';
import { createVideoAgent } from '../../../src/chains/create-video-agent.js';
import { OfflineChatModel } from '../../../src/chains/offline/offline-chat-model.js';
import { createMemoryLibrary } from '../../tools/memory-library.js';

async function ask(question: string): Promise<{ text: string; structured: Record<string, unknown> }> {
  const context = createMemoryLibrary();
  const server = createMcpServer({
    context,
    media: () => Promise.reject(new Error('no ffmpeg here')),
    agent: createVideoAgent({ context, model: new OfflineChatModel() }),
    version: '1.0.0',
    log: () => undefined,
  });
  const [near, far] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'test', version: '1.0.0' });
  await Promise.all([server.connect(far), client.connect(near)]);
  // The client checks the structured content against the tool's own schema once it knows that.
  await client.listTools();
  const result = await client.callTool({ name: 'ask_videos', arguments: { question } });
  await client.close();
  const [content] = result.content as { text: string }[];
  return { text: content?.text ?? '', structured: result.structuredContent as Record<string, unknown> };
}

describe('ask_videos over MCP', () => {
  it('gives each statement with its verdict and the confidence, for programs and in words', async () => {
    const { text, structured } = await ask('When does the red dog jump?');
    const claims = structured['claims'] as { verdict: string; reason: string; citations: number[] }[];
    expect(claims).toHaveLength(1);
    expect(claims[0]).toMatchObject({ citations: [1], verdict: 'unverified' });
    expect(claims[0]?.reason).not.toBe('');
    expect(structured['confidence']).toBeGreaterThan(0);
    expect(structured['nearest']).toEqual([]);
    expect(text).toContain(`[1]: "${claims[0]?.reason}"`);
  });

  it('gives the nearest moments where nothing was found, which no number cites', async () => {
    const { text, structured } = await ask('When does the green boat sit down?');
    const nearest = structured['nearest'] as Record<string, unknown>[];
    expect(structured).toMatchObject({ found: false, confidence: 0, citations: [], claims: [] });
    expect(nearest.length).toBeGreaterThan(0);
    expect(nearest[0]).not.toHaveProperty('number');
    expect(nearest[0]).not.toHaveProperty('videoPath');
    expect(text.match(/nearest, does not show it: "/g)).toHaveLength(nearest.length);
  });
});
