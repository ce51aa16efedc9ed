import type { TemplateMessage, TextGenerator, ToolDescription } from '../../encoders/text-generator.js';

/** Part of the window that tools, instructions and question may fill together: results need the rest. */
const largestShare = 0.6;

/**
 * The tools in as many words as a model's window has room for: first what describes arguments is left out, then what
 * lies after the first sentence of each tool, then arguments that need not be given. A large window gets every word.
 */
export async function shortenTools(
  tools: readonly ToolDescription[],
  conversation: readonly TemplateMessage[],
  budget: number,
  generator: TextGenerator,
): Promise<readonly ToolDescription[]> {
  const question = conversation.filter(({ role }) => role === 'system' || role === 'user');
  const asked = question.filter(({ role }, index) => role === 'system' || index === question.length - 1);
  let told = tools;
  for (const shorten of [withoutArgumentWords, withFirstSentence, withRequiredOnly]) {
    const tokens = await generator.countTokens(await generator.render(asked, told));
    if (tokens <= largestShare * budget) return told;
    told = told.map(shorten);
  }
  return told;
}

function withoutArgumentWords(tool: ToolDescription): ToolDescription {
  return { ...tool, function: { ...tool.function, parameters: bare(tool.function.parameters ?? {}) } };
}

function withFirstSentence(tool: ToolDescription): ToolDescription {
  const [first = ''] = /^.*?[.:](?=\s|$)/s.exec(tool.function.description ?? '') ?? [tool.function.description ?? ''];
  return { ...tool, function: { ...tool.function, description: first } };
}

function withRequiredOnly(tool: ToolDescription): ToolDescription {
  const {
    properties = {},
    required = [],
    ...rest
  } = (tool.function.parameters ?? {}) as {
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly required?: readonly string[];
  };
  const kept = Object.entries(properties).filter(([name]) => required.includes(name));
  const parameters = { ...rest, properties: Object.fromEntries(kept), required };
  return { ...tool, function: { ...tool.function, parameters } };
}

/** A JSON schema without its words and limits. */
function bare(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = ['type', 'properties', 'required', 'items', 'enum', 'anyOf', 'oneOf'];
  const entries = Object.entries(schema).filter(([key]) => kept.includes(key));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === 'properties' ? eachBare(value) : inner(value)]),
  );
}

function eachBare(properties: unknown): unknown {
  if (typeof properties !== 'object' || properties === null) return properties;
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, inner(schema)]));
}

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inner);
  return typeof value === 'object' && value !== null ? bare(value as Record<string, unknown>) : value;
}
