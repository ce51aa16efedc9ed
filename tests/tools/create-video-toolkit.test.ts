import { describe, expect, it } from 'vitest';
import { createVideoToolkit } from '../../src/tools/create-video-toolkit.js';
import { createVideoTools } from '../../src/tools/create-video-tools.js';
import { createMemoryLibrary } from './memory-library.js';

const context = createMemoryLibrary();
const namesOf = (tools: readonly { readonly name: string }[]): string[] => tools.map(({ name }) => name);

describe('the toolkit', () => {
  it('gives the same tools as createVideoTools', async () => {
    const toolkit = createVideoToolkit(context);
    expect(namesOf(toolkit.getTools())).toEqual(namesOf(createVideoTools(context)));
    const call = { type: 'tool_call' as const, id: '1', name: 'list_videos', args: {} };
    expect(await toolkit.tool('list_videos').invoke(call)).toEqual(
      await createVideoTools(context)
        .find(({ name }) => name === 'list_videos')
        ?.invoke(call),
    );
  });

  it('gives only the tools wanted, and says which there are when one is not', () => {
    expect(namesOf(createVideoToolkit(context, { only: ['ask_moment', 'search_moments'] }).tools)).toEqual([
      'search_moments',
      'ask_moment',
    ]);
    expect(namesOf(createVideoToolkit(context, { without: ['list_videos'] }).tools)).not.toContain('list_videos');
    for (const make of [
      () => createVideoToolkit(context, { only: ['find_all'] }),
      () => createVideoToolkit(context, { only: ['ask_moment'] }).tool('list_videos'),
    ]) {
      expect(make).toThrowError(expect.objectContaining({ code: 'BAD_ARGUMENT' }));
    }
    expect(() => createVideoToolkit(context, { videoIds: ['nowhere'] })).toThrowError(
      expect.objectContaining({ code: 'VIDEO_UNKNOWN' }),
    );
  });

  it('has a retriever over the same videos, which may be named by title', async () => {
    const everywhere = await createVideoToolkit(context).retriever({ limit: 9 }).invoke('a red dog jumps');
    const [title] = everywhere.map(({ metadata }) => metadata.title);
    expect(title).toBeDefined();
    const [other] = context.library.videos().filter((video) => video.title !== title);
    const there = await createVideoToolkit(context, { videoIds: [other?.title ?? ''] })
      .retriever({ limit: 9 })
      .invoke('a red dog jumps');
    expect(there.map(({ metadata }) => metadata.title)).not.toContain(title);
    const here = await createVideoToolkit(context, { videoIds: [title ?? ''] })
      .retriever()
      .invoke('a red dog jumps');
    expect(new Set(here.map(({ metadata }) => metadata.title))).toEqual(new Set([title]));
  });
});
