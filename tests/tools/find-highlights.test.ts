import type { ToolMessage } from '@langchain/core/messages';
import { describe, expect, it } from 'vitest';
import type { HighlightQuery } from '../../src/retrieval/contracts.js';
import { createVideoTools } from '../../src/tools/create-video-tools.js';
import { parseEvidenceLine } from '../../src/tools/evidence-line.js';
import { createMemoryLibrary } from './memory-library.js';

const asked: HighlightQuery[] = [];
const context = {
  ...createMemoryLibrary(),
  highlights: {
    find: (query: HighlightQuery) => {
      asked.push(query);
      const stretches =
        query.description === 'nothing' ? [] : [{ startSeconds: 9.5, endSeconds: 12.25, saliency: 0.81 }];
      return Promise.resolve({ stretches, saliency: new Float32Array(14), clipSeconds: 2 });
    },
  },
};

async function call(args: Record<string, unknown>): Promise<string> {
  const tool = createVideoTools(context).find(({ name }) => name === 'find_highlights');
  if (!tool) throw new Error('there is no such tool');
  const message = (await tool.invoke({ type: 'tool_call', id: 'call', name: tool.name, args })) as ToolMessage;
  return message.content as string;
}

describe('find_highlights', () => {
  it('gives stretches with exact borders and what their shots show', async () => {
    const words = await call({ video: 'park-day', description: 'a red dog jumps', seconds: 10 });
    expect(asked.at(-1)).toMatchObject({ description: 'a red dog jumps', seconds: 10 });
    const lines = words.split('\n').flatMap((line) => parseEvidenceLine(line) ?? []);
    expect(lines).toMatchObject([
      {
        span: { startSeconds: 9.5, endSeconds: 12.25 },
        fields: [{ text: 'a red dog jumps in the snow' }],
        match: 0.81,
      },
    ]);
  });

  it('asks which video when there are several, and says when there is nothing', async () => {
    expect(await call({})).toContain('Say which video');
    expect(await call({ video: 'park-day', description: 'nothing' })).toContain('No highlights were found');
    await call({ video: 'park-day', description: '  ' });
    expect(asked.at(-1)).not.toHaveProperty('description');
  });

  it('is left out where nobody can find highlights', () => {
    expect(createVideoTools(createMemoryLibrary()).map(({ name }) => name)).not.toContain('find_highlights');
  });
});
