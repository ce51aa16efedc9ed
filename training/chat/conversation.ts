import type { TemplateMessage } from '../../src/encoders/text-generator.js';
import { createRandom, type Random } from '../playhouse/random.js';
import { expectedCall, type ToolCall } from './expected-call.js';
import { drawQuestion, type AskedQuestion } from './question.js';
import type { LineCounter, ResultLine } from './result-line.js';
import { makeResult, type ToolResult } from './tool-result.js';
import { chosenLine, notFound, wordAnswer, wordChat } from './worded-answer.js';

/** How far around a moment one looks for what comes before or after, in seconds. */
const lookSeconds = 8;

/** A conversation that a seed stands for: one or two questions, with the calls and the answers to learn. */
export function makeConversation(seed: number): TemplateMessage[] {
  const random = createRandom(seed);
  const counter: LineCounter = { next: 1 };
  const first = drawQuestion(random, false);
  const messages: TemplateMessage[] = [];
  const cited = play(random, first, counter, messages);
  if (cited && random.chance(0.5)) askOn(random, cited, counter, messages);
  else if (random.chance(0.3)) play(random, drawQuestion(random, false), counter, messages);
  return messages;
}

/** Plays one question to its answer; gives the line that the answer rests on. */
function play(
  random: Random,
  question: AskedQuestion,
  counter: LineCounter,
  messages: TemplateMessage[],
): ResultLine | undefined {
  messages.push({ role: 'user', content: question.text });
  const call = expectedCall(question);
  if (!call) {
    messages.push({ role: 'assistant', content: wordChat(question) });
    return undefined;
  }
  const result = use(random, question, call, counter, messages);
  const { want } = question;
  if (want !== 'before' && want !== 'after') {
    messages.push({ role: 'assistant', content: wordAnswer(question, result) });
    return call.name === 'search_moments' && !want.startsWith('count') ? chosenLine(question, result) : undefined;
  }
  const anchor = chosenLine(question, result);
  if (!anchor) {
    messages.push({ role: 'assistant', content: notFound(question) });
    return undefined;
  }
  return look(random, question, anchor, want, counter, messages);
}

/** Looks at what comes before or after a line, and tells it. */
function look(
  random: Random,
  question: AskedQuestion,
  anchor: ResultLine,
  side: 'before' | 'after',
  counter: LineCounter,
  messages: TemplateMessage[],
): ResultLine | undefined {
  const result = use(random, question, aroundCall(anchor, side), counter, messages);
  const told: AskedQuestion = { ...question, want: side };
  messages.push({ role: 'assistant', content: wordAnswer(told, result) });
  return result.lines.at(-1);
}

/** The call that shows what comes before or after a span, in seconds as the tool's line writes them. */
export function aroundCall(anchor: Pick<ResultLine, 'title' | 'start' | 'end'>, side: 'before' | 'after'): ToolCall {
  const [from, to] =
    side === 'after'
      ? [Number(anchor.end.toFixed(2)), Math.ceil(anchor.end) + lookSeconds]
      : [Math.max(0, Math.floor(anchor.start) - lookSeconds), Number(anchor.start.toFixed(2))];
  return { name: 'caption_moment', args: { video: anchor.title, from, to } };
}

const followUps = {
  after: ['And after that?', 'What happens next?', 'What happens after that?', 'And then?', 'What comes next?'],
  before: ['And before that?', 'What happens before that?', 'What came before?'],
};
const chineseFollowUps = {
  after: ['之后呢？', '然后呢？', '接下来发生了什么？'],
  before: ['之前呢？', '那之前发生了什么？'],
};

function askOn(random: Random, cited: ResultLine, counter: LineCounter, messages: TemplateMessage[]): void {
  const side = random.chance(0.7) ? 'after' : 'before';
  const chinese = /[\u4e00-\u9fff]/.test(messages.find((message) => message.role === 'user')?.content ?? '');
  messages.push({ role: 'user', content: random.pick((chinese ? chineseFollowUps : followUps)[side]) });
  const question: AskedQuestion = { ...drawQuestion(random, false, side), language: chinese ? 'zh' : 'en' };
  look(random, question, cited, side, counter, messages);
}

function use(
  random: Random,
  question: AskedQuestion,
  call: ToolCall,
  counter: LineCounter,
  messages: TemplateMessage[],
): ToolResult {
  messages.push({
    role: 'assistant',
    content: '',
    tool_calls: [{ type: 'function', function: { name: call.name, arguments: call.args } }],
  });
  const result = makeResult(random, question, call, counter);
  messages.push({ role: 'tool', name: call.name, content: result.text });
  return result;
}
