import type { Random } from '../playhouse/random.js';
import { actions, colours, topics } from '../playhouse/world.js';
import { formatTimestamp, parseTimestamp } from '../../src/domain/timestamp.js';
import { quoteData } from '../../src/tools/quote-data.js';
import { scoreInWords } from '../../src/tools/score-words.js';
import type { ToolCall } from './expected-call.js';
import { captionOfScene, drawScene } from './made-up-scene.js';
import type { AskedQuestion } from './question.js';
import { placeLine, wordResult, writeLine, type LineCounter, type ResultLine } from './result-line.js';
import { drawTitle } from './subject-matter.js';

/** What a tool returned: its words, and its lines for whoever writes the answer. */
export interface ToolResult {
  readonly text: string;
  readonly lines: readonly ResultLine[];
  readonly found: boolean;
}

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
    const line = placeLine(random, counter, call, captionOfScene(scene), scene);
    lines.push(line);
    texts.push(
      writeLine(
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
  if (found)
    return { text: wordResult(`Verdict: found ${quoteData(description)}, ${stated}.`, texts, ''), lines, found };
  const offer = ' The lines below are only the nearest moments: do not claim that they show it.';
  const advice = `${unknown} Try other words or read_transcript; otherwise say that it could not be found.`.trim();
  return {
    text: wordResult(`Verdict: nothing matches ${quoteData(description)}, ${stated}.${offer}`, texts, advice),
    lines,
    found,
  };
}

function captionResult(random: Random, question: AskedQuestion, call: ToolCall, counter: LineCounter): ToolResult {
  const narrow = call.args['from'] !== undefined;
  const count = narrow ? 1 + random.below(2) : 3 + random.below(5);
  let at = narrow ? secondsOf(call.args['from']) : 0;
  const [lines, texts]: [ResultLine[], string[]] = [[], []];
  for (let index = 0; index < count; index += 1) {
    const scene = drawScene(random, question, random.chance(0.35));
    const end = at + random.between(3, 7);
    const line = placeLine(random, counter, call, captionOfScene(scene), scene, [at, end]);
    lines.push(line);
    texts.push(
      writeLine(line, [
        { name: 'caption', text: line.words, score: random.between(0.4, 1) },
        { name: 'action', text: scene.action, score: random.between(0.4, 1) },
      ]),
    );
    at = end;
  }
  return {
    text: wordResult(`Captions of ${count} shot${count === 1 ? '' : 's'}, in time order.`, texts, ''),
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
    const line = placeLine(random, counter, call, random.pick(actions), undefined, [at, end]);
    lines.push(line);
    texts.push(writeLine(line, [{ name: 'action', text: line.words, score: random.between(0.4, 1) }]));
    at = end;
  }
  return { text: wordResult(`Recognised ${count} actions.`, texts, ''), lines, found: true };
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
    return { text: wordResult(`No transcript line mentions ${quoteData(about)}.`, [], advice), lines: [], found };
  }
  const count = about === undefined ? 2 + random.below(3) : 1 + random.below(2);
  const [lines, texts]: [ResultLine[], string[]] = [[], []];
  for (let index = 0; index < count; index += 1) {
    const thing = about === undefined ? random.pick(topics) : question.matter.spoken;
    const line = placeLine(random, counter, call, random.pick(spokenLines)(thing), undefined);
    lines.push(line);
    texts.push(writeLine(line, [{ name: 'transcript', text: line.words }]));
  }
  const summary =
    about === undefined
      ? `Transcript: ${count} lines.`
      : `${count} transcript lines about ${quoteData(about)}, best first.`;
  return { text: wordResult(summary, texts, ''), lines, found };
}

function momentResult(random: Random, question: AskedQuestion, call: ToolCall, counter: LineCounter): ToolResult {
  const words = question.want === 'ask-colour' ? random.pick(colours) : random.pick(actions);
  const at = secondsOf(call.args['from']);
  const line = placeLine(random, counter, call, words, undefined, [at, at + 0.01]);
  return {
    text: wordResult(
      'The clip model answers:',
      [writeLine(line, [{ name: 'answer', text: words, score: random.between(0.4, 1) }])],
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
    const long = formatTimestamp(length);
    const words = `${long} long, ${1 + random.below(20)} shots, ${random.chance(0.5) ? 'no transcript' : `${1 + random.below(30)} transcript lines`}`;
    const line: ResultLine = { number: counter.next++, title, start: 0, end: length, clock: long, words };
    lines.push(line);
    texts.push(writeLine(line, [{ name: 'details', text: words }]));
  }
  return {
    text: wordResult(`The library holds ${count} video${count === 1 ? '' : 's'}.`, texts, ''),
    lines,
    found: true,
  };
}

function secondsOf(time: unknown): number {
  return parseTimestamp(String(time)) ?? 0;
}
