import { intentPatterns } from './intent-patterns.js';
import { normaliseQuestion, takeTime, takeVideo } from './normalise-question.js';
import { emptyClause, readClause } from './read-clause.js';
import { readSaid } from './read-said.js';
import { readAlternatives } from './read-alternatives.js';
import { readComparison } from './read-comparison.js';
import { completeAnchor, takeOrder, takePick } from './read-order.js';
import type { QuestionReading } from './question-reading.js';

const presence =
  / ?\b(?:appears?|appearing|show(?:s|n)? up|(?:are|is|were|can be) (?:there|shown|seen|visible|present)|(?:do|can|could) (?:you|we|i|one) see|exist|are there|is there|are|there)\b(?: (?:in|on|at) all)?/g;
const shotFrame =
  / ?\b(?:takes? place|happens?|occurs?|plays?|shows?|contains?|has|have|with|feature|includes?|are set|are there|are|do|does|there)\b/g;

/** Reads a question that stands alone. */
export function readQuestion(question: string): QuestionReading {
  const normal = normaliseQuestion(question);
  const comparison = readComparison(normal);
  if (comparison) return comparison;
  const video = takeVideo(normal);
  const time = takeTime(preferVerbs(video.rest));
  const rest = time.rest;
  const named = { ...(video.value !== undefined && { video: video.value }), ...(time.value && { span: time.value }) };
  const said = readSaid(rest);
  if (said) return { ...said, ...named };
  const choice = readAlternatives(rest);
  if (choice) return { ...choice, ...named };
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

function readIntent(text: string): QuestionReading {
  for (const { intent, pattern, auxiliary } of intentPatterns) {
    const match = pattern.exec(text);
    if (!match) continue;
    const about = match
      .slice(1)
      .filter((part) => part !== undefined)
      .join(' ');
    // After "is" a name may be all there is; after "does" a verb must come.
    const expectsVerb = auxiliary === true && /\b(?:does|do|did)\b/.test(text);
    return { intent, clause: readClause(withoutFrame(intent, about), expectsVerb) };
  }
  return { intent: 'describe', clause: emptyClause };
}

function withoutFrame(intent: QuestionReading['intent'], about: string): string {
  const text = about
    .replace(/\btak(?:e|es|ing) place\b|\bon (?:the )?screen\b|\bbe (?:seen|shown|found|visible)\b/g, ' ')
    .replace(
      /\b(?:in|of|from|throughout|during) (?:the|this|my|your) (?:whole |entire )?(?:video|clip|film|movie|episode|footage|library)\b/g,
      ' ',
    );
  if (intent === 'count-videos-showing') return text.replace(presence, ' ');
  if (/^count-(?:subjects|actors|actions|places|colours)$/.test(intent)) return text.replace(presence, ' ');
  if (intent === 'count-shots') return text.replace(shotFrame, ' ');
  if (intent === 'where' || intent === 'who')
    return text.replace(/\b(?:happen|happens|happening|occur|located|found)\b/g, ' ');
  return text;
}
