import type { TimeSpan } from '../../domain/time-span.js';
import { splitCaption } from '../../domain/wording/caption-parts.js';
import { fieldText, type EvidenceLine } from '../../tools/evidence-line.js';

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

function compareTitles(a: CaptionFact, b: CaptionFact): number {
  return a.videoTitle < b.videoTitle ? -1 : a.videoTitle > b.videoTitle ? 1 : 0;
}
