import { captionOf } from '../playhouse/captions.js';
import type { Random } from '../playhouse/random.js';
import {
  actions,
  actors,
  colours,
  placePhrases,
  places,
  topics,
  type Action,
  type ActorKind,
  type Colour,
  type Place,
} from '../playhouse/world.js';
import { formatEvidenceLine, type EvidenceField } from '../../src/tools/evidence-line.js';
import { quotedTextNotice, quoteData } from '../../src/tools/quote-data.js';
import { scoreInWords } from '../../src/tools/score-words.js';
import { formatSpan } from '../../src/domain/timestamp.js';
import type { ToolCall } from './expected-call.js';
import { describeSought } from './expected-call.js';
import type { AskedQuestion } from './question.js';
import { drawTitle } from './subject-matter.js';

/** One line of a made-up tool result, and what an answer may say of it. */
export interface ResultLine {
  readonly number: number;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  /** `0:04–0:08`. */
  readonly clock: string;
  /** The caption, action, transcript line, answer or details. */
  readonly words: string;
  /** Who does what where, of a caption. */
  readonly scene?: {
    readonly colour: Colour;
    readonly kind: ActorKind;
    readonly action: Action;
    readonly place: Place;
  };
}

/** What a tool returned: its words, and its lines for whoever writes the answer. */
export interface ToolResult {
  readonly text: string;
  readonly lines: readonly ResultLine[];
  readonly found: boolean;
}

/** Numbers lines on through a conversation, as the agent's ledger does. */
export interface LineCounter {
  next: number;
}

type Scene = NonNullable<ResultLine['scene']>;

/** Makes up what the tool would return for a call: in the tools' own format, mostly what was asked for, sometimes not. */
export function makeResult(random: Random, question: AskedQuestion, call: ToolCall, counter: LineCounter): ToolResult {
  switch (call.name) {
    case 'search_moments':
      return searchResult(random, question, call, counter);
    case 'caption_moment':
      return captionResult(random, question, call, counter);
    case 'recognize_actions':
      return actionResult(random, call, counter);
    case 'read_transcript':
      return transcriptResult(random, question, call, counter);
    case 'ask_moment':
      return momentResult(random, question, call, counter);
    default:
      return videosResult(random, question, counter);
  }
}

function searchResult(random: Random, question: AskedQuestion, call: ToolCall, counter: LineCounter): ToolResult {
  const description = String(call.args['description']);
  const counting = question.want.startsWith('count');
  const found = question.matter.stranger === undefined && random.chance(0.8);
  const score = found ? random.between(0.55, 0.99) : random.between(0.01, 0.29);
  const lines: ResultLine[] = [];
  const texts: string[] = [];
  const count = counting ? 1 + random.below(5) : 1 + random.below(3);
  for (let index = 0; index < count; index += 1) {
    const fits = found && (counting ? random.chance(0.8) : index === 0 || random.chance(0.15));
    const scene = drawScene(random, question, fits);
    const line = place(random, counter, call, captionOfScene(scene), scene);
    lines.push(line);
    texts.push(
      write(
        line,
        [
          { name: 'caption', text: line.words },
          { name: 'action', text: scene.action, score: random.between(0.4, 1) },
        ],
        Math.max(0.02, score - 0.1 * index),
      ),
    );
  }
  const stated = `confidence ${score.toFixed(2)} ${scoreInWords(score)}`;
  const unknown =
    question.matter.stranger === undefined
      ? ''
      : `The model does not know the words ${quoteData(question.matter.stranger.split(' ').at(-1) ?? '')}.`;
  if (found) return { text: joined(`Verdict: found ${quoteData(description)}, ${stated}.`, texts, ''), lines, found };
  const offer = ' The lines below are only the nearest moments: do not claim that they show it.';
  const advice = `${unknown} Try other words or read_transcript; otherwise say that it could not be found.`.trim();
  return {
    text: joined(`Verdict: nothing matches ${quoteData(description)}, ${stated}.${offer}`, texts, advice),
    lines,
    found,
  };
}

function captionResult(random: Random, question: AskedQuestion, call: ToolCall, counter: LineCounter): ToolResult {
  const narrow = call.args['from'] !== undefined;
  const count = narrow ? 1 + random.below(2) : 3 + random.below(5);
  let at = narrow ? seconds(call.args['from']) : 0;
  const [lines, texts]: [ResultLine[], string[]] = [[], []];
  for (let index = 0; index < count; index += 1) {
    const scene = drawScene(random, question, random.chance(0.35));
    const end = at + random.between(3, 7);
    const line = place(random, counter, call, captionOfScene(scene), scene, [at, end]);
    lines.push(line);
    texts.push(
      write(line, [
        { name: 'caption', text: line.words, score: random.between(0.4, 1) },
        { name: 'action', text: scene.action, score: random.between(0.4, 1) },
      ]),
    );
    at = end;
  }
  return {
    text: joined(`Captions of ${count} shot${count === 1 ? '' : 's'}, in time order.`, texts, ''),
    lines,
    found: true,
  };
}

function actionResult(random: Random, call: ToolCall, counter: LineCounter): ToolResult {
  const count = 2 + random.below(4);
  const [lines, texts]: [ResultLine[], string[]] = [[], []];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const end = at + random.between(3, 7);
    const line = place(random, counter, call, random.pick(actions), undefined, [at, end]);
    lines.push(line);
    texts.push(write(line, [{ name: 'action', text: line.words, score: random.between(0.4, 1) }]));
    at = end;
  }
  return { text: joined(`Recognised ${count} actions.`, texts, ''), lines, found: true };
}

const spokenLines = [
  (thing: string) => `Nobody here has forgotten the ${thing}.`,
  (thing: string) => `People still tell the story of the ${thing}.`,
  (thing: string) => `It all began with the ${thing}, they say.`,
  (thing: string) => `And then there was the ${thing}.`,
  (thing: string) => `We found the ${thing} behind the house.`,
  (thing: string) => `Have you seen the ${thing}?`,
];

function transcriptResult(random: Random, question: AskedQuestion, call: ToolCall, counter: LineCounter): ToolResult {
  const about = typeof call.args['about'] === 'string' ? call.args['about'] : undefined;
  const found = about === undefined || random.chance(0.8);
  if (!found) {
    const advice = 'Try other words, or search_moments for what is seen.';
    return { text: joined(`No transcript line mentions ${quoteData(about)}.`, [], advice), lines: [], found };
  }
  const count = about === undefined ? 2 + random.below(3) : 1 + random.below(2);
  const [lines, texts]: [ResultLine[], string[]] = [[], []];
  for (let index = 0; index < count; index += 1) {
    const thing = about === undefined ? random.pick(topics) : question.matter.spoken;
    const line = place(random, counter, call, random.pick(spokenLines)(thing), undefined);
    lines.push(line);
    texts.push(write(line, [{ name: 'transcript', text: line.words }]));
  }
  const summary =
    about === undefined
      ? `Transcript: ${count} lines.`
      : `${count} transcript lines about ${quoteData(about)}, best first.`;
  return { text: joined(summary, texts, ''), lines, found };
}

function momentResult(random: Random, question: AskedQuestion, call: ToolCall, counter: LineCounter): ToolResult {
  const words = question.want === 'ask-colour' ? random.pick(colours) : random.pick(actions);
  const at = seconds(call.args['from']);
  const line = place(random, counter, call, words, undefined, [at, at + 0.01]);
  return {
    text: joined(
      'The clip model answers:',
      [write(line, [{ name: 'answer', text: words, score: random.between(0.4, 1) }])],
      '',
    ),
    lines: [line],
    found: true,
  };
}

function videosResult(random: Random, question: AskedQuestion, counter: LineCounter): ToolResult {
  const count = 1 + random.below(6);
  const asked = question.want === 'length' ? random.below(count) : -1;
  const [lines, texts]: [ResultLine[], string[]] = [[], []];
  for (let index = 0; index < count; index += 1) {
    const length = random.between(5, 300);
    const title = index === asked ? question.matter.video : drawTitle(random);
    const long = formatSpan({ startSeconds: 0, endSeconds: length }).split('–')[1] ?? '';
    const words = `${long} long, ${1 + random.below(20)} shots, ${random.chance(0.5) ? 'no transcript' : `${1 + random.below(30)} transcript lines`}`;
    const line: ResultLine = { number: counter.next++, title, start: 0, end: length, clock: long, words };
    lines.push(line);
    texts.push(write(line, [{ name: 'details', text: words }]));
  }
  return { text: joined(`The library holds ${count} video${count === 1 ? '' : 's'}.`, texts, ''), lines, found: true };
}

/** The caption of a made-up scene without a bystander. */
function captionOfScene(scene: Scene): string {
  return captionOf({ actor: scene, action: scene.action, place: scene.place, bystander: undefined });
}

function drawScene(random: Random, question: AskedQuestion, fits: boolean): Scene {
  const { want, matter } = question;
  const any: Scene = {
    colour: random.pick(colours),
    kind: random.pick(actors),
    action: random.pick(actions),
    place: random.pick(places),
  };
  if (!fits) {
    // Often nearly right: one thing differs.
    if (random.chance(0.5) || matter.stranger !== undefined) return any;
    const near: Scene = { colour: matter.colour, kind: matter.kind, action: matter.action, place: matter.place };
    return random.chance(0.5) ? { ...near, colour: any.colour } : { ...near, action: any.action, kind: any.kind };
  }
  const place = matter.placed || want === 'what-happens' || want === 'count-place' ? matter.place : any.place;
  const free = want === 'what-happens' || want === 'count-place';
  const named = !free && want !== 'who';
  return {
    colour: named && want !== 'colour' ? matter.colour : any.colour,
    kind: named ? matter.kind : any.kind,
    action: free || /^(what-action|when-there|yes-no-there|where-there)$/.test(want) ? any.action : matter.action,
    place,
  };
}

function place(
  random: Random,
  counter: LineCounter,
  call: ToolCall,
  words: string,
  scene?: Scene,
  span?: readonly [number, number],
): ResultLine {
  const begins = random.between(0, 70);
  const [start, end] = span ?? [begins, begins + random.between(2, 7)];
  const title = typeof call.args['video'] === 'string' ? call.args['video'] : drawTitle(random);
  const clock = formatSpan({ startSeconds: start, endSeconds: end });
  return {
    number: counter.next++,
    title,
    start,
    end,
    clock,
    words,
    ...(scene && { scene: { colour: scene.colour, kind: scene.kind, action: scene.action, place: scene.place } }),
  };
}

function write(line: ResultLine, fields: readonly EvidenceField[], match?: number): string {
  const videoIdPrefix = Math.floor(((line.start * 7919.7 + line.end * 104729.3) % 1) * 4294967296)
    .toString(16)
    .padStart(8, '0');
  const span = { startSeconds: line.start, endSeconds: line.end };
  return formatEvidenceLine({
    number: line.number,
    videoTitle: line.title,
    videoIdPrefix,
    span,
    fields,
    ...(match !== undefined && { match }),
  });
}

function joined(summary: string, lines: readonly string[], advice: string): string {
  return [summary, ...(lines.length > 0 ? [quotedTextNotice] : []), ...lines, ...(advice ? [advice] : [])].join('\n');
}

function seconds(value: unknown): number {
  return String(value)
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** Whether a caption shows what was asked for. */
export function fitsQuestion(question: AskedQuestion, line: ResultLine): boolean {
  const { scene } = line;
  if (!scene || question.matter.stranger !== undefined) return false;
  const { want, matter } = question;
  if (want === 'what-happens' || want === 'count-place') return scene.place === matter.place;
  if (matter.placed && describeSought(question).endsWith(placePhrases[matter.place]) && scene.place !== matter.place)
    return false;
  const deed = scene.action === matter.action;
  if (want === 'who') return deed;
  if (want === 'colour') return deed && scene.kind === matter.kind;
  const who = scene.kind === matter.kind && scene.colour === matter.colour;
  return /^(what-action|when-there|yes-no-there|where-there)$/.test(want) ? who : who && deed;
}
