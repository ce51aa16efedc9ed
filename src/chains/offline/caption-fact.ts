import type { TimeSpan } from '../../domain/time-span.js';
import { fieldText, type EvidenceLine } from '../../tools/evidence-line.js';
import { wordsOf } from './english-stems.js';

/** What a caption says of a shot, in its parts: `a red dog` · `jumps` · `in the snow` · beside `a blue cat`. */
export interface CaptionFact {
  /** The line's number, for citing. */
  readonly number: number;
  readonly videoTitle: string;
  readonly span: TimeSpan;
  readonly caption: string;
  readonly subject: string;
  readonly action: string;
  readonly place: string;
  readonly companion: string | undefined;
  /** The classifier's action, where it is sure and the caption says another. */
  readonly otherAction: string | undefined;
}

const sureEnough = 0.5;
const besideWords =
  /\s+(?:beside|next to|alongside|together with|accompanied by)\s+(?=(?:a|an|the|another|two|three|some)\b)/;
const placeStart =
  /^(?:in|on|at|by|under|over|inside|outside|behind|through|along|across|against|above|below|near|around|into|onto)$/;

/** Facts from the tools' lines; the recognised action labels of all lines tell where a caption's subject ends. */
export function readCaptionFacts(lines: readonly EvidenceLine[]): CaptionFact[] {
  const labels = [...new Set(lines.flatMap((line) => fieldText(line, 'action') ?? []))].toSorted(
    (a, b) => b.length - a.length,
  );
  const facts = lines.flatMap((line): CaptionFact[] => {
    const caption = fieldText(line, 'caption');
    if (caption === undefined) return [];
    const recognised = line.fields.find((field) => field.name === 'action');
    const parts = splitCaption(caption, labels);
    const differs =
      recognised !== undefined && recognised.text !== parts.action && (recognised.score ?? 1) >= sureEnough;
    return [
      {
        number: line.number,
        videoTitle: line.videoTitle,
        span: line.span,
        caption,
        ...parts,
        otherAction: differs ? recognised.text : undefined,
      },
    ];
  });
  const distinct = new Map(facts.map((fact) => [fact.number, fact]));
  return [...distinct.values()].toSorted((a, b) => compareTitles(a, b) || a.span.startSeconds - b.span.startSeconds);
}

/** Cuts a caption at the longest known action label in it; without one, at its first verb in the third person. */
export function splitCaption(
  caption: string,
  labels: readonly string[],
): Pick<CaptionFact, 'subject' | 'action' | 'place' | 'companion'> {
  const [main = '', companion] = caption.trim().split(besideWords, 2);
  const label = labels.find((item) => ` ${main} `.includes(` ${item} `));
  if (label !== undefined) {
    const at = ` ${main} `.indexOf(` ${label} `);
    return { subject: main.slice(0, at).trim(), action: label, place: main.slice(at + label.length).trim(), companion };
  }
  const words = main.split(/\s+/);
  const verb = words.findIndex((word, index) => index > 0 && isThirdPerson(word, index));
  if (verb < 0) return { subject: main, action: '', place: '', companion };
  const after = words.slice(verb + 1).findLastIndex((word) => placeStart.test(word));
  const place = after < 0 ? words.length : verb + 1 + after;
  return {
    subject: words.slice(0, verb).join(' '),
    action: words.slice(verb, place).join(' '),
    place: words.slice(place).join(' '),
    companion,
  };
}

/** The words of a name without its article: `a red dog` → `red dog`. */
export function bareName(name: string): string {
  return wordsOf(name)
    .filter((word) => !['a', 'an', 'the', 'another', 'one'].includes(word))
    .join(' ');
}

function isThirdPerson(word: string, index: number): boolean {
  return /^(?:is|are)$/.test(word) || (index > 1 && /[a-z]{2,}s$/.test(word) && !/(?:ss|us)$/.test(word));
}

function compareTitles(a: CaptionFact, b: CaptionFact): number {
  return a.videoTitle < b.videoTitle ? -1 : a.videoTitle > b.videoTitle ? 1 : 0;
}
