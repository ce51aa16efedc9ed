import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Document } from '@langchain/core/documents';
import { FakeEmbeddings } from '@langchain/core/utils/testing';
import { Embeddings } from '@langchain/core/embeddings';
import { expect, onTestFinished, test } from 'vitest';
import { openLibrary } from '../../src/library/open-library.js';
import { LibraryVectorStore } from '../../src/tools/library-vector-store.js';

const space = { packId: 'letters', revision: '1', dimensions: 27 };

/** A text as the counts of its letters: texts with the same words are near. */
function letterCounts(text: string): number[] {
  const counts = new Array<number>(27).fill(0);
  counts[26] = 0.1;
  for (const letter of text.toLowerCase()) {
    const place = letter.charCodeAt(0) - 97;
    if (place >= 0 && place < 26) counts[place]! += 1;
  }
  return counts;
}

class LetterEmbeddings extends Embeddings {
  embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.resolve(texts.map(letterCounts));
  }
  embedQuery(text: string): Promise<number[]> {
    return Promise.resolve(letterCounts(text));
  }
}

const embeddings = new LetterEmbeddings({});

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'askreel-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A library in `folder` with one video whose three shots show what their captions say. */
function openWithVideo(folder: string) {
  const library = openLibrary(folder, { space });
  const captions = ['a red dog jumps', 'a blue cat appears', 'a boat'];
  const spans = captions.map((_, index) => ({ startSeconds: index * 4, endSeconds: index * 4 + 4 }));
  library.commit({
    video: {
      id: '0123456789abcdef',
      path: '/videos/day.mp4',
      title: 'day',
      contentHash: '0123456789abcdef'.repeat(4),
      sizeBytes: 1,
      modifiedMs: 1,
      durationSeconds: 12,
      width: 320,
      height: 240,
      codec: 'h264',
      hasAudio: false,
      familiarity: 'familiar',
      warnings: [],
      indexedAt: '2030-01-01T00:00:00.000Z',
    },
    // The last shot's caption was held back.
    shots: captions.map((caption, index) => ({ index, span: spans[index]!, motion: 0, ...(index < 2 && { caption }) })),
    frames: [],
    clips: captions.map((caption, index) => ({
      span: spans[index]!,
      shotIndex: index,
      embedding: Float32Array.from(letterCounts(caption)),
      actions: [],
    })),
    transcript: [],
  });
  return library;
}

const documents = [
  new Document({ pageContent: 'the lighthouse keeper', metadata: { videoId: '0123456789abcdef', timeSeconds: 5 } }),
  new Document({ pageContent: 'zebra crossing', metadata: { topic: 'traffic', tags: ['a', 'b'] }, id: 'zebra' }),
  new Document({ pageContent: 'a red dog jumped', metadata: { topic: 'animals' } }),
];

test('added documents are stored in the library and found again after reopening it', async () => {
  const folder = temporaryFolder();
  const store = await LibraryVectorStore.load(() => openLibrary(folder, { space }), embeddings);
  const ids = await store.addDocuments(documents);
  expect(ids[1]).toBe('zebra');
  expect(new Set(ids).size).toBe(3);
  store.close();

  const again = await LibraryVectorStore.load(() => openLibrary(folder), embeddings);
  const [[document, score] = [undefined, NaN]] = await again.similaritySearchWithScore('zebra crossings', 1);
  expect(document).toMatchObject({ id: 'zebra', pageContent: 'zebra crossing', metadata: documents[1]!.metadata });
  expect(score).toBeGreaterThan(0.95);
  expect(score).toBeLessThanOrEqual(1.0001);
  again.close();
});

test('the clips of the videos are found beside them, with their captions and places', async () => {
  using library = openWithVideo(temporaryFolder());
  const store = await LibraryVectorStore.fromDocuments(documents, embeddings, { library });
  const found = await store.similaritySearch('a red dog jumps', 2);
  expect(found[0]).toMatchObject({
    pageContent: 'a red dog jumps',
    metadata: { kind: 'clip', videoId: '0123456789abcdef', title: 'day', startSeconds: 0, endSeconds: 4 },
  });
  expect(found[1]?.pageContent).toBe('a red dog jumped');
  const [boat] = await store.similaritySearch('a boat', 1, { kinds: ['clip'] });
  expect(boat?.pageContent).toBe('day 0:08–0:12');
  expect(await store.similaritySearch('anything', 100)).toHaveLength(6);
  expect(await store.similaritySearch('anything', 0)).toEqual([]);
});

test('filters by kind, place, metadata and judgement', async () => {
  using library = openWithVideo(temporaryFolder());
  const store = await LibraryVectorStore.fromDocuments(documents, embeddings, { library });
  const found = async (filter: LibraryVectorStore['FilterType'], k = 10) =>
    (await store.similaritySearch('dog', k, filter)).map((document) => document.pageContent).sort();
  const notes = documents.map((document) => document.pageContent).sort();
  expect(await found({ kinds: ['note'] })).toEqual(notes);
  expect(await found({ videoIds: ['0123456789abcdef'] })).toHaveLength(4);
  expect(await found({ span: { startSeconds: 4, endSeconds: 8 } })).toEqual([
    'a blue cat appears',
    'the lighthouse keeper',
  ]);
  expect(await found({ metadata: { topic: 'traffic' } })).toEqual(['zebra crossing']);
  expect(await found({ metadata: { kind: 'clip', startSeconds: 8 } }, 1)).toEqual(['day 0:08–0:12']);
  expect(await found((document) => document.pageContent.includes('cat'), 1)).toEqual(['a blue cat appears']);
  expect(await store.asRetriever({ k: 1, filter: { kinds: ['note'] } }).invoke('zebra')).toMatchObject([
    { id: 'zebra' },
  ]);
});

test('documents are replaced and deleted by id; clips are not', async () => {
  using library = openWithVideo(temporaryFolder());
  const store = new LibraryVectorStore(embeddings, { library });
  await store.addDocuments(documents, { ids: ['one', 'two', 'three'] });
  await store.addVectors([letterCounts('quiz')], [new Document({ pageContent: 'quiz' })], { ids: ['two'] });
  const notes = () => store.similaritySearch('quiz', 10, { kinds: ['note'] });
  expect((await notes()).map((document) => document.id)).toEqual(['two', expect.anything(), expect.anything()]);
  await store.delete({ ids: ['two', 'unknown'] });
  expect((await notes()).map((document) => document.id).sort()).toEqual(['one', 'three']);
  const [clip] = await store.similaritySearch('a boat', 1, { kinds: ['clip'] });
  await expect(store.delete({ ids: [clip!.id!, 'one'] })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  await expect(store.delete()).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  expect(await notes()).toHaveLength(2);
});

test('vectors of another space are refused and nothing is stored', async () => {
  using library = openLibrary(temporaryFolder(), { space });
  const store = new LibraryVectorStore(new FakeEmbeddings(), { library });
  await expect(store.addDocuments(documents)).rejects.toMatchObject({ code: 'SPACE_MISMATCH' });
  await expect(store.similaritySearch('dog', 1)).rejects.toMatchObject({ code: 'SPACE_MISMATCH' });
  expect(library.searchNotes(Float32Array.from(letterCounts('dog')), 10)).toEqual([]);
});

test('texts can be added at once, and results made to differ', async () => {
  using library = openLibrary(temporaryFolder(), { space });
  const texts = ['red dog', 'red dogs', 'green boat'];
  const store = await LibraryVectorStore.fromTexts(texts, { from: 'list' }, embeddings, { library });
  const varied = await store.maxMarginalRelevanceSearch('red dog', { k: 2, lambda: 0.2 });
  expect(varied.map((document) => document.pageContent)).toEqual(['red dog', 'green boat']);
  expect(varied[0]?.metadata).toEqual({ from: 'list' });
});
