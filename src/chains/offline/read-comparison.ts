import { emptyClause, readClause } from './read-clause.js';
import type { QuestionReading } from './question-reading.js';

const name = '(?:(?:the )?(?:videos?|films?|clips?|movies?|recordings?|episodes?|files?) )?("[^"]+"|.+?)';
const pair = `${name},? (?:and|to|with|against|versus|vs\\.?|or|than(?: in)?) ${name}`;
const of = '(?:the |these |those |both )?(?:two |both )?(?:videos |films |clips )?';

interface Form {
  readonly by?: QuestionReading['compareBy'];
  readonly pattern: RegExp;
}

const form = (source: string, by?: Form['by']): Form => ({
  pattern: new RegExp(`^(?:${source})$`),
  ...(by && { by }),
});

const forms: readonly Form[] = [
  form(`compare ${of}${pair}(?: (?:to|with) each other)?`),
  form(`how (?:does|do) ${name} compare (?:to|with) ${name}`),
  form(`what (?:do|have) ${of}${pair} (?:have in common|in common|share|both (?:show|have|contain))`, 'shared'),
  form(`what is (?:common (?:to|between|in)|shared by|the same in|similar (?:in|about)) ${of}${pair}`, 'shared'),
  form(`what (?:is|are) (?:the )?(?:similarity|similarities|overlap) (?:between|of) ${of}${pair}`, 'shared'),
  form(`how (?:is|are) ${of}${pair} (?:alike|similar|the same)`, 'shared'),
  form(`what (?:is|are) (?:the )?(?:main )?differences? (?:between|of) ${of}${pair}`, 'difference'),
  form(`what is different (?:between|in|about) ${of}${pair}`, 'difference'),
  form(`how (?:is|are|do|does|did) ${of}${name},? (?:and|or) ${name} (?:different|differ)`, 'difference'),
  form(`how (?:is|does) ${name} (?:different|differ) (?:from|to|than) ${name}`, 'difference'),
];

const more =
  /^(?:which|what|who)(?: (?:one|video|film|clip|of (?:the two|them|these|these two|both)(?: videos)?))?(?: videos?)? (?:has|have|shows?|contains?|holds?) more (.+)$/;
const moreOrder = new RegExp(
  `^(?:does|is there|do|are there)(?: more (.+?) in)? ${name}(?: (?:have|show|contain) more (.+?))? than (?:in )?${name}$`,
);
const pronouns = /^(?:them|they|the two|these|these two|both|the two videos|both videos|the videos|these videos)$/;
const unnamed: readonly Form[] = [
  form('(?:and )?compare (.+)'),
  form('(?:and )?what (?:do|have) (.+?) (?:have in common|in common|share)', 'shared'),
  form('(?:and )?what is common (?:to|between) (.+)', 'shared'),
  form('(?:and )?what (?:is|are) (?:the )?differences? between (.+)', 'difference'),
  form('(?:and )?how (?:do|are) (.+) (?:differ|different)', 'difference'),
];

/**
 * A question that compares two videos: "compare A and B", "what do A and B have in common", "which has more dogs, A or B?".
 * `last` are the two videos of the question before, for "and what is the difference between them?".
 */
export function readComparison(text: string, last: readonly string[] = []): QuestionReading | undefined {
  return readMore(text, last) ?? readNamed(text) ?? readUnnamed(text, last);
}

function readMore(text: string, last: readonly string[]): QuestionReading | undefined {
  const [, what] = more.exec(text) ?? [];
  if (what !== undefined) {
    const named = new RegExp(`^(.+?)(?:(?:,|:| -) | (?="))${name},? or ${name}$`).exec(what);
    const [thing = '', ...videos] = named ? named.slice(1) : [what];
    const isOfTwo = named !== null || /^which (?:of|one)\b/.test(text);
    if (!isOfTwo && last.length === 0) return undefined;
    return moreOf(thing, named ? videos : last);
  }
  const [, before, one, after, other] = moreOrder.exec(text) ?? [];
  const thing = before ?? after;
  return thing === undefined ? undefined : moreOf(thing, [one ?? '', other ?? '']);
}

function moreOf(thing: string, videos: readonly string[]): QuestionReading {
  const clause = readClause(
    thing.replace(/\b(?:shots|scenes|moments|videos?)(?: (?:with|of|showing|in which))?\b/g, ' '),
  );
  return { intent: 'compare', compareBy: 'more', clause, videos: videos.map(bare) };
}

function readNamed(text: string): QuestionReading | undefined {
  for (const { pattern, by } of forms) {
    const [, one = '', other = ''] = pattern.exec(text) ?? [];
    if (one !== '' && other !== '') return compare([one, other], by);
  }
  return undefined;
}

function readUnnamed(text: string, last: readonly string[]): QuestionReading | undefined {
  for (const { pattern, by } of unnamed) {
    const [, who = ''] = pattern.exec(text) ?? [];
    if (pronouns.test(who)) return compare(last, by);
  }
  return undefined;
}

function compare(videos: readonly string[], by: QuestionReading['compareBy']): QuestionReading {
  return { intent: 'compare', clause: emptyClause, videos: videos.map(bare), ...(by && { compareBy: by }) };
}

function bare(title: string): string {
  return title.replace(/^"|"$/g, '').trim();
}
