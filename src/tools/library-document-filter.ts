import type { DocumentInterface } from '@langchain/core/documents';
import { overlapSeconds, spanContains, type TimeSpan } from '../domain/time-span.js';
import type { LibraryFilter } from '../library/contracts.js';

/** Narrows a search; everything that is named must hold. */
export interface LibraryDocumentFilter extends LibraryFilter {
  /** `note`: documents that were added; `clip`: the clips of the library's videos. Both by default. */
  readonly kinds?: readonly ('note' | 'clip')[];
  /** Values that a document's metadata must have. */
  readonly metadata?: Readonly<Record<string, string | number | boolean | null>>;
}

/** A judgement of one document. */
export type DocumentPredicate = (document: DocumentInterface) => boolean;

/** What a filter may be: conditions, or a judgement of each document. */
export type LibraryDocumentFilterOrPredicate = LibraryDocumentFilter | DocumentPredicate;

/** Whether a filter is a judgement. */
export function isPredicate(filter: LibraryDocumentFilterOrPredicate): filter is DocumentPredicate {
  return typeof filter === 'function';
}

/**
 * The judgement that conditions make. A document lies where its metadata says: `videoId`, and `timeSeconds` or
 * `startSeconds` and `endSeconds`.
 */
export function meets(filter: LibraryDocumentFilter): DocumentPredicate {
  return (document) => {
    const metadata: Record<string, unknown> = document.metadata;
    if (filter.videoIds !== undefined && !filter.videoIds.includes(String(metadata['videoId']))) return false;
    if (filter.span !== undefined && !liesIn(metadata, filter.span)) return false;
    return Object.entries(filter.metadata ?? {}).every(([key, value]) => metadata[key] === value);
  };
}

function liesIn(metadata: Record<string, unknown>, span: TimeSpan): boolean {
  const { timeSeconds, startSeconds, endSeconds } = metadata;
  if (typeof timeSeconds === 'number') return spanContains(span, timeSeconds);
  return (
    typeof startSeconds === 'number' &&
    typeof endSeconds === 'number' &&
    (overlapSeconds({ startSeconds, endSeconds }, span) > 0 ||
      spanContains({ startSeconds, endSeconds }, span.startSeconds))
  );
}
