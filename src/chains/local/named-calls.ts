import type { CallForm, FoundCall } from './found-call.js';
import { matchName } from './match-tool-name.js';
import { readLooseJson } from './read-loose-json.js';

/** `name` and below it, or right behind it, `{json}` (GLM-4); a name that no tool has is a call only when the JSON follows on a new line. */
export const glmCalls: CallForm = (reply, toolNames) =>
  callsAt(
    reply,
    /(?<=^|[\s\0>:：`*])([\p{L}_][\p{L}\p{N}_.-]{1,60})[`*]*(?:\s|[:：,，、]|\p{Script=Han}){0,20}(?:```\w{0,10}\s{0,5})?(?=[{｛])/gu,
    (name, notation) => {
      return matchName(name, toolNames) !== undefined || (notation.includes('\n') && /[_a-z]_[a-z]/i.test(name));
    },
  );

/** `name(argument="value")`, also with values alone. */
export const pythonCalls: CallForm = (reply, toolNames) =>
  callsAt(
    reply,
    /(?<=^|[^\p{L}\p{N}_.])([\p{L}_][\p{L}\p{N}_.-]{1,60})\s?(?=[(（])/gu,
    (name) => matchName(name, toolNames) !== undefined,
  ).filter((call) => {
    // In prose a tool's name may be followed by a remark in parentheses: that has neither names nor quotes.
    const words = reply.slice(call.start, call.end);
    return /[=:："'“「{]/u.test(words) || /[(（]\s*[)）]$/u.test(words);
  });

/** The bare name of a tool as the whole reply, for tools that need no arguments. */
export const bareNameCall: CallForm = (reply, toolNames) => {
  const name = reply.replace(/<\|[^|>\n]{1,40}\|>|\0/g, ' ').trim();
  const known = toolNames.some((tool) => tool.toLowerCase() === name.toLowerCase());
  return known ? [{ start: 0, end: reply.length, name, args: {} }] : [];
};

function callsAt(reply: string, pattern: RegExp, isCall: (name: string, notation: string) => boolean): FoundCall[] {
  const calls: FoundCall[] = [];
  let from = 0;
  for (const match of reply.matchAll(pattern)) {
    const [notation, name = ''] = match;
    if (match.index < from || !isCall(name, notation)) continue;
    const read = readLooseJson(reply, match.index + notation.length);
    from = read?.end ?? match.index + notation.length;
    calls.push({ start: match.index, end: from, name, args: read?.value });
  }
  return calls;
}
