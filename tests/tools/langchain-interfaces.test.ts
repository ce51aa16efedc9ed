import { describe, expect, it } from 'vitest';
import { TextEmbeddings } from '../../src/tools/text-embeddings.js';
import { VideoRetriever } from '../../src/tools/video-retriever.js';
import { createMemoryLibrary } from './memory-library.js';

describe('VideoRetriever', () => {
  const { search } = createMemoryLibrary();

  it('gives documents that say what is seen and where it lies', async () => {
    const documents = await new VideoRetriever({ search, limit: 1 }).invoke('a red dog jumps in the snow');
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({
      pageContent: 'a red dog jumps in the snow',
      metadata: { title: 'park-day', path: '/videos/park-day.mp4', startSeconds: 9, endSeconds: 13.5, score: 1 },
    });
  });

  it('gives none when nothing matches', async () => {
    expect(await new VideoRetriever({ search }).invoke('an elephant sings')).toEqual([]);
    expect(
      await new VideoRetriever({ search, videoIds: ['2222222222222222'] }).invoke('a red dog jumps in the snow'),
    ).toEqual([]);
  });
});

describe('TextEmbeddings', () => {
  const encoder = {
    space: { packId: 'p', revision: '1', dimensions: 2 },
    encode: (texts: readonly string[]) => Promise.resolve(texts.map((text) => Float32Array.of(text.length, 0))),
    unknownWords: () => [],
  };

  it('embeds in the order of the texts, as plain numbers', async () => {
    const embeddings = new TextEmbeddings(encoder);
    expect(await embeddings.embedDocuments(['ab', 'c'])).toEqual([
      [2, 0],
      [1, 0],
    ]);
    expect(await embeddings.embedQuery('abc')).toEqual([3, 0]);
    expect(await embeddings.embedDocuments([])).toEqual([]);
  });
});
