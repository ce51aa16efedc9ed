import { parseTimestamp } from '../../domain/timestamp.js';
import { intentPatterns } from './intent-patterns.js';
import { normaliseQuestion, takeTime, takeVideo } from './normalise-question.js';
import { emptyClause, readClause } from './read-clause.js';
import { readSaid } from './read-said.js';
import type { Anchor, QuestionReading } from './question-reading.js';

const orderLast =
  /^(.+?),? (?:right |just |immediately |directly |shortly |straight |soon )?(before|after|once|following) (.+)$/;
const orderFirst = /^(?:right |just |immediately |directly |shortly |soon )?(before|after|once|following) (.+?), (.+)$/;
const pronouns = /\b(?:it|he|she|they|this one|that one)\b/g;
const presence =
  / ?\b(?:appears?|appearing|show(?:s|n)? up|(?:are|is|were|can be) (?:there|shown|seen|visible|present)|(?:do|can|could) (?:you|we|i|one) see|exist|are there|is there|are|there)\b(?: (?:in|on|at) all)?/g;
const shotFrame =
  / ?\b(?:takes? place|happens?|occurs?|plays?|shows?|contains?|has|have|with|feature|includes?|are set|are there|are|do|does|there)\b/g;

/** Reads a question that stands alone. */
export function readQuestion(question: string): QuestionReading {
  const video = takeVideo(normaliseQuestion(question));
  const time = takeTime(preferVerbs(video.rest));
  const rest = time.rest;
  const named = { ...(video.value !== undefined && { video: video.value }), ...(time.value && { span: time.value }) };
  const said = readSaid(rest);
  if (said) return { ...said, ...named };
  const order = takeOrder(rest);
  const { pick, rest: main } = takePick(order.rest);
  const reading = readIntent(main);
  const anchor = order.anchor && completeAnchor(order.anchor, reading);
  const read = { ...reading, ...named, ...(anchor && { anchor }), ...(pick && { pick }) };
  return isUnclear(read) ? { ...read, intent: 'unclear' } : read;
}

/** A question for a moment that describes none. */
function isUnclear({ intent, clause, anchor, pick, span }: QuestionReading): boolean {
  const describes = clause.units.length + clause.beside.length > 0 || anchor || pick || span;
  return !describes && (intent === 'when' || intent === 'count-times' || intent === 'colour' || intent === 'yes-no');
}

/** Says the same with words that the patterns know. */
function preferVerbs(text: string): string {
  return text
    .replace(/^what (?:follows|comes next after)\b/, 'what happens after')
    .replace(/^what precedes\b/, 'what happens before')
    .replace(/^(what|who) comes (?:right )?(before|after)\b/, '$1 happens $2')
    .replace(/^what is the next thing (?:that happens|we see|to happen)?/, 'what happens')
    .replace(/\b(?:what happens|what is|happens) next after\b/, 'what happens after')
    .replace(/ next (?=(?:after|before)\b)/, ' ')
    .replace(/^what is (the .+? )(before|after) /, 'what happens $2 ')
    .trim();
}

function takeOrder(text: string): { readonly anchor?: Anchor; readonly rest: string } {
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

/** "before it sits down", "before sitting down": the one who acts is the one of the main clause. */
function completeAnchor(anchor: Anchor, main: QuestionReading): Anchor {
  const { clause } = anchor;
  if (!clause) return anchor;
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

function takePick(text: string): { readonly pick?: 'first' | 'last'; readonly rest: string } {
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

function readIntent(text: string): QuestionReading {
  for (const { intent, pattern, auxiliary } of intentPatterns) {
    const match = pattern.exec(text);
    if (!match) continue;
    const about = match
      .slice(1)
      .filter((part) => part !== undefined)
      .join(' ');
    return { intent, clause: readClause(withoutFrame(intent, about), auxiliary) };
  }
  return { intent: 'describe', clause: emptyClause };
}

function withoutFrame(intent: QuestionReading['intent'], about: string): string {
  const text = about
    .replace(/\btak(?:e|es|ing) place\b/g, ' ')
    .replace(
      /\b(?:in|of|from|throughout|during) (?:the|this|my|your) (?:whole |entire )?(?:video|clip|film|movie|episode|footage|library)\b/g,
      ' ',
    );
  if (/^count-(?:subjects|actors|actions|places|colours)$/.test(intent)) return text.replace(presence, ' ');
  if (intent === 'count-shots') return text.replace(shotFrame, ' ');
  if (intent === 'where' || intent === 'who')
    return text.replace(/\b(?:happen|happens|happening|occur|located|found)\b/g, ' ');
  return text;
}
