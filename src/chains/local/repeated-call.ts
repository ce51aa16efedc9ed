import type { TemplateMessage } from '../../encoders/text-generator.js';
import type { ReadCall } from './read-reply.js';

/** Whether a call has been made since the last question: its result stands in the conversation, and would be the same. */
export function isRepeated(call: ReadCall, conversation: readonly TemplateMessage[]): boolean {
  const asked = conversation.findLastIndex(({ role }) => role === 'user');
  const made = conversation.slice(asked + 1).flatMap(({ tool_calls }) => tool_calls ?? []);
  return made.some(
    (earlier) => earlier.function.name === call.name && sameValue(earlier.function.arguments, call.args),
  );
}

/** Arguments that are absent, `null` and `undefined` are the same, and so are texts but for case. */
function sameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}

function canonical(value: unknown): unknown {
  if (typeof value === 'string') return value.trim().toLowerCase();
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, canonical(inner)]),
  );
}
