import type { ToolMessage } from '@langchain/core/messages';
import { describe, expect, it } from 'vitest';
import { AskreelError } from '../../src/domain/coded-error.js';
import type { ActionLocator, ActionQuery } from '../../src/retrieval/contracts.js';
import type { ToolEvidence, VideoToolContext } from '../../src/tools/contracts.js';
import { createVideoTools } from '../../src/tools/create-video-tools.js';
import { fieldText, parseEvidenceLine } from '../../src/tools/evidence-line.js';
import { createMemoryLibrary } from './memory-library.js';

const context = createMemoryLibrary();

async function call(args: Record<string, unknown>, over: VideoToolContext = context) {
  const tool = createVideoTools(over).find(({ name }) => name === 'locate_actions');
  const message = (await tool?.invoke({ type: 'tool_call', id: 'call', name: 'locate_actions', args })) as ToolMessage;
  const words = message.content as string;
  const lines = words.split('\n').flatMap((line) => parseEvidenceLine(line) ?? []);
  return { words, lines, evidence: message.artifact as ToolEvidence };
}

describe('locate_actions', () => {
  it('says when actions happen inside their shots, and how the shots move; the exact spans can be cited', async () => {
    const { words, lines, evidence } = await call({ video: 'park-day', actions: ['sits down'] });
    expect(words).toContain('Located 2 actions.');
    expect(lines.map(({ span }) => [span.startSeconds, span.endSeconds])).toEqual([
      [14, 17.5],
      [18.5, 21.5],
    ]);
    expect(lines[0] && fieldText(lines[0], 'details')).toBe('in this shot the camera stays still; nothing moves');
    expect(evidence.spans[0]?.note).toContain('sits down');
  });

  it('spends its windows on the videos that fit best, and says what was left out', async () => {
    const asked: ActionQuery[] = [];
    const actionLocator: ActionLocator = {
      locate: async (query) => {
        asked.push(query);
        const found = await context.actionLocator.locate(query);
        return { ...found, windows: { judged: Math.min(60, query.mostWindows ?? 0), gated: 0, leftOut: 5 } };
      },
    };
    const { words } = await call({ actions: ['speeding up'] }, { ...context, actionLocator });
    const titleOf = (id: string) => context.library.findVideo(id)?.title;
    expect(asked.map(({ videoId, mostWindows }) => [titleOf(videoId), mostWindows])).toEqual([
      ['night-walk', 64],
      ['park-day', 4],
      ['harbour', 0],
    ]);
    expect(words).toContain('15 windows were not');
  });

  it('says that nothing was found, and why where footage is unfamiliar', async () => {
    expect((await call({ video: 'park-day', actions: ['flies up'] })).words).toContain('"flies up": not found there.');
    expect((await call({ video: 'harbour' })).words).toContain('held back for "harbour"');
  });

  it('turns an action that the pack does not know into words with near ones', async () => {
    const actionLocator: ActionLocator = {
      locate: () =>
        Promise.reject(new AskreelError('BAD_ARGUMENT', 'No "juggles".', { hint: 'It names 20; nearest: jumps.' })),
    };
    const { words, evidence } = await call({ actions: ['juggles'] }, { ...context, actionLocator });
    expect(words).toBe('No "juggles". It names 20; nearest: jumps.');
    expect(evidence.spans).toEqual([]);
  });
});
