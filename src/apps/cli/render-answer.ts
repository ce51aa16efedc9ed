import type { Answer, AnswerWords, Citation, ClaimVerdict } from '../../domain/answer.js';
import { plainLine } from '../../domain/plain-line.js';
import { formatSpan } from '../../domain/timestamp.js';
import { printableText } from './printable-text.js';
import type { Terminal } from './terminal.js';

/** An answer with its citations, as lines for a person. */
export function renderAnswer(answer: AnswerWords & Partial<Answer>, terminal: Terminal): string[] {
  return [printableText(answer.text), ...renderCitations(answer, terminal)];
}

const marks: Readonly<Record<ClaimVerdict, string>> = { confirmed: '✓', rejected: '✗', unverified: '?' };

/**
 * The citations of an answer, each with a timestamp that opens the video where the terminal allows it, and a mark that says
 * whether the check confirmed what the answer says of it (✓), saw something else (✗) or could not tell (?). For an answer
 * that found nothing, what comes nearest.
 */
export function renderCitations(
  { citations, claims = [], nearest = [] }: Pick<AnswerWords, 'citations'> & Partial<Answer>,
  terminal: Terminal,
): string[] {
  const { colours } = terminal;
  const line = (label: string, { videoTitle, videoPath, span, note }: Omit<Citation, 'number'>): string => {
    const place = terminal.linkToMoment(plainLine(`${videoTitle} ${formatSpan(span)}`), videoPath, span);
    return `  ${label} ${colours.cyan(place)}  ${colours.dim(plainLine(note))}`;
  };
  const cited = citations.map((citation) => {
    const verdict = leastSure(claims.filter((claim) => claim.citations.includes(citation.number)));
    return line(`${colours.dim(`[${citation.number}]`)}${verdict ? ` ${marked(verdict, colours)}` : ''}`, citation);
  });
  const rejected = claims.filter(({ verdict }) => verdict === 'rejected');
  return [
    ...(cited.length > 0 ? ['', ...cited] : []),
    ...rejected.map(({ reason }) => `      ${colours.dim(plainLine(`✗ ${reason}`))}`),
    ...(nearest.length > 0 ? ['', colours.dim('  nearest, though not that:')] : []),
    ...nearest.map((moment) => line(colours.dim('·'), moment)),
  ];
}

function leastSure(claims: NonNullable<Answer['claims']>): ClaimVerdict | undefined {
  return (['rejected', 'unverified', 'confirmed'] as const).find((verdict) =>
    claims.some((claim) => claim.verdict === verdict),
  );
}

function marked(verdict: ClaimVerdict, colours: Terminal['colours']): string {
  if (verdict === 'unverified') return colours.dim(marks.unverified);
  return verdict === 'confirmed' ? colours.green(marks.confirmed) : colours.red(marks.rejected);
}
