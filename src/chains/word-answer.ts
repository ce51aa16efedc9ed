import type { Answer, Citation, Claim } from '../domain/answer.js';
import { formatEvidenceLine, formatUnnumberedLine, type EvidenceLine } from '../tools/evidence-line.js';
import { quoteData, quotedTextNotice } from '../tools/quote-data.js';
import { scoreInWords } from '../tools/score-words.js';

type WordedAnswer = Pick<Answer, 'text' | 'found' | 'citations' | 'claims' | 'confidence' | 'nearest'>;

/**
 * An answer for another agent: its words, a line for each citation, then how far it was checked, with each statement that
 * was not confirmed and why; where nothing was found, what comes nearest. What came from the videos stands in quotes.
 */
export function wordAnswer(answer: WordedAnswer): string {
  const details = [...answer.citations.map(citationLine), ...checkLines(answer), ...answer.nearest.map(nearestLine)];
  return [answer.text, ...(details.length > 0 ? ['', quotedTextNotice, ...details] : [])].join('\n');
}

function citationLine(citation: Citation): string {
  return formatEvidenceLine({ number: citation.number, ...lineOf(citation) });
}

function nearestLine(moment: Omit<Citation, 'number'>): string {
  return `nearest, does not show it: ${formatUnnumberedLine(lineOf(moment))}`;
}

function lineOf({ videoId, videoTitle, span, note }: Omit<Citation, 'number'>): Omit<EvidenceLine, 'number'> {
  const fields = note === '' ? [] : [{ name: 'details' as const, text: note }];
  return { videoTitle, videoIdPrefix: videoId.slice(0, 8), span, fields };
}

function checkLines({ found, claims, confidence }: WordedAnswer): string[] {
  if (!found) return [];
  const sure = `confidence ${confidence.toFixed(2)} ${scoreInWords(confidence)}`;
  if (claims.length === 0) return [`Not checked against the videos, ${sure}.`];
  const confirmed = claims.filter(({ verdict }) => verdict === 'confirmed').length;
  const counted = `${confirmed} of ${claims.length} statement${claims.length === 1 ? '' : 's'} confirmed`;
  const open = claims.filter(({ verdict }) => verdict !== 'confirmed');
  return [`Checked against the videos: ${counted}, ${sure}.`, ...open.map(claimLine)];
}

function claimLine({ text, verdict, reason, citations }: Claim): string {
  return `${verdict}: ${quoteData(text)} ${citations.map((number) => `[${number}]`).join('')}: ${quoteData(reason)}`;
}
