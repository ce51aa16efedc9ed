import type { Answer, Citation } from '../domain/answer.js';
import { formatEvidenceLine } from '../tools/evidence-line.js';
import { quotedTextNotice } from '../tools/quote-data.js';

/** An answer for another agent: its words, then a line for each citation, what came from the videos in quotes. */
export function wordAnswer({ text, citations }: Pick<Answer, 'text' | 'citations'>): string {
  return [text, ...(citations.length > 0 ? ['', quotedTextNotice, ...citations.map(citationLine)] : [])].join('\n');
}

function citationLine({ number, videoId, videoTitle, span, note }: Citation): string {
  const fields = note === '' ? [] : [{ name: 'details' as const, text: note }];
  return formatEvidenceLine({ number, videoTitle, videoIdPrefix: videoId.slice(0, 8), span, fields });
}
