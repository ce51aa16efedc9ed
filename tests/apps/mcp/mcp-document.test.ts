import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { describe, expect, it } from 'vitest';
import { createMcpServer } from '../../../src/apps/mcp/create-mcp-server.js';
import { createMemoryLibrary } from '../../tools/memory-library.js';

const text = readFileSync(new URL('../../../docs/mcp.md', import.meta.url), 'utf8');

describe('docs/mcp.md', () => {
  it('names every tool, resource and prompt', async () => {
    const server = createMcpServer({
      context: createMemoryLibrary(),
      media: () => Promise.reject(new Error('no ffmpeg here')),
      agent: { stream: () => (async function* () {})() },
      version: '1.0.0',
      log: () => undefined,
    });
    const [near, far] = InMemoryTransport.createLinkedPair();
    const client = new Client({ name: 'test', version: '1.0.0' });
    await Promise.all([server.connect(far), client.connect(near)]);
    const { tools } = await client.listTools();
    const { resourceTemplates } = await client.listResourceTemplates();
    const { prompts } = await client.listPrompts();
    const names = [...tools, ...prompts].map(({ name }) => name);
    for (const name of [...names, ...resourceTemplates.map(({ uriTemplate }) => uriTemplate)])
      expect(text).toContain(`\`${name}\``);
    await client.close();
  });

  it('has settings that are JSON', () => {
    const snippets = [...text.matchAll(/```json\n([^]*?)```/g)].map(([, json = '']) => json);
    expect(snippets.length).toBeGreaterThan(2);
    for (const json of snippets) expect(() => JSON.parse(json) as unknown).not.toThrow();
  });
});
