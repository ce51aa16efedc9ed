import type { BaseMessage } from '@langchain/core/messages';
import type { AnswerWords } from '../domain/answer.js';
import { formatTimestamp, parseTimestamp } from '../domain/timestamp.js';
import { evidenceOf, type CitationLedger } from './citation-ledger.js';
import { CitationMarkers } from './citation-markers.js';

const mostUnmarked = 3;

/**
 * The answer to a question: the model's last words with the user's markers, and the spans they rest on, which are
 * always spans that tools returned. `turn` holds the messages since the question.
 */
export function composeAnswer(words: string, turn: readonly BaseMessage[], ledger: CitationLedger): AnswerWords {
  const markers = new CitationMarkers(ledger);
  const marked = markers.push(words) + markers.finish();
  if (markers.citations().length > 0) return { text: marked, citations: markers.citations(), found: true };
  // What a video says decides neither whether something was found nor what is cited.
  const own = withoutQuotations(marked);
  if (saysNotFound(own)) return { text: marked, citations: [], found: false };
  const no = /^(?:(?:no|none|nobody|0|zero)\b|不[，。,是]|否|没有)/i.test(marked);
  const yesOrNo = no || /^(?:yes\b|是的?[，。,]|有[，。,的])/i.test(marked);
  const suffix = no
    ? ''
    : spansBehind(own, turn)
        .map((number) => markers.add(number))
        .join('');
  const citations = markers.citations();
  return { text: suffix ? `${marked} ${suffix}` : marked, citations, found: citations.length > 0 || yesOrNo };
}

/** Whether the words own up to having found nothing. */
export function saysNotFound(words: string): boolean {
  const opening = words.slice(0, 160).split(/[.!?\n。！？]/, 1)[0] ?? '';
  if (/^(yes|no)\s*([,:;–-]|$)/i.test(opening)) return false;
  if (/(?:没有?|未能?|无法)(?:能够?)?(?:在.{0,20})?(?:找到|发现)|找不到|没有(?:任何)?(?:符合|匹配|相关)/.test(opening))
    return true;
  return /\b(could|can|did|was|were)(n't| ?not)( able to)? (find|locate|found)|\bunable to (find|locate)|\bnothing\b.{0,40}\b(match|found|find)|\bno (moment|shot|scene|video|result|match)\w*\b.{0,40}\b(match|found|show|contain)|\bnot (in|part of) (the|your|this) (library|video)/i.test(
    opening,
  );
}

/** An answer without the words that it repeats from a video. */
function withoutQuotations(words: string): string {
  return words.replace(/"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|『[^』]*』/g, '""');
}

/** Ledger numbers of the turn's spans that unmarked words evidently rest on: those whose time they mention, else the first found. */
function spansBehind(words: string, turn: readonly BaseMessage[]): number[] {
  const entries = turn.flatMap((message) => {
    const evidence = evidenceOf(message);
    return evidence
      ? evidence.spans.map((span, index) => ({ number: evidence.numbers[index] ?? 0, span: span.span }))
      : [];
  });
  const times = [...words.matchAll(/\b\d+(?::\d{2}){1,2}(?:\.\d+)?\b/g)].map(([text]) => text);
  const mentioned = entries.filter(({ span }) => times.includes(formatTimestamp(span.startSeconds)));
  const around = entries.filter(({ span }) =>
    times.some((text) => {
      const seconds = parseTimestamp(text);
      return seconds !== undefined && seconds >= span.startSeconds && seconds < span.endSeconds;
    }),
  );
  const chosen = [mentioned, around, entries.slice(0, 1)].find((list) => list.length > 0) ?? [];
  return [...new Set(chosen.map((entry) => entry.number))].slice(0, mostUnmarked);
}
