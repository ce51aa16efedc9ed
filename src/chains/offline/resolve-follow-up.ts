import { bareName } from '../../domain/wording/caption-parts.js';
import { normaliseQuestion } from './normalise-question.js';
import { emptyClause, readClause } from './read-clause.js';
import { readComparison } from './read-comparison.js';
import { readQuestion } from './read-question.js';
import type { Intent, QuestionMemory, QuestionReading } from './question-reading.js';

const opening = /^(?:and|but|so|ok|okay|then,|also|now)[, ]+/;
const after =
  /^(?:(?:and )?(?:then|next|afterwards?|later|after(?:wards?)?(?: that| this| it)?)|what (?:then|next|else)|what(?: (?:happens|happened|comes|is|came|follows))?(?: right| immediately)?(?: then| next| afterwards?| later| after(?: that| this| it)?))$/;
const before =
  /^(?:before(?: that| this| it)?|previously|what(?: (?:happens|happened|comes|is|was|came))?(?: right| immediately)? (?:before(?: that| this| it)?|earlier|previously))$/;
const bare =
  /^(where|when|who|what colours?|which colours?|how many times|how often|which video|what|how long)(?: (?:is|was|does|did|do|happens|happened|are|were))?(?: (?:that|this|it|he|she|they|there))?(?: (?:happen|happening|be|do|doing|go on|take place|that|it|have|has))?$/;
const swap = /^(?:what|how) about (.+)$/;
const pronoun = /\b(?:it|he|she|they|this one|that one|him|them)\b/;

const bareIntents: Readonly<Record<string, Intent>> = {
  where: 'where',
  when: 'when',
  who: 'who',
  what: 'what-action',
  'how often': 'count-times',
  'how many times': 'count-times',
  'which video': 'which-video',
  'how long': 'when',
};

/**
 * Reads a question in the light of the one before: "and after that?", "and where?", "what about the cat?", "what does it
 * do then?". A question that stands alone is read alone.
 */
export function readInConversation(question: string, previous: QuestionMemory | undefined): QuestionReading {
  if (!previous) return readQuestion(question);
  const text = normaliseQuestion(question);
  const short = text.replace(opening, '');
  const { reading: last, focus } = previous;
  const comparison = readComparison(short, last.videos ?? twoTitles(focus));
  if (comparison) return comparison;
  const video = focus[0]?.videoTitle ?? last.video;
  const inVideo = video === undefined ? {} : { video };
  if (focus.length > 0 && after.test(short))
    return { intent: 'what-happens', clause: emptyClause, anchor: { relation: 'after' }, focus, ...inVideo };
  if (focus.length > 0 && before.test(short))
    return { intent: 'what-happens', clause: emptyClause, anchor: { relation: 'before' }, focus, ...inVideo };
  const asked = bare.exec(short)?.[1];
  if (asked !== undefined) {
    const intent = asked.includes('colour') ? 'colour' : (bareIntents[asked] ?? 'when');
    if (focus.length === 0 || intent === 'count-times') return { ...last, intent, ...inVideo };
    // The moment of the last answer, not what lies before or after it once more.
    const { anchor: _anchor, ...kept } = last;
    return { ...kept, intent, focus, ...inVideo };
  }
  const swapped =
    swap.exec(short)?.[1] ?? (opening.test(text) && /^(?:(?:the|an?)|in|on|at) /.test(short) ? short : undefined);
  if (swapped !== undefined) return swapClause(swapped, last);
  return readWithPronouns(short, focus, inVideo);
}

/** The titles of an answer about two videos. */
function twoTitles(focus: QuestionMemory['focus']): string[] {
  const titles = [...new Set(focus.map(({ videoTitle }) => videoTitle))];
  return titles.length === 2 ? titles : [];
}

function swapClause(words: string, last: QuestionReading): QuestionReading {
  const alone = readQuestion(words);
  const { focus: _focus, span: _span, ...kept } = last;
  return {
    ...kept,
    ...(alone.video !== undefined && { video: alone.video }),
    ...(alone.span && { span: alone.span }),
    clause: alone.clause.units.length > 0 ? readClause(words) : last.clause,
    ...(alone.clause.units.length > 0 && { changes: last.clause }),
  };
}

function readWithPronouns(
  text: string,
  focus: QuestionMemory['focus'],
  inVideo: { readonly video?: string },
): QuestionReading {
  const moment = focus.at(-1);
  if (!moment) return readQuestion(text);
  const refersBack = /\b(?:after|before) (?:that|this|it)$|\b(?:then|next|afterwards?)$/.test(text);
  const subject = bareName(moment.subject);
  const isDummy = /^(?:is|was) it (?:true|in|on|at)\b/.test(text);
  const hasOwnSubject = /\b(?:the|an?) .+\b(?:before|after|when|while|because) (?:it|he|she|they)\b/.test(text);
  const completed = text
    .replace(/\b(before|after) (?:that|this|it)$/, '$1 that')
    .replace(/ ?\b(?:then|next|afterwards?)$/, ' after that')
    .replace(/\bthere$/, moment.place === '' ? '' : moment.place)
    .replace(pronoun, (word) => (subject === '' || hasOwnSubject ? word : `the ${subject}`));
  const reading = readQuestion(completed);
  if (!refersBack && completed === text) return reading;
  return { ...inVideo, ...reading, ...(refersBack && { focus }), ...(isDummy && { focus }) };
}
