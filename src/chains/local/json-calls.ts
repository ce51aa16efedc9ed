import { callsInValue, type CallForm, type FoundCall } from './found-call.js';
import { readLooseJson } from './read-loose-json.js';

/** Values that are looked at, at most: a reply full of brackets is no call. */
const mostValues = 60;

/** `{"name": …, "parameters": {…}}` anywhere in the reply (Llama), lists of such objects, in fenced blocks or bare. */
export const jsonCalls: CallForm = (reply, toolNames) => {
  const calls: FoundCall[] = [];
  const opening = /[{｛]|[[［](?=\s*[{｛])/gu;
  let looked = 0;
  for (let match = opening.exec(reply); match && looked < mostValues; match = opening.exec(reply)) {
    looked += 1;
    const read = readLooseJson(reply, match.index);
    const found = read ? callsInValue(read.value, toolNames) : [];
    if (!read || found.length === 0) continue;
    for (const call of found) calls.push({ ...call, start: match.index, end: read.end });
    opening.lastIndex = read.end;
  }
  return calls;
};
