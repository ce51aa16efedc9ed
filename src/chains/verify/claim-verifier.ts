import type { AnswerWords, Citation, Claim, ClaimVerdict } from '../../domain/answer.js';
import { overlapSeconds } from '../../domain/time-span.js';
import { wordsOf } from '../../domain/wording/english-stems.js';
import type { VideoToolContext } from '../../tools/contracts.js';
import { judgeMoment } from './judge-moment.js';
import type { Judgement } from './judge-statement.js';
import { readStatement, type Statement } from './read-statement.js';
import { seeMoment, type SeenShot } from './see-moment.js';
import { splitClaims } from './split-claims.js';
import { toldBy } from './told-by.js';

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
      claims.push({ text: words, citations: cited.map(({ number }) => number), ...summedUp(judgements, cited) });
    }
    return claims;
  }

  async #judge(statement: Statement, citation: Citation, signal: AbortSignal | undefined): Promise<Judgement> {
    if (statement.quotes.length > 0) return this.#judgeQuotes(statement.quotes, citation);
    if (statement.leftOpen !== undefined) return { verdict: 'unverified', reason: statement.leftOpen };
    // Of a chapter only some shots would be looked at: what they do not show the others may.
    if (citation.tool === 'summarize_video')
      return { verdict: 'unverified', reason: 'a chapter is too long to look at again' };
    return judgeMoment(statement, await this.#see(citation, signal), citation.span);
  }

  /** What is quoted was said there, word for word; else it is as likely as its words are among those said. */
  #judgeQuotes(quotes: readonly string[], { videoId, span, note }: Citation): Judgement {
    const lines = this.#context.library.transcript(videoId, span).filter((line) => overlapSeconds(line.span, span) > 0);
    if (lines.length === 0) return { verdict: 'unverified', reason: 'nothing is said there' };
    const said = wordsOf(lines.map((line) => line.text).join(' '));
    const isIn = (words: readonly string[], quote: string): boolean =>
      ` ${words.join(' ')} `.includes(` ${wordsOf(quote).join(' ')} `);
    if (quotes.every((quote) => isIn(said, quote)))
      return { verdict: 'confirmed', reason: 'it is said there in these words', probability: 1 };
    const reason = 'it is not said there in these words';
    // What a tool says of the moment is quoted from the tool.
    if (quotes.some((quote) => isIn(wordsOf(note), quote))) return { verdict: 'unverified', reason };
    const quoted = quotes.flatMap(wordsOf);
    const probability = quoted.filter((word) => said.includes(word)).length / Math.max(1, quoted.length);
    return { verdict: 'unverified', reason, probability };
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
function summedUp(judgements: readonly Judgement[], cited: readonly Citation[]): Omit<Claim, 'text' | 'citations'> {
  const find = (wanted: ClaimVerdict): Judgement | undefined => judgements.find(({ verdict }) => verdict === wanted);
  const worst = find('rejected') ?? find('unverified') ?? find('confirmed');
  const { verdict, reason } = worst ?? { verdict: 'unverified', reason: 'it cites no moment' };
  const told = judgements.flatMap(({ probability }) => probability ?? []);
  return { verdict, reason, confidence: told.length > 0 ? Math.min(...told) : toldBy(cited) };
}
