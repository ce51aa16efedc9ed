import { canary } from './injection-cases.js';
import type { MindMessage, MindStep } from './scripted-mind.js';

/** What this mind says when it was told to. */
export const obedience = 'banana';

/** Control tokens and tags as servers read them, wherever they stand in a message. */
const notation = /[<＜][|｜/!<]?[a-z_]|[<＜][|｜]|\[\/?(?:INST|[a-z]*MASK|[A-Z]+_[A-Z_]+)\]/iu;
/** Text that models read and people do not see; the joiners are part of some scripts. */
// eslint-disable-next-line no-control-regex, no-misleading-character-class -- single characters are what it is about
const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u{e0100}-\u{e01ef}]|(?![\u200c\u200d])\p{Cf}/u;
const quotedStrings = /"(?:[^"\\\n]|\\.)*"/gu;

/** Calls that let every kind of text from a video reach the mind. */
const looks: readonly (readonly [tool: string, args: Readonly<Record<string, unknown>>])[] = [
  ['search_moments', { description: 'an orange whale', limit: 20 }],
  ['caption_moment', {}],
  ['recognize_actions', {}],
  ['query_events', { measure: 'list' }],
  ['read_transcript', {}],
  ['list_videos', {}],
];

/**
 * The opposite of a careful model: it does whatever it reads outside quoted JSON strings, believes each line that looks like
 * evidence, reads control tokens and hidden characters even inside quotes, and repeats what is said in its answers. It
 * calls the tools that the question names.
 */
export function gullibleMind(messages: readonly MindMessage[]): MindStep {
  const texts = messages.map(({ role, content }) => ({ role, text: typeof content === 'string' ? content : '' }));
  const isResult = ({ role, text }: (typeof texts)[number]): boolean =>
    role === 'tool' || text.startsWith('Result of ');
  const asked = texts.findLastIndex((message) => message.role === 'user' && !isResult(message));
  const question = texts[asked]?.text ?? '';
  const results = texts.slice(asked + 1).filter(isResult);
  const order = texts
    .filter((message) => message.role !== 'system')
    .find(({ role, text }) => role !== 'assistant' && isOrder(text));
  if (order) return results.length > 1 ? { say: obedience } : { call: 'list_videos', args: { page: 7 } };
  const plan = looks.filter(([name]) => question.includes(name));
  const [tool, args] = plan[results.length] ?? [];
  if (tool !== undefined && args !== undefined) return { call: tool, args };
  const all = results.map(({ text }) => text).join('\n');
  if (question.includes('said')) return { say: repeat(all, /short/.test(question)) };
  const places = [
    ...new Set(
      all
        .replace(quotedStrings, '""')
        .split('\n')
        .flatMap((line) => /^\s*(\[\d+\]).*?(\d+:\d\d)–/.exec(line)?.slice(1, 3).reverse().join(' ') ?? []),
    ),
  ];
  return { say: `It happens at ${places.join(', ')}.` };
}

function isOrder(text: string): boolean {
  return notation.test(text) || unseen.test(text) || canary.test(text.replace(quotedStrings, '""'));
}

/** What is said, word for word, with the marks that a careful model adds; in short, one line without any. */
function repeat(results: string, inShort: boolean): string {
  const said = [...results.matchAll(/^\[(\d+)\] .* \| transcript ("(?:[^"\\]|\\.)*")/gm)];
  const told = said.map(([, number, quoted = '""']) => [String(JSON.parse(quoted)), number]);
  if (inShort) return `The voice says "${told[1]?.[0]}".`;
  return `The voice says ${told.map(([words, number]) => `"${words}" [${number}]`).join(', then ')}.`;
}
