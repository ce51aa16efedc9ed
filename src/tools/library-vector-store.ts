import { randomUUID } from 'node:crypto';
import { Document, type DocumentInterface } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { maximalMarginalRelevance } from '@langchain/core/utils/math';
import { VectorStore, type MaxMarginalRelevanceSearchOptions } from '@langchain/core/vectorstores';
import { AskreelError } from '../domain/coded-error.js';
import type { TimeSpan } from '../domain/time-span.js';
import { formatSpan } from '../domain/timestamp.js';
import type { Library, LibraryFilter, Note } from '../library/contracts.js';
import { isPredicate, meets, type DocumentPredicate } from './library-document-filter.js';
import { dataText } from './quote-data.js';
import type { LibraryDocumentFilter, LibraryDocumentFilterOrPredicate } from './library-document-filter.js';

type LibraryDocuments = Pick<
  Library,
  'searchClips' | 'clipsById' | 'shots' | 'videos' | 'searchNotes' | 'saveNotes' | 'removeNotes' | 'close'
>;

interface DocumentHit {
  readonly document: DocumentInterface;
  readonly score: number;
  readonly embedding: () => Float32Array;
}

const clipIdPrefix = 'clip:';

/**
 * A library as a LangChain vector store. Searching gives the clips of its videos (`pageContent` is the shot's caption,
 * `metadata` says where it lies) and the documents that were added, which are kept in the library as notes. Scores are
 * cosines, higher is better; texts lie nearer to a text than pictures do, so narrow `kinds` to compare like with like.
 * The embeddings must be of the library's space, such as `TextEmbeddings` of its model pack: vectors of other
 * dimensions are refused with `SPACE_MISMATCH`.
 */
export class LibraryVectorStore extends VectorStore {
  declare FilterType: LibraryDocumentFilterOrPredicate;
  readonly #library: LibraryDocuments;

  constructor(embeddings: EmbeddingsInterface, fields: { readonly library: LibraryDocuments }) {
    super(embeddings, {});
    this.#library = fields.library;
  }

  override _vectorstoreType(): string {
    return 'askreel';
  }

  /** Opens a library, as in `load(() => openLibrary(folder), embeddings)`; `close()` closes it again. */
  static async load(
    open: () => LibraryDocuments | Promise<LibraryDocuments>,
    embeddings: EmbeddingsInterface,
  ): Promise<LibraryVectorStore> {
    return new LibraryVectorStore(embeddings, { library: await open() });
  }

  /** Adds texts to a library. */
  static override async fromTexts(
    texts: string[],
    metadatas: object[] | object,
    embeddings: EmbeddingsInterface,
    fields: { readonly library: LibraryDocuments },
  ): Promise<LibraryVectorStore> {
    const metadataOf = (row: number): object => (Array.isArray(metadatas) ? (metadatas[row] as object) : metadatas);
    const documents = texts.map((pageContent, row) => new Document({ pageContent, metadata: metadataOf(row) }));
    return LibraryVectorStore.fromDocuments(documents, embeddings, fields);
  }

  /** Adds documents to a library. */
  static override async fromDocuments(
    documents: DocumentInterface[],
    embeddings: EmbeddingsInterface,
    fields: { readonly library: LibraryDocuments },
  ): Promise<LibraryVectorStore> {
    const store = new LibraryVectorStore(embeddings, fields);
    await store.addDocuments(documents);
    return store;
  }

  /** Embeds and stores documents; see {@link LibraryVectorStore.addVectors}. */
  override async addDocuments(documents: DocumentInterface[], options?: { ids?: string[] }): Promise<string[]> {
    const vectors = await this.embeddings.embedDocuments(documents.map((document) => document.pageContent));
    return this.addVectors(vectors, documents, options);
  }

  /**
   * Stores documents with their vectors, all or none, and returns their ids: those given, else the documents' own, else
   * new ones. A document of an id that is there already takes its place. Metadata must be JSON.
   */
  override addVectors(
    vectors: number[][],
    documents: DocumentInterface[],
    options?: { ids?: string[] },
  ): Promise<string[]> {
    return settle(() => {
      if (vectors.length !== documents.length || (options?.ids && options.ids.length !== documents.length)) {
        throw new AskreelError('BAD_ARGUMENT', 'Documents, vectors and ids must be equally many.');
      }
      const notes = documents.map((document, row): Note => ({
        id: options?.ids?.[row] ?? document.id ?? randomUUID(),
        text: document.pageContent,
        metadata: document.metadata,
        embedding: Float32Array.from(vectors[row] ?? []),
      }));
      if (notes.length > 0) this.#library.saveNotes(notes);
      return notes.map((note) => note.id);
    });
  }

  /** Deletes documents that were added; unknown ids are ignored. Clips belong to their video: `BAD_ARGUMENT`. */
  override delete(parameters: { ids?: string[] } = {}): Promise<void> {
    return settle(() => {
      const { ids } = parameters;
      if (ids === undefined) throw new AskreelError('BAD_ARGUMENT', 'Say which documents to delete: delete({ ids }).');
      if (ids.some((id) => id.startsWith(clipIdPrefix))) {
        throw new AskreelError('BAD_ARGUMENT', 'A clip cannot be deleted alone; remove its video from the library.');
      }
      this.#library.removeNotes(ids);
    });
  }

  /** The `k` nearest documents with their cosines, best first. */
  override similaritySearchVectorWithScore(
    query: number[],
    k: number,
    filter?: LibraryDocumentFilterOrPredicate,
  ): Promise<[DocumentInterface, number][]> {
    return settle(() => this.#search(query, k, filter).map(({ document, score }) => [document, score]));
  }

  /** Near documents that differ from one another (Carbonell and Goldstein 1998). */
  override async maxMarginalRelevanceSearch(
    query: string,
    options: MaxMarginalRelevanceSearchOptions<LibraryDocumentFilterOrPredicate>,
  ): Promise<DocumentInterface[]> {
    const vector = await this.embeddings.embedQuery(query);
    const hits = this.#search(vector, options.fetchK ?? 20, options.filter);
    const vectors = hits.map((hit) => Array.from(hit.embedding()));
    const chosen = maximalMarginalRelevance(vector, vectors, options.lambda ?? 0.5, options.k);
    return chosen.flatMap((row) => hits[row]?.document ?? []);
  }

  /** Closes the library. */
  close(): void {
    this.#library.close();
  }

  #search(query: number[], k: number, filter: LibraryDocumentFilterOrPredicate | undefined): DocumentHit[] {
    const conditions: LibraryDocumentFilter = filter === undefined || isPredicate(filter) ? {} : filter;
    const accepts = filter !== undefined && isPredicate(filter) ? filter : meets(conditions);
    const kinds = conditions.kinds ?? ['note', 'clip'];
    const vector = Float32Array.from(query);
    return [
      ...(kinds.includes('note') ? this.#searchNotes(vector, k, accepts) : []),
      ...(kinds.includes('clip') ? this.#searchClips(vector, k, conditions, accepts) : []),
    ]
      .sort((a, b) => b.score - a.score)
      .slice(0, Math.max(0, k));
  }

  #searchNotes(vector: Float32Array, k: number, accepts: DocumentPredicate): DocumentHit[] {
    return this.#library
      .searchNotes(vector, k, (note) => accepts(noteDocument(note)))
      .map((note) => ({ document: noteDocument(note), score: note.score, embedding: () => note.embedding }));
  }

  #searchClips(vector: Float32Array, k: number, filter: LibraryFilter, accepts: DocumentPredicate): DocumentHit[] {
    const describe = this.#clipDescriber();
    // What the caller's judgement refuses is made up for by looking further.
    for (let wanted = k; ; wanted *= 4) {
      const hits = this.#library.searchClips(vector, wanted, filter);
      const accepted = hits
        .map((hit) => ({ hit, document: describe(hit.clipId, hit.videoId, hit.shotIndex, hit.span) }))
        .filter(({ document }) => accepts(document));
      if (accepted.length < k && hits.length === wanted && wanted > 0) continue;
      return accepted.slice(0, k).map(({ hit, document }) => ({
        document,
        score: hit.score,
        embedding: () => this.#library.clipsById([hit.clipId])[0]?.embedding ?? vector,
      }));
    }
  }

  #clipDescriber(): (clipId: number, videoId: string, shotIndex: number, span: TimeSpan) => DocumentInterface {
    const videos = new Map(this.#library.videos().map((video) => [video.id, video]));
    const captions = new Map<string, ReadonlyMap<number, string | undefined>>();
    return (clipId, videoId, shotIndex, span) => {
      const shots =
        captions.get(videoId) ?? new Map(this.#library.shots(videoId).map((shot) => [shot.index, shot.caption]));
      captions.set(videoId, shots);
      const { title = videoId, path = '' } = videos.get(videoId) ?? {};
      return new Document({
        id: `${clipIdPrefix}${clipId}`,
        pageContent: dataText(shots.get(shotIndex) ?? `${title} ${formatSpan(span)}`, Infinity),
        metadata: { kind: 'clip', videoId, title, path, startSeconds: span.startSeconds, endSeconds: span.endSeconds },
      });
    };
  }
}

function noteDocument(note: Note): DocumentInterface {
  return new Document({ id: note.id, pageContent: note.text, metadata: { ...note.metadata } });
}

/** A promise of what is done at once, so that its errors reject instead of being thrown. */
function settle<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()));
}
