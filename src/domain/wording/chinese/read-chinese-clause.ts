import type { ChineseToken } from './segment-chinese.js';
import { segmentChinese } from './segment-chinese.js';

/** A moment described in Chinese, in English words. */
export interface ChineseClause {
  /** Without article: `red dog`; `it` for a pronoun. */
  readonly subject?: string;
  /** In base form, with what belongs to it: `pick up a box`. */
  readonly verb?: string;
  readonly object?: string;
  /** With preposition: `in the park`. */
  readonly places: readonly string[];
  /** Who stands beside. */
  readonly beside?: string;
  /** What the dictionary does not know. */
  readonly unknown: readonly string[];
}

/** Verbs of which a second one says more (`跑 … 坐下`). */
const vagueVerbs: ReadonlySet<string> = new Set(['move', 'walk', 'watch', 'look', 'go out', 'hold', 'hit']);

type Growing = { -readonly [Key in keyof ChineseClause]: ChineseClause[Key] } & { places: string[]; unknown: string[] };

/** Reads plain Chinese that describes a moment: who, what is done, where, and who stands by, in whatever order. */
export function readChineseClause(text: string): ChineseClause {
  const clause: Growing = { places: [], unknown: [] };
  const tokens = segmentChinese(text);
  let qualities: string[] = [];
  let besideNext = false;
  for (const [index, { text: shown, word }] of tokens.entries()) {
    const next = tokens[index + 1]?.word;
    if (!word) {
      clause.unknown.push(shown);
      continue;
    }
    if (word.kind === 'quality' || (word.kind === 'number' && word.english !== '')) qualities.push(word.english);
    else if (word.kind === 'beside') besideNext = tokens[index - 1]?.word?.kind !== 'thing';
    else if (word.kind === 'with') besideNext = clause.subject !== undefined && clause.verb === undefined;
    else if (word.kind === 'place') clause.places.push(word.english);
    else if (word.kind === 'doing') takeVerb(clause, word.english);
    else if (word.kind === 'pronoun')
      clause.subject ??= next?.kind === 'of' || next?.kind === 'thing' ? undefined : 'it';
    else if (word.kind === 'thing') {
      const name = [...qualities, word.english].join(' ');
      qualities = [];
      if (next?.kind === 'beside' || besideNext) clause.beside ??= name;
      else if (next?.kind === 'side' && isInside(tokens, index)) clause.places.push(`${next.english} the ${name}`);
      else takeName(clause, name, tokens, index);
      besideNext = false;
    }
  }
  // "出现了一只狗": whoever appears comes after.
  if ((clause.verb === 'appear' || clause.verb === 'disappear') && clause.subject === undefined) {
    const { object, ...rest } = clause;
    if (object !== undefined) return { ...rest, subject: object };
  }
  // A quality without a thing: "the red one".
  if (qualities.length > 0 && clause.subject === undefined) clause.subject = qualities.join(' ');
  return clause;
}

function takeVerb(clause: Growing, verb: string): void {
  if (clause.verb === undefined || vagueVerbs.has(clause.verb)) clause.verb = verb;
}

function takeName(clause: Growing, name: string, tokens: readonly ChineseToken[], index: number): void {
  const before = tokens.slice(0, index).findLast(({ word }) => word?.kind !== 'quality' && word?.kind !== 'number');
  const isHead = before?.word?.kind === 'of' && clause.verb !== undefined;
  const isMoved = tokens.slice(0, index).some(({ text }) => text === '把');
  if (isHead && clause.subject === undefined) clause.subject = name;
  else if (clause.verb !== undefined || isMoved || clause.subject !== undefined) clause.object ??= name;
  else clause.subject = name;
}

/** "桌子上": a place, unless something is yet to be done to it ("桌子上来"). */
function isInside(tokens: readonly ChineseToken[], index: number): boolean {
  return index > 0 || tokens.length > index + 2;
}
