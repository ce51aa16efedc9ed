import { callsInValue, type CallForm, type FoundCall } from './found-call.js';
import { readLooseJson } from './read-loose-json.js';

const tag = /<\|?\/?\s*(?:tool_calls?|tool-call|toolcall|function_calls?)\s*\|?>/gi;
const functionTag = /<function\s*[=\s]\s*(?:name\s*=\s*)?["']?([^>"'\n]{1,80})["']?\s*>/gi;

/**
 * `<tool_call>{"name": …, "arguments": {…}}</tool_call>` (Hermes, Qwen), `<tool_call>name` with `<arg_key>` and
 * `<arg_value>` pairs (GLM-4.5), or any other notation of one call between such tags. The closing tag may be missing.
 */
export const taggedCalls: CallForm = (reply, toolNames) => {
  const calls: FoundCall[] = [];
  const tags = [...reply.matchAll(tag)];
  tags.forEach((opening, index) => {
    if (opening[0].includes('/')) return;
    const next = tags[index + 1];
    const start = opening.index;
    const bodyEnd = next?.index ?? reply.length;
    const end = next?.[0].includes('/') === true ? next.index + next[0].length : bodyEnd;
    const body = reply.slice(start + opening[0].length, bodyEnd);
    // Another form has read what stands between the tags.
    if (body.includes('\0') && body.replaceAll('\0', '').trim() === '') return;
    if (body.trim() === '' && next !== undefined && !next[0].includes('/')) return;
    for (const call of callsInBody(body, toolNames)) calls.push({ ...call, start, end });
  });
  return calls;
};

/** `<function=name>{…}</function>` (Llama) and `<function=name><parameter=key>value</parameter></function>` (Qwen Coder). */
export const functionTagCalls: CallForm = (reply) =>
  [...reply.matchAll(functionTag)].map((opening) => {
    const bodyStart = opening.index + opening[0].length;
    const rest = reply.slice(bodyStart);
    const closing = /<\/function\s*>?|<function\s*[=\s]/i.exec(rest);
    const body = rest.slice(0, closing?.index);
    const closed = closing?.[0].startsWith('</') === true ? closing[0].length : 0;
    return {
      start: opening.index,
      end: bodyStart + body.length + closed,
      name: (opening[1] ?? '').trim(),
      args: argumentsInBody(body),
    };
  });

function callsInBody(body: string, toolNames: readonly string[]): Pick<FoundCall, 'name' | 'args'>[] {
  if (/<arg_key>|<parameter/i.test(body)) {
    const name = /^\s*([^\s<]{1,80})/.exec(body)?.[1] ?? '';
    return [{ name, args: pairsIn(body) }];
  }
  const bare = body.replace(/```\w*/g, ' ');
  const named = /^\s*([\p{L}_][\p{L}\p{N}_.-]{0,80})\s*(?=[{｛(（\n]|$)/u.exec(bare);
  if (named) {
    const args = readLooseJson(bare, named[0].length)?.value;
    return [{ name: named[1] ?? '', args: args ?? (bare.trim() === named[1] ? {} : undefined) }];
  }
  const at = bare.search(/[{｛[［]/u);
  const value = at < 0 ? undefined : readLooseJson(bare, at)?.value;
  const calls = callsInValue(value, toolNames);
  if (calls.length > 0) return calls;
  return [{ name: '', args: undefined }];
}

function argumentsInBody(body: string): unknown {
  if (/<parameter|<arg_key>/i.test(body)) return pairsIn(body);
  if (body.trim() === '') return {};
  const at = body.search(/[{｛[［]/u);
  return at < 0 ? undefined : readLooseJson(body, at)?.value;
}

function pairsIn(body: string): Record<string, unknown> {
  const pairs = [
    ...body.matchAll(/<arg_key>([^<]{1,80})<\/arg_key>\s*<arg_value>([\s\S]*?)(?:<\/arg_value>|(?=<arg_key>)|$)/gi),
    ...body.matchAll(/<parameter\s*[=\s]\s*["']?([^>"']{1,80})["']?\s*>([\s\S]*?)(?:<\/parameter>|(?=<parameter)|$)/gi),
  ];
  return Object.fromEntries(
    pairs.map(([, key = '', value = '']) => {
      const text = value.trim();
      return [key.trim(), /^[{[]/.test(text) ? (readLooseJson(text)?.value ?? text) : text];
    }),
  );
}
