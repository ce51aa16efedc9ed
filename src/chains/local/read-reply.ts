import { fitArguments } from './fit-arguments.js';
import type { FoundCall } from './found-call.js';
import { jsonCalls } from './json-calls.js';
import { matchName } from './match-tool-name.js';
import { bareNameCall, glmCalls, pythonCalls } from './named-calls.js';
import { functionTagCalls, taggedCalls } from './tagged-calls.js';
import type { ToolDescription } from '../../encoders/text-generator.js';

/** A call with a tool's own name and arguments that fit it. */
export interface ReadCall {
  readonly name: string;
  readonly args: Record<string, unknown>;
}

/** What a model's reply says: words, calls, and calls that cannot be made, with the reason in words for the model. */
export interface ReadReply {
  readonly words: string;
  readonly calls: readonly ReadCall[];
  readonly problems: readonly string[];
}

/** Longer replies are read so far only, in characters. */
const longestReply = 32_000;
/** More calls in one reply are the work of a model that repeats itself. */
const mostCalls = 8;
const unreadable = 'The tool call could not be read: it is not valid JSON with a name and arguments.';
const forms = [functionTagCalls, taggedCalls, glmCalls, jsonCalls, pythonCalls, bareNameCall];

/** Reads a reply in any of the usual notations of tool calls, and repairs what can be repaired. */
export function readReply(reply: string, tools: readonly ToolDescription[]): ReadReply {
  const spoken = withoutThoughts(reply.slice(0, longestReply).replaceAll('\0', ' '));
  if (tools.length === 0) return { words: spoken.trim(), calls: [], problems: [] };
  const names = tools.map((tool) => tool.function.name);
  const found: FoundCall[] = [];
  let rest = spoken;
  for (const form of forms) {
    const calls = form(rest, names);
    found.push(...calls);
    for (const { start, end } of calls) rest = rest.slice(0, start) + '\0'.repeat(end - start) + rest.slice(end);
  }
  const read = found.toSorted((a, b) => a.start - b.start).map((call) => fitCall(call, tools));
  const unread = found.length === 0 && looksLikeCall(spoken, names);
  const calls = new Map(
    read.flatMap(({ call }) => (call ? [[JSON.stringify([call.name, call.args]), call] as const] : [])),
  );
  return {
    words: unread ? '' : tidy(found.length === 0 ? spoken : rest),
    calls: [...calls.values()].slice(0, mostCalls),
    problems: unread ? [unreadable] : [...new Set(read.flatMap(({ problem }) => problem ?? []))].slice(0, 3),
  };
}

function fitCall(
  { name, args }: FoundCall,
  tools: readonly ToolDescription[],
): { readonly call?: ReadCall; readonly problem?: string } {
  const names = tools.map((tool) => tool.function.name);
  if (name === '') return { problem: unreadable };
  const known = matchName(name, names);
  if (known === undefined)
    return { problem: `There is no tool ${JSON.stringify(name.slice(0, 60))}. The tools are: ${names.join(', ')}.` };
  if (args === undefined)
    return { problem: `The call of ${known} could not be read: its arguments are not valid JSON.` };
  const schema = tools.find((tool) => tool.function.name === known)?.function.parameters ?? {};
  const fitted = fitArguments(args, schema);
  return fitted.ok
    ? { call: { name: known, args: fitted.args } }
    : { problem: `The call of ${known} is wrong: ${fitted.problem}.` };
}

/** What a model thinks before it speaks is neither answer nor call. */
function withoutThoughts(reply: string): string {
  return reply
    .replace(/<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/gi, '')
    .replace(/^[\s\S]*<\/think(?:ing)?>/i, '');
}

/** The words around calls: without what fenced them, and without control tokens that were written out. */
function tidy(words: string): string {
  return words
    .replace(/```\w*\s*\0+\s*(?:```)?/g, '\0')
    .replace(/\s*\0[\0\s]*/g, '\n')
    .replace(/<\|[^|>\n]{1,40}\|>|<\/?(?:tool_calls?|function)>/g, '')
    .trim();
}

const callNotation =
  /<\/?\|?\s*(?:tool|func)|["'“]?(?:name|arguments|parameters|tool|function)["'”]\s*[:：]|[A-Za-z0-9]+_\w*[({｛]|^\s*[A-Za-z0-9_.-]+\s*[:：]?\s*[{｛]|^\s*[A-Za-z0-9_.-]+\(\w+\s*=|^\s*<\w*$/mu;

/** Whether a reply in which no call was found was meant as one, or is no words at all: an answer never is. */
function looksLikeCall(reply: string, names: readonly string[]): boolean {
  const text = reply.trim();
  if (text === '') return false;
  if (!/[\p{L}\p{N}]/u.test(text) || /^(?:null|none|undefined|```\w*\s*```)$/i.test(text)) return true;
  if (/^(?:```\w*\s*)?(?:[{｛]|[[［]\s*[{｛[［])/u.test(text) || callNotation.test(text)) return true;
  // The name of a tool, or its beginning.
  return /^\w+_\w*$/.test(text) || names.includes(text);
}
