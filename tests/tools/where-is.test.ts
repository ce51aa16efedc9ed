import type { ToolMessage } from '@langchain/core/messages';
import { describe, expect, it } from 'vitest';
import type { SpatialQuery, Tube } from '../../src/retrieval/contracts.js';
import { createVideoTools } from '../../src/tools/create-video-tools.js';
import type { ToolEvidence } from '../../src/tools/contracts.js';
import { parseEvidenceLine } from '../../src/tools/evidence-line.js';
import { createMemoryLibrary } from './memory-library.js';

const asked: SpatialQuery[] = [];
const box = (left: number, bottom = 0.9) => ({ left, top: 0.5, right: left + 0.2, bottom });

async function whereIs(args: Record<string, unknown>, find: (query: SpatialQuery) => Tube[] = walk) {
  asked.length = 0;
  const spatialLocator = {
    whereIs: (query: SpatialQuery) => {
      asked.push(query);
      return Promise.resolve(find(query));
    },
  };
  const tool = createVideoTools({ ...createMemoryLibrary(), spatialLocator }).find(({ name }) => name === 'where_is');
  const message = (await tool?.invoke({ type: 'tool_call', id: 'call', name: 'where_is', args })) as ToolMessage;
  const words = message.content as string;
  return {
    words,
    lines: words.split('\n').flatMap((line) => parseEvidenceLine(line) ?? []),
    evidence: message.artifact as ToolEvidence,
  };
}

function walk({ videoId, span = { startSeconds: 0, endSeconds: 1 } }: SpatialQuery): Tube[] {
  const boxes = [0.7, 0.4, 0.1].map((left, index) => ({ timeSeconds: span.startSeconds + index, box: box(left) }));
  return [
    { videoId, span, description: 'red dog', boxes, action: { label: 'moves left', probability: 0.9 }, score: 0.8 },
  ];
}

describe('where_is', () => {
  it('searches for the moments, then tells the way from place to place as evidence', async () => {
    const { lines, evidence } = await whereIs({ description: 'a red dog jumps in the snow' });
    expect(asked[0]).toMatchObject({
      description: 'a red dog jumps in the snow',
      span: { startSeconds: 9, endSeconds: 13.5 },
    });
    expect(lines[0]?.fields).toEqual([
      {
        name: 'details',
        text: 'red dog: moves from right, bottom (x 70–90 %, y 50–90 %) to left, bottom (x 10–30 %, y 50–90 %)',
        score: 0.8,
      },
      { name: 'action', text: 'moves left', score: 0.9 },
    ]);
    expect(evidence.spans[0]).toMatchObject({ videoTitle: 'park-day', span: { startSeconds: 9, endSeconds: 13.5 } });
  });

  it('looks only at the span that is given', async () => {
    await whereIs({ description: 'a dog', video: 'park-day', from: 1, to: '0:03' });
    expect(asked.map(({ span }) => span)).toEqual([{ startSeconds: 1, endSeconds: 3 }]);
  });

  it('says when nothing is there, and does not look where the search found nothing', async () => {
    const there = await whereIs({ description: 'a dog', video: 'park-day', from: 1, to: 3 }, () => []);
    expect(there.words).toMatch(/^"a dog" was not found in the picture/);
    expect(there.evidence.spans).toEqual([]);
    expect((await whereIs({ description: 'a green boat sinks' })).words).toContain('was not found');
    expect(asked).toEqual([]);
  });

  it('asks for a video when only times are given', async () => {
    expect((await whereIs({ description: 'a dog', from: 1, to: 3 })).words).toMatch(/^Say which video/);
  });

  it('tells staying, coming back and shrinking apart', async () => {
    const told = async (...boxes: ReturnType<typeof box>[]) => {
      const find = ({ videoId, span }: SpatialQuery): Tube[] => [
        {
          videoId,
          span: span!,
          description: 'cat',
          boxes: boxes.map((item, index) => ({ timeSeconds: 1 + index, box: item })),
          score: 1,
        },
      ];
      return (await whereIs({ description: 'a cat', video: 'park-day', from: 1, to: 4 }, find)).words;
    };
    expect(await told(box(0.4), box(0.41))).toContain('stays at centre, bottom (x 40–60 %');
    expect(await told(box(0.4), box(0.7), box(0.4))).toContain('by way of right, bottom');
    expect(await told(box(0.4), box(0.4, 0.75))).toContain('growing shorter');
  });
});
