import type { AnswerWords, Citation, Claim, ClaimVerdict } from '../../domain/answer.js';
import { overlapSeconds } from '../../domain/time-span.js';
import { wordsOf } from '../../domain/wording/english-stems.js';
import type { VideoToolContext } from '../../tools/contracts.js';
import { judgeStatement, type Judgement } from './judge-statement.js';
import { readStatement, type Statement } from './read-statement.js';
import { seeMoment, type SeenShot } from './see-moment.js';
import { splitClaims } from './split-claims.js';

/** Moments looked at again for one answer: each is decoded. */
const momentsMost = 6;
const momentsKept = 200;

/** Checks what an answer says of the moments that it cites. */
export class ClaimVerifier {
  readonly #context: Pick<VideoToolContext, 'library' | 'inspector' | 'spatialLocator'>;
  readonly #seen = new Map<string, Promise<SeenShot[]>>();

  constructor(context: Pick<VideoToolContext, 'library' | 'inspector' | 'spatialLocator'>) {
    this.#context = context;
  }

  /** Every statement that cites a moment, in order, with its verdict. Throws ABORTED. */
  async verify({ text, citations }: AnswerWords, signal?: AbortSignal): Promise<Claim[]> {
    const byNumber = new Map(citations.map((citation) => [citation.number, citation]));
    const claims: Claim[] = [];
    let looked = 0;
    for (const { text: words, citations: numbers } of splitClaims(text)) {
      const cited = numbers.flatMap((number) => byNumber.get(number) ?? []);
      const statement = readStatement(
        words,
        cited.map(({ videoTitle }) => videoTitle),
      );
      looked += cited.length;
      const judgements =
        looked > momentsMost
          ? [{ verdict: 'unverified', reason: 'too many moments to look at again' } as const]
          : await Promise.all(cited.map((citation) => this.#judge(statement, citation, signal)));
      claims.push({ text: words, citations: cited.map(({ number }) => number), ...leastSure(judgements) });
    }
    return claims;
  }

  async #judge(statement: Statement, citation: Citation, signal: AbortSignal | undefined): Promise<Judgement> {
    if (statement.quotes.length > 0) return this.#judgeQuotes(statement.quotes, citation);
    if (statement.leftOpen !== undefined) return { verdict: 'unverified', reason: statement.leftOpen };
    // Of a chapter only some shots would be looked at: what they do not show the others may.
    if (citation.tool === 'summarize_video')
      return { verdict: 'unverified', reason: 'a chapter is too long to look at again' };
    const shots = await this.#see(citation, signal);
    if (shots.length === 0) return { verdict: 'unverified', reason: 'the models do not know this footage' };
    const judgements = shots.map((shot) => judgeStatement(statement, shot));
    const order: readonly ClaimVerdict[] = ['confirmed', 'unverified', 'rejected'];
    return judgements.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))[0] ?? leastSure([]);
  }

  /** What is quoted was said there, word for word. */
  #judgeQuotes(quotes: readonly string[], { videoId, span }: Citation): Judgement {
    const lines = this.#context.library.transcript(videoId, span).filter((line) => overlapSeconds(line.span, span) > 0);
    if (lines.length === 0) return { verdict: 'unverified', reason: 'nothing is said there' };
    const said = ` ${wordsOf(lines.map((line) => line.text).join(' ')).join(' ')} `;
    return quotes.every((quote) => said.includes(` ${wordsOf(quote).join(' ')} `))
      ? { verdict: 'confirmed', reason: 'it is said there in these words' }
      : { verdict: 'unverified', reason: 'it is not said there in these words' };
  }

  #see({ videoId, span }: Citation, signal: AbortSignal | undefined): Promise<SeenShot[]> {
    const key = `${videoId} ${span.startSeconds} ${span.endSeconds}`;
    const known = this.#seen.get(key);
    if (known) return known;
    const seeing = seeMoment(this.#context, videoId, span, signal);
    if (this.#seen.size >= momentsKept) this.#seen.clear();
    this.#seen.set(key, seeing);
    seeing.catch(() => this.#seen.delete(key));
    return seeing;
  }
}

/** A claim is worth what the least sure of its moments is. */
function leastSure(judgements: readonly Judgement[]): Judgement {
  const find = (verdict: ClaimVerdict): Judgement | undefined =>
    judgements.find((judgement) => judgement.verdict === verdict);
  return (
    find('rejected') ??
    find('unverified') ??
    find('confirmed') ?? { verdict: 'unverified', reason: 'it cites no moment' }
  );
}
