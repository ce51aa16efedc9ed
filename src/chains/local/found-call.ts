import { matchName } from './match-tool-name.js';

/** A tool call that a form of notation found in a model's reply. */
export interface FoundCall {
  /** Where in the reply its notation stands. */
  readonly start: number;
  readonly end: number;
  /** As the model wrote it; empty when it named none. */
  readonly name: string;
  /** As the model wrote them; `undefined` when they could not be read. */
  readonly args: unknown;
}

/** Finds the calls of one notation. What other forms have found is blanked out with NUL characters. */
export type CallForm = (reply: string, toolNames: readonly string[]) => FoundCall[];

const nameKeys = ['name', 'tool', 'tool_name', 'function', 'function_name', 'action', 'recipient_name'];
const argumentKeys = ['arguments', 'parameters', 'args', 'params', 'input', 'tool_input', 'action_input', 'kwargs'];

/** A JSON value as calls: `{"name", "arguments"}` with the usual other names for both, lists of them, `{"<tool>": {…}}`. */
export function callsInValue(
  value: unknown,
  toolNames: readonly string[],
  depth = 0,
): Pick<FoundCall, 'name' | 'args'>[] {
  if (depth > 4 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => callsInValue(item, toolNames, depth + 1));
  const object = value as Record<string, unknown>;
  const nested = object['tool_calls'] ?? object['tool_call'] ?? object['function_call'] ?? object['calls'];
  if (typeof nested === 'object' && nested !== null) return callsInValue(nested, toolNames, depth + 1);
  if (typeof object['function'] === 'object') return callsInValue(object['function'], toolNames, depth + 1);
  const nameKey = nameKeys.find((key) => typeof object[key] === 'string');
  const argumentKey = argumentKeys.find((key) => key in object);
  if (nameKey !== undefined) {
    const name = object[nameKey] as string;
    if (argumentKey !== undefined) return [{ name, args: object[argumentKey] }];
    // Arguments beside the name, without a key of their own.
    const { [nameKey]: _name, type: _type, id: _id, ...args } = object;
    return matchName(name, toolNames) === undefined ? [] : [{ name, args }];
  }
  const entries = Object.entries(object);
  const [key = '', args] = entries[0] ?? [];
  return entries.length === 1 && typeof args === 'object' && matchName(key, toolNames) !== undefined
    ? [{ name: key, args }]
    : [];
}
