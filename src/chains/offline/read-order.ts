import { parseTimestamp } from '../../domain/timestamp.js';
import { stemWord, wordsOf } from '../../domain/wording/english-stems.js';
import { readClause } from './read-clause.js';
import type { Anchor, QuestionReading } from './question-reading.js';

const orderLast =
  /^(.+?),? (?:right |just |immediately |directly |shortly |straight |soon )?(before|after|once|following) (.+)$/;
const orderFirst = /^(?:right |just |immediately |directly |shortly |soon )?(before|after|once|following) (.+?), (.+)$/;
const pronouns = /\b(?:it|he|she|they|this one|that one)\b/g;

/** Takes "before …" or "after …" out of a question. */
export function takeOrder(text: string): { readonly anchor?: Anchor; readonly rest: string } {
  const leading = orderFirst.exec(text);
  const trailing = leading ? undefined : orderLast.exec(text);
  const [word, anchorText, rest] = leading
    ? [leading[1], leading[2], leading[3]]
    : [trailing?.[2], trailing?.[3], trailing?.[1]];
  if (word === undefined || anchorText === undefined || rest === undefined) return { rest: text };
  const relation = word === 'before' ? 'before' : 'after';
  const seconds = parseTimestamp(anchorText.replace(/ ?(?:s|sec|seconds?)$/, '').replace(/^second /, ''));
  if (seconds !== undefined) return { anchor: { relation, seconds }, rest };
  if (/^(?:that|this|it|then)$/.test(anchorText)) return { anchor: { relation }, rest };
  return {
    anchor: {
      relation,
      clause: readClause(anchorText.replace(/^(?:the )?(?:moment|time|scene|shot) (?:when|where|in which) /, '')),
    },
    rest,
  };
}

/**
 * "before it sits down", "before sitting down": the one who acts is the one of the main clause. "Did the cat sit down
 * before the dog?": what is done is what the main clause does.
 */
export function completeAnchor(anchor: Anchor, main: QuestionReading): Anchor {
  const { clause } = anchor;
  if (!clause) return anchor;
  if (!clause.verb && main.intent === 'yes-no' && main.clause.verb) {
    const done = main.clause.units.slice(main.clause.units.indexOf(main.clause.verb));
    const told = wordsOf(main.clause.description);
    const verbAt = told.findIndex((word) => stemWord(word) === main.clause.verb?.stems[0]);
    const description = [clause.description, ...(verbAt < 0 ? [] : told.slice(verbAt))].join(' ');
    return { ...anchor, clause: { ...clause, units: [...clause.units, ...done], verb: main.clause.verb, description } };
  }
  const startsWithPronoun = /^(?:it|he|she|they)\b/.test(clause.words);
  const startsWithVerb = clause.verb !== undefined && clause.units[0] === clause.verb;
  const subject = subjectWords(main);
  if (!(startsWithPronoun || startsWithVerb) || subject === '') return anchor;
  return { ...anchor, clause: readClause(`${subject} ${clause.words.replace(pronouns, '').trim()}`) };
}

function subjectWords({ clause }: QuestionReading): string {
  const units = clause.units.slice(0, clause.verb ? clause.units.indexOf(clause.verb) : undefined);
  const stems = new Set(units.flatMap((unit) => unit.stems));
  return stems.size === 0
    ? ''
    : clause.words
        .split(' ')
        .slice(0, stems.size + 1)
        .join(' ');
}

/** Takes "first", "at the end" and the like out of a question. */
export function takePick(text: string): { readonly pick?: 'first' | 'last'; readonly rest: string } {
  const first =
    /\b(?:the |for the )?(?:very )?first(?: time)?\b|\b(?:in|at|from) the (?:very )?(?:beginning|start|opening)(?: of (?:the|this) (?:video|film|clip|episode|movie))?|\b(?:begin|begins|starts?)(?: with)?$|\binitially\b|\bopening\b/;
  const last =
    /\b(?:the |for the )?(?:very )?(?:last|final)(?: time)?\b|\b(?:in|at|by) the (?:very )?(?:end|close)(?: of (?:the|this) (?:video|film|clip|episode|movie))?|\bends?(?: with)?$|\bfinally\b/;
  const pick = first.test(text) ? 'first' : last.test(text) ? 'last' : undefined;
  if (!pick) return { rest: text };
  const rest = text
    .replace(pick === 'first' ? first : last, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return {
    pick,
    rest: rest
      .replace(/^what is (?:thing|action|scene|shot|event)\b/, 'what is the thing')
      .replace(/ (?:thing|things)$/, ''),
  };
}
