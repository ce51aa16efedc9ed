import { matchName } from './match-tool-name.js';
import { readLooseJson } from './read-loose-json.js';

/** The part of JSON schema that tools' arguments use. */
export interface ArgumentSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, ArgumentSchema>>;
  readonly required?: readonly string[];
  readonly items?: ArgumentSchema;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly ArgumentSchema[];
  readonly oneOf?: readonly ArgumentSchema[];
}

/** Arguments that fit, or what is wrong with them, in words for the model. */
export type FittedArguments =
  { readonly ok: true; readonly args: Record<string, unknown> } | { readonly ok: false; readonly problem: string };

/**
 * Makes a call's arguments fit the tool's schema: reads arguments that are a JSON text, knows near misses of names, turns
 * texts into numbers where numbers are wanted, takes the only stray value for the only one missing, drops what else the tool does not know and optional values of a wrong type.
 */
export function fitArguments(given: unknown, schema: ArgumentSchema): FittedArguments {
  const properties = schema.properties ?? {};
  const required = schema.required ?? [];
  const object = asObject(given, required);
  if (object === undefined) return { ok: false, problem: 'its arguments are not a JSON object' };
  const names = Object.keys(properties);
  const args: Record<string, unknown> = {};
  const wrong: string[] = [];
  const strays: unknown[] = [];
  for (const [key, value] of Object.entries(object)) {
    const name = matchName(key, names);
    const wanted = name === undefined ? undefined : properties[name];
    if (name === undefined || wanted === undefined || (name !== key && name in object)) {
      strays.push(value);
      continue;
    }
    const fitted = fitValue(value, wanted);
    if (fitted === undefined) wrong.push(`${name} must be ${describe(wanted)}`);
    else if (fitted.value !== null || (required.includes(name) && allowsNull(wanted))) args[name] = fitted.value;
  }
  const nameless = required.filter((name) => !(name in args) && !wrong.some((reason) => reason.startsWith(`${name} `)));
  const [only, another] = nameless;
  const [stray, second] = strays;
  // One thing is missing and one thing is left over: it has been given another name.
  if (only !== undefined && another === undefined && stray !== undefined && second === undefined) {
    const fitted = fitValue(stray, properties[only] ?? {});
    if (fitted) args[only] = fitted.value;
  }
  const missing = required.filter((name) => !(name in args));
  if (missing.length === 0) return { ok: true, args };
  const reasons = wrong.filter((reason) => missing.some((name) => reason.startsWith(`${name} `)));
  const absent = missing.filter((name) => !reasons.some((reason) => reason.startsWith(`${name} `)));
  return {
    ok: false,
    problem: [...reasons, ...(absent.length > 0 ? [`the required ${absent.join(', ')} is missing`] : [])].join('; '),
  };
}

function asObject(given: unknown, required: readonly string[]): Readonly<Record<string, unknown>> | undefined {
  if (given === undefined || given === null || given === '') return {};
  if (Array.isArray(given)) return given.length === 0 ? {} : asObject(given[0], required);
  if (typeof given === 'object') return given as Record<string, unknown>;
  const text = typeof given === 'string' ? given.trim() : undefined;
  const read = text !== undefined && /^[{｛[［]/u.test(text) ? readLooseJson(text)?.value : undefined;
  if (read !== undefined && typeof read === 'object') return asObject(read, required);
  // A bare value can only be meant for the one thing that is required.
  const [only] = required;
  return required.length === 1 && only !== undefined ? { [only]: given } : undefined;
}

/** The value as the schema wants it; `undefined` when it cannot be made so. */
function fitValue(value: unknown, schema: ArgumentSchema): { readonly value: unknown } | undefined {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    for (const choice of [...choices].sort((a, b) => rank(value, a) - rank(value, b))) {
      const fitted = fitValue(value, choice);
      if (fitted) return fitted;
    }
    return undefined;
  }
  if (schema.enum) return fitChoice(value, schema.enum);
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (types.length === 0) return { value };
  if (value === null) return { value: null };
  for (const type of types) {
    const fitted = fitType(value, type, schema);
    if (fitted) return fitted;
  }
  return undefined;
}

/** Types that a value already has come before those it would be turned into. */
function rank(value: unknown, schema: ArgumentSchema): number {
  if (schema.type === 'null') return value === null ? 0 : 2;
  return schema.type === typeof value || (schema.type === 'integer' && Number.isInteger(value)) ? 0 : 1;
}

function fitType(value: unknown, type: string, schema: ArgumentSchema): { readonly value: unknown } | undefined {
  if (type === 'string') {
    if (typeof value === 'string') return { value };
    if (typeof value === 'number' || typeof value === 'boolean') return { value: String(value) };
    return Array.isArray(value) && value.length === 1 ? fitType(value[0], type, schema) : undefined;
  }
  if (type === 'number' || type === 'integer') {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value.trim()) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
    return { value: type === 'integer' ? Math.round(number) : number };
  }
  if (type === 'boolean') {
    if (typeof value === 'boolean') return { value };
    const word = String(value).toLowerCase();
    return ['true', 'yes', '1'].includes(word)
      ? { value: true }
      : ['false', 'no', '0'].includes(word)
        ? { value: false }
        : undefined;
  }
  if (type === 'array') {
    const items = (Array.isArray(value) ? value : [value]).map((item) => fitValue(item, schema.items ?? {}));
    return items.every((item) => item !== undefined) ? { value: items.map((item) => item.value) } : undefined;
  }
  if (type === 'object') {
    const fitted = schema.properties ? fitArguments(value, schema) : undefined;
    if (fitted) return fitted.ok ? { value: fitted.args } : undefined;
    return typeof value === 'object' ? { value } : undefined;
  }
  return type === 'null' && value === null ? { value } : undefined;
}

function fitChoice(value: unknown, choices: readonly unknown[]): { readonly value: unknown } | undefined {
  if (choices.includes(value)) return { value };
  const names = choices.filter((choice) => typeof choice === 'string');
  const name = typeof value === 'string' ? matchName(value, names) : undefined;
  return name === undefined ? undefined : { value: name };
}

function allowsNull(schema: ArgumentSchema): boolean {
  return [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some(
    ({ type }) => type === 'null' || (Array.isArray(type) && type.includes('null')),
  );
}

function describe(schema: ArgumentSchema): string {
  if (schema.enum) return `one of ${schema.enum.map((choice) => JSON.stringify(choice)).join(', ')}`;
  const types = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(({ type }) => type ?? []);
  return `of type ${types.filter((type) => type !== 'null').join(' or ') || 'another kind'}`;
}
