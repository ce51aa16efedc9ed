import { formatTimestamp } from '../domain/timestamp.js';
import type { EventAnswer, EventQuery } from '../retrieval/events/contracts.js';
import { quoteData } from './quote-data.js';

const videosNamed = 20;

/** The answer in one or two sentences, the number first: `3 times, perhaps 4: "a red dog jumps", 12.4 seconds in all.` */
export function wordEventAnswer(query: EventQuery, answer: EventAnswer): string {
  const { measure, about, anchor = '', until = '' } = query;
  const { count, seconds } = answer;
  const what = about === undefined ? 'all that happens' : quoteData(about);
  const most = perhaps(answer);
  const events = `${count} event${count === 1 ? '' : 's'}${most}`;
  if (isUnanchored(query, answer))
    return `Nothing to count from: ${quoteData(answer.anchors.length === 0 ? anchor : until)} is not among the ${answer.remembered} events remembered.`;
  const unsure = [...answer.anchors, ...answer.untils].some(({ likelihood }) => likelihood < 0.5)
    ? ' What it is counted from is doubtful: nothing fits it well.'
    : '';
  switch (measure) {
    case 'count':
      return `${count} time${count === 1 ? '' : 's'}${most}: ${what}, ${seconds.toFixed(1)} seconds in all.`;
    case 'duration':
      return `${seconds.toFixed(1)} seconds in all: ${what}, ${events}.`;
    case 'first':
    case 'last':
      return count === 0
        ? `0 events${most}: ${what}.`
        : `The ${measure} of ${events}: ${what}, at ${formatTimestamp(answer.events[0]?.event.span.startSeconds ?? 0, true)}.`;
    case 'list':
      return `${events}: ${what}, ${seconds.toFixed(1)} seconds in all.`;
    case 'before':
    case 'after':
      return about === undefined
        ? `${events} next ${measure} ${quoteData(anchor)}, which is seen ${times(answer.anchors.length)}.${unsure}`
        : `${count > 0 ? 'Yes' : 'No'}, ${times(count)}${most}: ${what} ${measure} ${quoteData(anchor)}, which is seen ${times(answer.anchors.length)}.${unsure}`;
    case 'between':
      return `${events}: ${what} between ${quoteData(anchor)} and ${quoteData(until)}.${unsure}`;
  }
}

/** The numbers of each video, where there are several. */
export function wordTallies({ tallies }: EventAnswer): string | undefined {
  if (tallies.length < 2) return undefined;
  const told = tallies
    .toSorted((a, b) => b.count - a.count)
    .slice(0, videosNamed)
    .map(
      ({ video, count, perhaps: more }) =>
        `${quoteData(video.title)} ${count}${more > 0 ? ` (perhaps ${count + more})` : ''}`,
    );
  const rest = tallies.length > videosNamed ? `, and ${tallies.length - videosNamed} videos more` : '';
  return `By video: ${told.join(', ')}${rest}.`;
}

/** Whether a question of order has nothing to count from. */
export function isUnanchored({ measure }: EventQuery, { anchors, untils }: EventAnswer): boolean {
  if (measure === 'between') return anchors.length === 0 || untils.length === 0;
  return (measure === 'before' || measure === 'after') && anchors.length === 0;
}

function perhaps({ count, perhaps: more }: EventAnswer): string {
  return more === 0 ? '' : `, perhaps ${count + more}`;
}

function times(count: number): string {
  return `${count} time${count === 1 ? '' : 's'}`;
}
