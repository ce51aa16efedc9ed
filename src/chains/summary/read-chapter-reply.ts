import { plainLine } from '../../domain/plain-line.js';
import { shortLine } from '../../domain/summary/choose-line.js';
import { dataText } from '../../tools/quote-data.js';
import { readLooseJson } from '../local/read-loose-json.js';
import type { KnownWords } from './known-words.js';

const longestTitle = 80;
const longestText = 600;

/** What is taken over of a model's words for a chapter; what does not rest on the video is left out. */
export interface ChapterWords {
  readonly title?: string;
  readonly text?: string;
}

/** Reads `{"title": …, "summary": …}` as models write it, and keeps what the video's own words support. */
export function readChapterReply(reply: string, known: KnownWords): ChapterWords {
  const start = reply.search(/[{｛]/u);
  const value = start < 0 ? undefined : readLooseJson(reply, start)?.value;
  if (typeof value !== 'object' || value === null) return {};
  const { title, summary } = value as { readonly title?: unknown; readonly summary?: unknown };
  const named = typeof title === 'string' ? plainTitle(title) : '';
  const text = typeof summary === 'string' ? supportedSentences(summary, known, longestText) : '';
  return { ...(named !== '' && known.supports(named) && { title: named }), ...(text !== '' && { text }) };
}

/** The sentences of a text that the video's own words support, as one line, whole sentences up to a length. */
export function supportedSentences(text: string, known: KnownWords, longest: number): string {
  const sentences = plainLine(text).match(/[^.!?。！？]+(?:[.!?。！？]+["'”’]*|$)/gu) ?? [];
  let told = '';
  for (const sentence of sentences) {
    const plain = dataText(sentence, longest);
    const gap = told === '' || /[。！？”]$/.test(told) ? '' : ' ';
    if (!known.supports(plain) || told.length + plain.length > longest) continue;
    told += gap + plain;
  }
  return told;
}

/** Without quotes around it, a number before it or a full stop behind it. */
function plainTitle(title: string): string {
  const bare = dataText(title, 200)
    .replace(/^(?:chapter|part|第)\s*\d+\s*[章部分]*\s*[:：.–-]\s*/i, '')
    .replace(/^["'“「《]+|["'”」》]+$/g, '')
    .replace(/[.。]$/, '');
  return shortLine(bare, longestTitle);
}
