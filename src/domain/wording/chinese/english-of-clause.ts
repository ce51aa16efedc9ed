import { thirdPersonOf } from '../english-stems.js';
import type { ChineseClause } from './read-chinese-clause.js';

/** As a caption puts it: `a red dog jumps in the park beside a blue cat`; `jumps` where nobody is named. */
export function captionOf(clause: ChineseClause): string {
  const { subject, verb, object, places, beside } = clause;
  const named = subject === undefined || subject === 'it' ? '' : withA(subject);
  return joined([
    named,
    verb === undefined ? '' : verb.replace(/^\S+/, thirdPersonOf),
    object === undefined ? '' : withA(object),
    ...places,
    beside === undefined ? '' : `beside ${withA(beside)}`,
  ]);
}

/** As a question puts it after "does": `the red dog jump in the park`; `it` for whoever goes without saying. */
export function askedOf(clause: ChineseClause): string {
  const { subject, verb } = clause;
  const named = subject === undefined ? (verb === undefined ? '' : 'it') : withThe(subject);
  return joined([named, verb ?? '', ...restOf(clause)]);
}

/** Somebody as a question names him: `the red dog that jumps in the park`. */
export function namedOf(clause: ChineseClause, article: 'a' | 'the' = 'the'): string {
  const { subject = 'it', verb } = clause;
  const named = subject === 'it' ? 'it' : article === 'a' ? withA(subject) : withThe(subject);
  return joined([named, verb === undefined ? '' : `that ${verb.replace(/^\S+/, thirdPersonOf)}`, ...restOf(clause)]);
}

/** What is done, in the third person, and where: `jumps in the park`. */
export function doneOf(clause: ChineseClause): string {
  const { verb, subject } = clause;
  const done =
    verb === undefined ? (subject === undefined ? '' : withThe(subject)) : verb.replace(/^\S+/, thirdPersonOf);
  return joined([done, ...restOf(clause)]);
}

function restOf({ object, places, beside }: ChineseClause): string[] {
  return [
    object === undefined ? '' : withThe(object),
    ...places,
    beside === undefined ? '' : `beside ${withThe(beside)}`,
  ];
}

function withA(name: string): string {
  if (/^(?:two|three|four|five) |^(?:people|audience)$/.test(name)) return name;
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}

function withThe(name: string): string {
  return name === 'it' ? name : `the ${name}`;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
