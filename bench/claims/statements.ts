import type { VideoId } from '../../src/domain/video.js';
import type { TimeSpan } from '../../src/domain/time-span.js';
import type { ShotTruth } from '../../src/evaluation/truth-set.js';

/** A true shot, what the library holds of it, and where. */
export interface KnownShot {
  readonly videoId: VideoId;
  readonly title: string;
  readonly truth: ShotTruth;
  /** As it was indexed. */
  readonly span: TimeSpan;
  readonly caption: string | undefined;
}

/** A statement that cites spans, and whether it is right. */
export interface Statement {
  readonly kind: string;
  readonly words: string;
  readonly cites: readonly Pick<KnownShot, 'videoId' | 'title' | 'span'>[];
  readonly right: boolean;
}

/** A line of what is said in a video. */
export interface SaidLine extends Pick<KnownShot, 'videoId' | 'title' | 'span'> {
  readonly text: string;
}

const parts = ['colour', 'actor', 'action', 'place'] as const;

/** What is right and wrong of the shot `index` of all. */
export function statementsOfShot(shots: readonly KnownShot[], index: number): Statement[] {
  const shot = shots[index];
  if (!shot) return [];
  const { truth, caption } = shot;
  const part = parts[index % parts.length] ?? 'colour';
  const other = shots.find((one, at) => at > index % 7 && one.truth[part] !== truth[part])?.truth;
  const main = caption?.split(' beside ')[0];
  const told = [truth.colour, truth.actor, truth.action].every((word) => main?.includes(word ?? '') ?? false);
  const elsewhere = [...shots.slice(index + 1), ...shots.slice(0, index)].find((one) => isOther(one.truth, truth));
  const same = shots.filter((one) => one.videoId === shot.videoId && !isOther(one.truth, truth)).slice(0, 3);
  const count = same.length;
  const cites = [shot];
  return [
    { kind: 'true', words: describe(truth), cites, right: true },
    ...(other
      ? [{ kind: `changed: ${part}`, words: describe({ ...truth, [part]: other[part] }), cites, right: false }]
      : []),
    ...(main === undefined
      ? []
      : [{ kind: told ? 'caption, right' : 'caption, wrong', words: main, cites, right: told }]),
    ...(elsewhere ? [{ kind: 'wrong moment', words: describe(truth), cites: [elsewhere], right: false }] : []),
    { kind: 'count, right', words: counted(truth, count), cites: same, right: true },
    { kind: 'count, wrong', words: counted(truth, count + 1 + (index % 2)), cites: same, right: false },
  ];
}

/** What is right and wrong of the line `index` of all: its own words and another line's. */
export function statementsOfLine(lines: readonly SaidLine[], index: number): Statement[] {
  const line = lines[index];
  if (!line) return [];
  const other = [...lines.slice(index + 1), ...lines.slice(0, index)].find(({ text }) => text !== line.text);
  const quoted = (text: string): string => `Somebody says "${text.replaceAll('"', "'")}"`;
  return [
    { kind: 'quote, right', words: quoted(line.text), cites: [line], right: true },
    ...(other ? [{ kind: 'quote, wrong', words: quoted(other.text), cites: [line], right: false }] : []),
  ];
}

/** Whether a description of the one is wrong of the other. */
function isOther(one: ShotTruth, truth: ShotTruth): boolean {
  return one.colour !== truth.colour || one.actor !== truth.actor || one.action !== truth.action;
}

function describe({ colour = '', actor = '', action = '', place = '' }: ShotTruth): string {
  const where =
    place === 'night' ? 'at night' : `${place === 'street' || place === 'beach' ? 'on' : 'in'} the ${place}`;
  return `${/^[aeiou]/.test(colour) ? 'An' : 'A'} ${colour} ${actor} ${action} ${where}`;
}

function counted({ colour = '', actor = '', action = '' }: ShotTruth, count: number): string {
  return `The ${colour} ${actor} ${action} ${count} time${count === 1 ? '' : 's'}`;
}
