import { z } from 'zod';

/** Most lines that one tool answer holds. */
export const linesPerPage = 40;

/** Asking for a further page as a tool argument. */
export const pageArgument = z.number().int().min(1).nullish().describe('Page of a long answer, from 1.');

/** A page of a long list and the words that say where one is in it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** `12 shots` or `shots 41 to 80 of 97 (page 2 of 3)`. */
  readonly words: string;
  /** How to see more; absent on the last page. */
  readonly advice?: string;
}

/** Cuts one page out of a list; a page past the end is the last one. */
export function pageOf<Item>(items: readonly Item[], page: number | null | undefined, noun: string): Page<Item> {
  const pages = Math.max(1, Math.ceil(items.length / linesPerPage));
  const current = Math.min(page ?? 1, pages);
  const first = (current - 1) * linesPerPage;
  const shown = items.slice(first, first + linesPerPage);
  if (pages === 1) return { items: shown, words: `${items.length} ${noun}${items.length === 1 ? '' : 's'}` };
  return {
    items: shown,
    words: `${noun}s ${first + 1} to ${first + shown.length} of ${items.length} (page ${current} of ${pages})`,
    ...(current < pages && { advice: `Call again with page ${current + 1} for more.` }),
  };
}
